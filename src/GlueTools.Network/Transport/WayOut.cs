using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Transport;

/// <summary>
/// Tells a network that has gone from an address without a way to it. Where the system knows no way to a server, it is asked for the way to the one that was
/// heard last in the same family: where there is none any more either, the trouble is here, and passes or not. Nothing is sent for that.
/// </summary>
internal sealed class WayOut
{
    private readonly Dictionary<AddressFamily, IPEndPoint> _lastHeard = new();

    /// <summary>A server has answered.</summary>
    internal void Heard(IPEndPoint server) => _lastHeard[server.AddressFamily] = server;

    /// <summary>How often a way was found to be lost.</summary>
    internal int Losses { get; private set; }

    /// <summary>Whether an error says that there is no way, and there is none to where there was one before.</summary>
    internal bool IsLost(SocketError error, AddressFamily family)
    {
        var isLost = error is SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostUnreachable or SocketError.AddressNotAvailable
            && _lastHeard.TryGetValue(family, out var heard) && !LeadsTo(heard);
        Losses += isLost ? 1 : 0;
        return isLost;
    }

    /// <summary>Whether the system knows a way to a server. A datagram's socket is connected for that, which sends nothing.</summary>
    internal static bool LeadsTo(IPEndPoint server)
    {
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(server);
            return true;
        }
        catch (SocketException error)
        {
            // Where there is no descriptor for it, nobody knows.
            return Shortage.IsOurs(error.SocketErrorCode);
        }
    }
}
