using System;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Loop;

/// <summary>A socket for datagrams. What comes goes to its receiver, while it is watched.</summary>
internal abstract class DatagramSocket : IDisposable
{
    /// <summary>Who gets what comes; set by whoever opened it.</summary>
    internal IDatagramReceiver? Receiver { get; set; }

    /// <summary>Whether it is connected to one server: nothing from elsewhere is seen there, and a closed port is.</summary>
    internal abstract bool IsConnected { get; }

    /// <summary>Where it is.</summary>
    internal abstract IPEndPoint LocalEndPoint { get; }

    /// <summary>Whether it was closed.</summary>
    internal abstract bool IsClosed { get; }

    public abstract void Dispose();

    /// <summary>From now on what comes is handed on.</summary>
    internal abstract void Watch();

    /// <summary>From now on it is not.</summary>
    internal abstract void Unwatch();

    /// <summary>Sends a datagram; what the system says against it is the result.</summary>
    internal abstract SocketError Send(byte[] datagram, int length, IPEndPoint to);
}

/// <summary>Who gets the datagrams of a socket.</summary>
internal interface IDatagramReceiver
{
    /// <summary>Whether anything is still waited for.</summary>
    bool HasPending { get; }

    /// <summary>A datagram; the buffer is valid only during the call.</summary>
    void OnDatagram(byte[] buffer, int length, IPEndPoint source);

    /// <summary>The host says that nobody listens on the port; only a connected socket hears of it.</summary>
    void OnPortUnreachable();
}

/// <summary>A socket for one connection.</summary>
internal abstract class StreamSocket : IDisposable
{
    /// <summary>What is done when the connection is made or has failed, and then whenever there is something to read. Set by whoever opened it.</summary>
    internal Action? Ready { get; set; }

    public abstract void Dispose();

    /// <summary>Begins to connect.</summary>
    /// <returns>Success where that has begun, or what the system says against it.</returns>
    internal abstract SocketError Connect(IPEndPoint to);

    /// <summary>What became of the connection; asked once, when it is first ready.</summary>
    internal abstract SocketError FinishConnecting();

    /// <summary>Sends, and returns how many octets went.</summary>
    internal abstract int Send(byte[] octets, int length, out SocketError error);

    /// <summary>Reads what there is: 0 octets without an error are the end, and nothing yet is <see cref="SocketError.WouldBlock"/>.</summary>
    internal abstract int Receive(byte[] buffer, int offset, int count, out SocketError error);
}
