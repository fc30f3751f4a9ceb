using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Both sides of one delegation, with the evidence: which server said what. Immutable; everything that is judged is judged from this.</summary>
public sealed class DelegationView
{
    /// <summary>Puts both sides together.</summary>
    public DelegationView(DomainName domainName, ParentSide? parent, ChildSide? child, RunConditions conditions, string? problem, int questions, long durationUs)
    {
        DomainName = domainName;
        Parent = parent;
        Child = child;
        Conditions = conditions;
        Problem = problem;
        Questions = questions;
        DurationUs = durationUs;
        NameServers = Union(parent, child);
        AddressesOf = new(this);
        SoundAddressesOf = new(this);
        LeftWithout = new(this);
        Standing = new(this);
    }

    /// <summary>The name that was audited.</summary>
    public DomainName DomainName { get; }

    /// <summary>The parent's side; null where it could not be found.</summary>
    public ParentSide? Parent { get; }

    /// <summary>The child's side; null where there is no delegation or it was not asked.</summary>
    public ChildSide? Child { get; }

    /// <summary>The name servers of both sides, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>The conditions under which this was seen.</summary>
    public RunConditions Conditions { get; }

    /// <summary>
    /// Why nothing can be known, in one sentence; null where something can. Of a delegation that is only proposed, findings may be known all the same: then it
    /// says why the rest cannot be called healthy.
    /// </summary>
    public string? Problem { get; }

    /// <summary>Questions put on the network for this domain.</summary>
    public int Questions { get; }

    /// <summary>Microseconds from the first question to the last answer.</summary>
    public long DurationUs { get; }

    /// <summary>What was not looked at because a ceiling was reached: each ceiling, and what is missing because of it. Empty where everything was looked at.</summary>
    public IReadOnlyList<string> Limits { get; init; } = Array.Empty<string>();

    /// <summary>What nobody was asked about because the user gave something else in its stead, or wanted nobody asked: each in a few words.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = Array.Empty<string>();

    /// <summary>What a resolver may need beyond this delegation; null where that was not asked for.</summary>
    public DependencyEvidence? Dependencies { get; init; }

    /// <summary>Servers of which it was asked whether they may be switched off, and what they say.</summary>
    public IReadOnlyList<PreviousServer> PreviousServers { get; init; } = Array.Empty<PreviousServer>();

    /// <summary>What resolvers say that were asked beside the servers.</summary>
    public IReadOnlyList<ResolverAnswers> Resolvers { get; init; } = Array.Empty<ResolverAnswers>();

    /// <summary>What the registry holds; null where it was not to be asked.</summary>
    public RegistrySide? Registry { get; init; }

    /// <summary>
    /// What was asked only because of what both sides said: DS records of a name whose delegation nobody showed, and whether a zone with keys and without DS records
    /// wants none.
    /// </summary>
    public IReadOnlyList<Exchange> Afterwards { get; init; } = Array.Empty<Exchange>();

    /// <summary>What a parent that follows its children by itself would look at; null where that was not asked for.</summary>
    public AcceptanceEvidence? Acceptance { get; init; }

    /// <summary>All addresses of each name server, as far as findings asked for them.</summary>
    internal Recall<DomainName, OrderedSet<IPAddress>> AddressesOf { get; }

    /// <summary>Those of them against which nothing speaks.</summary>
    internal Recall<DomainName, List<IPAddress>> SoundAddressesOf { get; }

    /// <summary>What is left without each name server: hosts, and the families that are lost.</summary>
    internal Recall<(DomainName Name, bool WithLeftOvers, bool WithNewcomers), (int Left, List<AddressFamily> Lost)> LeftWithout { get; }

    /// <summary>The name servers that stay where another one goes: with those that only the delegation still names, and without.</summary>
    internal Recall<bool, List<DomainName>> Standing { get; }

    /// <summary>When the last of the parent's servers was asked; null where none was.</summary>
    public DateTime? SeenUtc
    {
        get
        {
            DateTime? seen = null;
            foreach (var server in Parent?.Servers ?? [])
            {
                seen = server.Exchange is { } exchange && !(exchange.StartedUtc < seen) ? exchange.StartedUtc : seen;
            }

            return seen;
        }
    }

    /// <summary>The zone above, where somebody delegates that one in turn; null where nothing is known of it, or it is the root.</summary>
    public DomainName? ZoneAbove => Parent is { Zone.IsRoot: false } parent ? parent.Zone : null;

    /// <summary>The relation of a name server to this delegation.</summary>
    public NameServerRelation RelationOf(DomainName nameServer) =>
        NameServerRelations.Of(nameServer, DomainName, Parent?.Zone ?? DomainName.Parent);

    /// <summary>
    /// Zones beyond the way to the parent that a resolver with an empty cache has to find before it can ask the nearest name server of the delegation: 0 with
    /// glue. Null where no name server can be found.
    /// </summary>
    public int? FurtherZones
    {
        get
        {
            int? fewest = null;
            foreach (var name in Parent?.NameServers ?? Array.Empty<DomainName>())
            {
                var needed = FurtherZonesFor(name);
                fewest = needed is not null && (fewest is null || needed < fewest) ? needed : fewest;
            }

            return fewest;
        }
    }

    /// <summary>Name servers of the delegation that lie in the child.</summary>
    public IEnumerable<DomainName> InDomainNameServers
    {
        get
        {
            foreach (var name in Parent?.NameServers ?? Array.Empty<DomainName>())
            {
                if (RelationOf(name) == NameServerRelation.InDomain)
                {
                    yield return name;
                }
            }
        }
    }

    private static IReadOnlyList<DomainName> Union(ParentSide? parent, ChildSide? child)
    {
        if (parent is null || child is null)
        {
            return parent?.NameServers ?? child?.NameServers ?? Array.Empty<DomainName>();
        }

        var names = new OrderedSet<DomainName>(parent.NameServers);
        names.UnionWith(child.NameServers);
        return names;
    }

    private int? FurtherZonesFor(DomainName name)
    {
        if (RelationOf(name) != NameServerRelation.Unrelated && Parent!.GlueOf(name).Count > 0)
        {
            return 0;
        }

        if (Child?.ResolutionOf(name) is not { Addresses.Count: > 0 } resolved)
        {
            return null;
        }

        var further = 0;
        foreach (var zone in resolved.ZonesNeeded)
        {
            further += Parent!.Zone.IsAtOrBelow(zone) ? 0 : 1;
        }

        return further;
    }
}

/// <summary>What holds for a whole run and bears on what may be concluded.</summary>
public sealed class RunConditions
{
    /// <summary>Says how it was.</summary>
    public RunConditions(AuditDepth depth, bool isPrivate, bool tcpOnly, bool ipv4Tested, bool ipv6Tested, bool fromServers)
    {
        Depth = depth;
        IsPrivateAudit = isPrivate;
        TcpOnly = tcpOnly;
        IPv4Tested = ipv4Tested;
        IPv6Tested = ipv6Tested;
        FromGivenServers = fromServers;
    }

    /// <summary>How much was asked.</summary>
    public AuditDepth Depth { get; }

    /// <summary>Whether special-purpose addresses are at home here.</summary>
    public bool IsPrivateAudit { get; }

    /// <summary>Whether UDP was not used, or does not get through, so that nothing may be said about it.</summary>
    public bool TcpOnly { get; }

    /// <summary>Whether IPv4 works from here and was not switched off.</summary>
    public bool IPv4Tested { get; }

    /// <summary>Whether IPv6 works from here and was not switched off.</summary>
    public bool IPv6Tested { get; }

    /// <summary>Whether the run began at servers that the user named instead of the root.</summary>
    public bool FromGivenServers { get; }

    /// <summary>Whether silence of an address of this family means anything.</summary>
    public bool IsTested(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6Tested : IPv4Tested;
}
