using System.Net;

namespace GlueTools.Network.Transport;

/// <summary>
/// The zone that a question is put for. Servers may be silent about one zone and answer for another, so what is lost of a zone that a server has never
/// answered for says nothing about how fast that server may be asked.
/// </summary>
public interface IAskedZone
{
    /// <summary>Whether the server has answered a question of this kind for this zone.</summary>
    /// <param name="server">The server.</param>
    /// <param name="withEdns">Whether the question has EDNS: some servers drop all that have.</param>
    bool IsServedBy(IPAddress server, bool withEdns);
}
