using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>How it is proven that a step is done.</summary>
public enum PlanGateKind
{
    /// <summary>Each server answers for the zone with authority.</summary>
    ServersServe,

    /// <summary>Each server shows the zone's new records.</summary>
    ZoneShows,

    /// <summary>Each server of the parent zone shows the new delegation.</summary>
    ParentShows,

    /// <summary>An audit of the domain has no finding left that asked for the step.</summary>
    AuditIsClean,
}

/// <summary>What proves that a step is done: whom to ask, and what each of them has to show. Immutable.</summary>
public sealed class PlanGate
{
    internal PlanGate(PlanGateKind kind) => Kind = kind;

    /// <summary>How it is proven.</summary>
    public PlanGateKind Kind { get; }

    /// <summary>The servers of the zone that have to show it.</summary>
    public IReadOnlyList<IPAddress> Servers { get; internal init; } = Array.Empty<IPAddress>();

    /// <summary>The names of servers whose addresses are not known here.</summary>
    public IReadOnlyList<DomainName> ServerNames { get; internal init; } = Array.Empty<DomainName>();

    /// <summary>The NS set to be seen; empty where it does not change.</summary>
    public IReadOnlyList<DomainName> NameServers { get; internal init; } = Array.Empty<DomainName>();

    /// <summary>The addresses to be seen for each name that changes, all of them; an empty list where there are to be none.</summary>
    public IReadOnlyDictionary<DomainName, IReadOnlyList<IPAddress>> Addresses { get; internal init; } = new Dictionary<DomainName, IReadOnlyList<IPAddress>>();

    /// <summary>Names of these that may have further addresses, which are something else's.</summary>
    public IReadOnlyList<DomainName> Shared { get; internal init; } = Array.Empty<DomainName>();

    /// <summary>The longest TTL that the addresses of a name may show; empty where none was lowered.</summary>
    public IReadOnlyDictionary<DomainName, uint> Ttls { get; internal init; } = new Dictionary<DomainName, uint>();

    /// <summary>The longest TTL that the NS records of the delegation may show; null where it was not lowered.</summary>
    public uint? NameServerTtl { get; internal init; }

    /// <summary>The codes of the findings that have to be gone.</summary>
    public IReadOnlyList<string> Codes { get; internal init; } = Array.Empty<string>();

    /// <summary>Whether the DNSKEY records have to be those of the other servers, since the parent has DS records of them.</summary>
    public bool KeysMustAgree { get; internal init; }
}
