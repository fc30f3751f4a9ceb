using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>Asks servers. Used on the loop thread only.</summary>
public interface IDnsTransport
{
    /// <summary>Puts one question to one server. Always yields an exchange; trouble is its outcome.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="question">The question.</param>
    /// <param name="query">What goes with it.</param>
    /// <param name="policy">The transports that may be used.</param>
    /// <param name="zone">The zone it is put for; null where that does not matter, as for a single question.</param>
    /// <param name="how">How it is put; null for the transport's own way.</param>
    LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone = null, AskOptions? how = null);

    /// <summary>Whether the last question to the server that ended had no answer, whatever zone it was about. For the order in which servers are tried, and nothing else.</summary>
    bool IsSilent(IPAddress server);

    /// <summary>
    /// Whether the server is being waited for in vain: it was silent last, or nothing has been heard of it since a question went out that has waited for longer than most round trips
    /// take. For what else may begin meanwhile, and nothing else.
    /// </summary>
    /// <param name="server">The server's address.</param>
    /// <param name="now">The time, on the loop's clock.</param>
    bool KeepsWaiting(IPAddress server, long now);

    /// <summary>Whether the server was never heard, or has lately left a question unanswered: then a zone's further questions wait for its first.</summary>
    bool IsDoubtful(IPAddress server);

    /// <summary>Whether the server has answered anything, about whatever zone, as far back as it is remembered.</summary>
    bool WasHeard(IPAddress server);

    /// <summary>How often the system knew no way any more to where there was one: the network is gone then.</summary>
    int WaysLost { get; }

    /// <summary>A server refuses what it answers at another time, as some do when they are asked too much: a transport may ask it more slowly.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="since">When what it refused was put, on the loop's clock.</param>
    /// <param name="answered">Questions that it answered in its best second of late.</param>
    void NoteLimit(IPAddress server, long since, double answered);
}
