using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>
/// What a loop runs on: a clock, sockets, and a way to wait for both. One for each loop, which disposes of it; all of it is used on the loop's thread alone,
/// but for <see cref="Wake"/>. There is the system's (<see cref="OfSystem"/>); a simulated one has time that passes only when nothing else is to be done, and a network in memory.
/// </summary>
public abstract class Machine : IDisposable
{
    /// <summary>What time it is.</summary>
    public abstract Clock Clock { get; }

    /// <summary>The system's clock and its sockets.</summary>
    public static Machine OfSystem() => new SystemMachine();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Ends a wait, or keeps the next from waiting. Callable from any thread, after disposal too.</summary>
    internal abstract void Wake();

    /// <summary>Waits until something has come for a socket, or the time is there, or somebody wakes it.</summary>
    /// <param name="due">When it must go on at the latest, on the clock; what is over already means not to wait at all.</param>
    internal abstract void Wait(long due);

    /// <summary>Hands what came to those who wait for it.</summary>
    /// <returns>The time until which all that came has been handed on: a time-out that is due later may still be answered.</returns>
    internal abstract long Dispatch();

    /// <summary>Opens a socket for datagrams to and from anybody.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="nextPort">Draws a port to try.</param>
    /// <exception cref="SocketException">The family cannot be used here, or there is no descriptor left.</exception>
    internal abstract DatagramSocket OpenDatagrams(AddressFamily family, Func<int> nextPort);

    /// <summary>Opens a socket for datagrams to and from one endpoint.</summary>
    /// <param name="server">With whom.</param>
    /// <param name="nextPort">Draws a port to try.</param>
    /// <exception cref="SocketException">There is no route, or no descriptor left.</exception>
    internal abstract DatagramSocket ConnectDatagrams(IPEndPoint server, Func<int> nextPort);

    /// <summary>Opens a socket for one connection, which is not made yet.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <exception cref="SocketException">The family cannot be used here, or there is no descriptor left.</exception>
    internal abstract StreamSocket OpenStream(AddressFamily family);
}
