using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>Where a plan begins: both sides of a delegation as they are, and which servers answer. Immutable.</summary>
public sealed class PlanStart
{
    private readonly HashSet<DomainName> _foreign;

    /// <summary>Takes both sides.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="parentZone">The zone that delegates it.</param>
    /// <param name="parent">What the parent serves.</param>
    /// <param name="zone">What the zone publishes; of name servers outside it what their own zones publish.</param>
    /// <param name="serving">The addresses at which servers answer for the zone with authority.</param>
    /// <param name="foreign">Names below the domain that lie in another zone all the same, below a further zone cut.</param>
    public PlanStart(
        DomainName domain, DomainName parentZone, PlanSide parent, PlanSide zone, IEnumerable<IPAddress> serving, IEnumerable<DomainName>? foreign = null)
    {
        Domain = domain;
        ParentZone = parentZone;
        Parent = parent;
        Zone = zone;
        Serving = AddressOrder.Set(serving);
        _foreign = new HashSet<DomainName>(foreign ?? Array.Empty<DomainName>());
    }

    /// <summary>The domain.</summary>
    public DomainName Domain { get; }

    /// <summary>The zone that delegates it.</summary>
    public DomainName ParentZone { get; }

    /// <summary>What the parent serves.</summary>
    public PlanSide Parent { get; }

    /// <summary>What the zone publishes; of name servers outside it what their own zones publish.</summary>
    public PlanSide Zone { get; }

    /// <summary>The addresses at which servers answer for the zone with authority.</summary>
    public IReadOnlyList<IPAddress> Serving { get; }

    /// <summary>The addresses of the parent zone's servers.</summary>
    public IReadOnlyList<IPAddress> ParentServers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>The DS records at the parent; none where the zone is not signed.</summary>
    public IReadOnlyList<DsData> Ds { get; init; } = Array.Empty<DsData>();

    /// <summary>Seconds that the DS records may be kept; null where nobody showed it.</summary>
    public uint? DsTtl { get; init; }

    /// <summary>Seconds that the DNSKEY records may be kept; null where nobody showed it.</summary>
    public uint? KeyTtl { get; init; }

    /// <summary>The servers that the zone's SOA records name as its primary; none where nobody showed one.</summary>
    public IReadOnlyList<ZonePrimary> Primaries { get; init; } = Array.Empty<ZonePrimary>();

    /// <summary>The name servers that the copy at each address names; of servers that showed none nothing.</summary>
    public IReadOnlyDictionary<IPAddress, IReadOnlyList<DomainName>> NamedAt { get; init; } = new Dictionary<IPAddress, IReadOnlyList<DomainName>>();

    /// <summary>Whether it lies in a network of its own, where addresses count that lead nowhere from others.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether the zone's servers say different things of its name servers, so that it is not known what the others will say.</summary>
    public bool CopiesDiffer { get; init; }

    /// <summary>Whether a name's addresses are records of the zone itself.</summary>
    public bool IsOwn(DomainName name) => NeedsGlue(name) && !_foreign.Contains(name);

    /// <summary>Whether a name server can be reached by glue alone: it lies at or below the domain.</summary>
    public bool NeedsGlue(DomainName name) => NameServerRelations.Of(name, Domain, ParentZone) == NameServerRelation.InDomain;

    /// <summary>Whether a server answers for the zone at an address.</summary>
    public bool IsServing(IPAddress address) => ((OrderedSet<IPAddress>)Serving).Contains(address);
}
