using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// What a resolver may need to get to a domain, beyond the domain's own delegation: the zones on the way and those that name servers lie in, with their name
/// servers, and where those are. Immutable.
/// </summary>
public sealed class DependencyEvidence
{
    /// <summary>What was found out.</summary>
    /// <param name="zones">The zones, those that the walk starts from included; the domain's own is not among them.</param>
    /// <param name="names">Name servers that no referral gives addresses of.</param>
    public DependencyEvidence(IReadOnlyList<DependencyZone> zones, IReadOnlyList<NameServerAddresses> names)
    {
        Zones = zones;
        Names = names;
    }

    /// <summary>The zones, those that the walk starts from included; the domain's own is not among them.</summary>
    public IReadOnlyList<DependencyZone> Zones { get; }

    /// <summary>Name servers that no referral gives addresses of, as they were looked up.</summary>
    public IReadOnlyList<NameServerAddresses> Names { get; }

    /// <summary>What was not looked at because a ceiling was reached: each ceiling, and what is missing because of it.</summary>
    public IReadOnlyList<string> Limits { get; init; } = Array.Empty<string>();
}

/// <summary>A zone that a resolver may need, as the zone above delegates it. Immutable.</summary>
public sealed class DependencyZone
{
    /// <summary>A zone with its delegation.</summary>
    /// <param name="name">The zone.</param>
    /// <param name="parent">The zone whose servers delegate it; null where the walk starts here.</param>
    /// <param name="nameServers">Its name servers.</param>
    /// <param name="glue">The addresses beside them, of names that the parent may speak of.</param>
    public DependencyZone(DomainName name, DomainName? parent, IReadOnlyList<DomainName> nameServers, IReadOnlyList<GlueAddress> glue)
    {
        Name = name;
        Parent = parent;
        NameServers = nameServers;
        Glue = glue;
    }

    /// <summary>The zone.</summary>
    public DomainName Name { get; }

    /// <summary>The zone whose servers delegate it; null where the walk starts here.</summary>
    public DomainName? Parent { get; }

    /// <summary>Its name servers; empty where only the zone's name is known.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>The addresses that came with the delegation, of names that the parent may speak of.</summary>
    public IReadOnlyList<GlueAddress> Glue { get; }
}
