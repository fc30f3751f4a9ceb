using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Options;

/// <summary>What an audit run asks, of whom, and how fast. Immutable; the defaults are polite.</summary>
public sealed record AuditOptions
{
    /// <summary>Name servers to start from instead of the root (internal DNS, split horizon): servers of the parent zone or of an ancestor zone. Empty for none.</summary>
    public IReadOnlyList<IPAddress> Servers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>Root servers to start from; null for the built-in list.</summary>
    public IReadOnlyList<ServerAddress>? RootHints { get; init; }

    /// <summary>Servers whose copy of the zone is the truth of the child side; empty for the zone's own servers.</summary>
    public IReadOnlyList<IPAddress> ChildServers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>Servers of which it is asked whether they may be switched off.</summary>
    public IReadOnlyList<PreviousServerRequest> PreviousServers { get; init; } = Array.Empty<PreviousServerRequest>();

    /// <summary>When the last server that named them was seen with them; null where that is not known.</summary>
    public DateTime? PreviousGoneUtc { get; init; }

    /// <summary>Resolvers whose answers are set beside those of the servers.</summary>
    public IReadOnlyList<IPAddress> Resolvers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>Who is asked what the registry holds; null for nobody. Whoever gives it ends it, too.</summary>
    public IRegistrySource? Registry { get; init; }

    /// <summary>Server port, 1 to 65535.</summary>
    public int Port { get; init; } = 53;

    /// <summary>Seconds that one attempt may take, 0.1 to 60.</summary>
    public double TimeoutSec { get; init; } = 1.5;

    /// <summary>Further attempts after the first, 0 to 10.</summary>
    public int Retry { get; init; } = 1;

    /// <summary>How much is asked.</summary>
    public AuditDepth Depth { get; init; } = AuditDepth.Standard;

    /// <summary>Which side is asked.</summary>
    public AuditScope Scope { get; init; }

    /// <summary>Find out what a domain depends on beyond its own delegation, too.</summary>
    public bool Dependencies { get; init; }

    /// <summary>Ask what a parent that follows its children by itself would ask, too: CDS, CDNSKEY, CSYNC, and where it wants to be told.</summary>
    public bool Acceptance { get; init; }

    /// <summary>Use TCP for everything.</summary>
    public bool TcpOnly { get; init; }

    /// <summary>Ask IPv4 addresses only.</summary>
    public bool IPv4Only { get; init; }

    /// <summary>Ask IPv6 addresses only.</summary>
    public bool IPv6Only { get; init; }

    /// <summary>UDP payload size announced to servers, 512 to 4096; 512 is sent as no EDNS size at all would be understood.</summary>
    public ushort EdnsSize { get; init; } = 1232;

    /// <summary>Domains in flight, 1 or more; those that only wait for servers that do not answer do not count, up to 16 times as many.</summary>
    public int ThrottleLimit { get; init; } = 64;

    /// <summary>Questions in flight to one server address, 1 or more.</summary>
    public int ServerThrottleLimit { get; init; } = 8;

    /// <summary>Questions a second to one public server address, repeats and connections included; 0 for no limit. In any t seconds it is asked at most rate · (t + 2) times.</summary>
    public int ServerRateLimit { get; init; } = 50;

    /// <summary>Questions a second in the whole run, repeats and connections included; 0 for no limit. In any t seconds at most rate · (t + 0.1) are asked.</summary>
    public int RateLimit { get; init; } = 2000;

    /// <summary>Ask this many of the parent's addresses, chosen at random per domain; 0 for all.</summary>
    public int ParentSample { get; init; }

    /// <summary>Which findings to report, and how severe they are.</summary>
    public CheckPolicy Policy { get; init; } = CheckPolicy.Default;

    /// <summary>Keep the bytes of every answer, so that the evidence can be saved and judged again.</summary>
    public bool KeepEvidence { get; init; }

    /// <summary>Where server addresses really are.</summary>
    public AddressMap Map { get; init; } = AddressMap.Identity;

    /// <summary>Microseconds with a question on its way after which one domain is asked no further.</summary>
    internal long TimePerDomainUs { get; init; } = WalkBudget.TimePerDomainUs;

    /// <summary>Whether the run starts from special-purpose addresses: then such addresses are asked, and not judged.</summary>
    public bool IsPrivateAudit
    {
        get
        {
            foreach (var start in StartAddresses)
            {
                if (SpecialAddress.PurposeOf(start) is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// Whether a run with these options asks the same servers in the same way, from the root down, as one with others: so that the same sockets and limits serve both,
    /// and what one learnt of the zones above a domain the other may use.
    /// </summary>
    internal bool AskAs(AuditOptions other) =>
        Servers.Count == 0 && other.Servers.Count == 0 && ReferenceEquals(Map, other.Map) && HaveSameHints(RootHints, other.RootHints)
        && Port == other.Port && TimeoutSec.Equals(other.TimeoutSec) && Retry == other.Retry && TcpOnly == other.TcpOnly && IPv4Only == other.IPv4Only && IPv6Only == other.IPv6Only
        && EdnsSize == other.EdnsSize && ServerThrottleLimit == other.ServerThrottleLimit && ServerRateLimit == other.ServerRateLimit && RateLimit == other.RateLimit
        && KeepEvidence == other.KeepEvidence && TimePerDomainUs == other.TimePerDomainUs;

    private static bool HaveSameHints(IReadOnlyList<ServerAddress>? one, IReadOnlyList<ServerAddress>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));

    internal IEnumerable<IPAddress> StartAddresses
    {
        get
        {
            if (Servers.Count > 0)
            {
                return Servers;
            }

            var addresses = new List<IPAddress>();
            foreach (var hint in RootHints ?? GlueTools.Network.Options.RootHints.BuiltIn)
            {
                addresses.Add(hint.Address);
            }

            return addresses;
        }
    }

    /// <summary>The transport's share of these options.</summary>
    internal TransportOptions ToTransportOptions()
    {
        // Limits protect public servers. A lab's address map leads to this very machine.
        var isLab = !ReferenceEquals(Map, AddressMap.Identity);
        return new TransportOptions
        {
            Port = Port,
            TimeoutUs = (long)(TimeoutSec * 1_000_000),
            Retry = Retry,
            TcpOnly = TcpOnly,
            ServerThrottleLimit = ServerThrottleLimit,
            ServerRateLimit = isLab ? 0 : ServerRateLimit,
            IsExempt = address => SpecialAddress.PurposeOf(address) is not null,
            RateLimit = isLab ? 0 : RateLimit,
            Map = Map,
            KeepBytes = KeepEvidence,
        };
    }
}
