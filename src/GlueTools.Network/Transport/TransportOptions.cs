using System;
using System.Net;
using GlueTools.Dns.Addresses;

namespace GlueTools.Network.Transport;

/// <summary>Time-outs, limits and routing of a transport.</summary>
public sealed record TransportOptions
{
    /// <summary>Server port, 1 to 65535.</summary>
    public int Port { get; init; } = 53;

    /// <summary>Microseconds that one attempt may take.</summary>
    public long TimeoutUs { get; init; } = 1_500_000;

    /// <summary>Further UDP attempts after the first, 0 or more.</summary>
    public int Retry { get; init; } = 1;

    /// <summary>Use TCP for everything.</summary>
    public bool TcpOnly { get; init; }

    /// <summary>Questions in flight to one server address; 0 for no limit. One that has waited four times as long as the server's answers take, and a quarter of a second, no longer counts.</summary>
    public int ServerThrottleLimit { get; init; } = 8;

    /// <summary>Questions a second to one server address that is not exempt; repeats and connections included; 0 for no limit. The burst is twice this: in any t seconds it is asked at most rate · (t + 2) times.</summary>
    public int ServerRateLimit { get; init; } = 50;

    /// <summary>Questions a second in all, repeats and connections included; 0 for no limit. The burst is a tenth of a second's worth.</summary>
    public int RateLimit { get; init; } = 2000;

    /// <summary>Addresses that <see cref="ServerRateLimit"/> does not concern, such as servers of one's own network; null for none.</summary>
    public Func<IPAddress, bool>? IsExempt { get; init; }

    /// <summary>How many sockets may be open.</summary>
    public SocketBudget Sockets { get; init; } = new();

    /// <summary>Where server addresses really are.</summary>
    public AddressMap Map { get; init; } = AddressMap.Identity;

    /// <summary>Keep the bytes of every answer in its exchange.</summary>
    public bool KeepBytes { get; init; }

    /// <summary>Microseconds for which an unanswered question makes its server one that is asked carefully: of each zone one question first, the rest if that is answered.</summary>
    public long SilenceUs { get; init; } = 30_000_000;
}
