using System.Net;
using System.Net.Sockets;

namespace GlueTools.Network.Transport;

/// <summary>
/// What this machine lacks is no word about any server: where it has no descriptor, port or memory left for a question, the question waits and is put again.
/// </summary>
internal static class Shortage
{
    /// <summary>Microseconds until what found no room is tried again.</summary>
    internal const long PauseUs = 20_000;

    /// <summary>Microseconds after which a question that found no room all the while is given up.</summary>
    internal const long PatienceUs = 10_000_000;

    /// <summary>Whether a send, or the opening of a socket, failed for want of something here. What no name is known for is mostly want of memory.</summary>
    internal static bool IsOurs(SocketError error) => error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.WouldBlock
        or SocketError.AddressAlreadyInUse or SocketError.ProcessLimit or SocketError.SocketError;

    /// <summary>
    /// Whether a connection could not begin for want of something here. "No such address" is said both where all ports towards a server are taken and where there
    /// is no way to it; a datagram's socket has ports of its own, so it tells the two apart.
    /// </summary>
    internal static bool IsOurs(SocketError error, IPEndPoint server) => error == SocketError.AddressNotAvailable ? WayOut.LeadsTo(server) : error != SocketError.WouldBlock && IsOurs(error);
}
