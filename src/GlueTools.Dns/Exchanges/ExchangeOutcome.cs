namespace GlueTools.Dns.Exchanges;

/// <summary>How an exchange with a server ended. Network trouble is a value, never an exception.</summary>
public enum ExchangeOutcome
{
    /// <summary>An answer to the question came.</summary>
    Answered,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>The host refused the port (ICMP port unreachable, or a refused connection).</summary>
    PortUnreachable,

    /// <summary>There is no route from here to the address.</summary>
    Unreachable,

    /// <summary>The connection was closed or broken before an answer was complete.</summary>
    ConnectionLost,

    /// <summary>What came back is no answer to the question: not DNS, or a message that repeats another one.</summary>
    Malformed,

    /// <summary>Nothing was sent this way. As the outcome of a whole exchange only in evidence of earlier versions, which left out questions to servers that had just been silent.</summary>
    NotAsked,

    /// <summary>The question was not sent, or not over every transport, because this machine had no descriptor, port or memory left for it, or no way into the network any more: no word about the server.</summary>
    LocalShortage,
}

/// <summary>The transport that carried an answer.</summary>
public enum DnsProtocol
{
    /// <summary>User datagrams (RFC 1035, section 4.2.1).</summary>
    Udp,

    /// <summary>A connection (RFC 7766).</summary>
    Tcp,
}

/// <summary>Which transports may be used for a question.</summary>
public enum ProtocolPolicy
{
    /// <summary>UDP; TCP where the answer is truncated, and beside the second attempt where UDP is silent.</summary>
    UdpThenTcp,

    /// <summary>UDP alone; a truncated answer is the answer.</summary>
    UdpOnly,

    /// <summary>TCP alone.</summary>
    TcpOnly,
}
