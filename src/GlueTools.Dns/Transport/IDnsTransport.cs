using System.Net;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;

namespace GlueTools.Dns.Transport;

/// <summary>Asks servers. Used on the loop thread only.</summary>
public interface IDnsTransport
{
    /// <summary>Puts one question to one server. Always yields an exchange; trouble is its outcome.</summary>
    LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy);

    /// <summary>Whether the server has lately been silent to every attempt.</summary>
    bool IsSilent(IPAddress server);

    /// <summary>Smoothed round trip to the server in microseconds; 0 where it was never heard.</summary>
    long RoundTripUs(IPAddress server);

    /// <summary>A server refuses what it formerly answered, as some do when they are asked too much: a transport may ask it more slowly.</summary>
    void NoteRefusal(IPAddress server);
}
