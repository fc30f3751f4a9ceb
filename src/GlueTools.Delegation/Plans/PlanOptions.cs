using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What the user says beside the goal.</summary>
public sealed record PlanOptions
{
    /// <summary>No plan is made from this time on: its waits would lead out of the calendar.</summary>
    public static DateTime Latest { get; } = new(5000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The time from which is counted; before <see cref="Latest"/>.</summary>
    public DateTime NowUtc { get; init; }

    /// <summary>Go on although fewer name servers can be reached afterwards.</summary>
    public bool Force { get; init; }

    /// <summary>The new servers sign with other keys, so that the zone has to go unsigned meanwhile.</summary>
    public bool WithoutKeys { get; init; }

    /// <summary>Leave out the steps that only make a plan shorter.</summary>
    public bool WithoutOptional { get; init; }

    /// <summary>The lowest TTL to which the parent lets NS records and glue be set, as registries do by RFC 9803; null where it does not.</summary>
    public uint? ParentTtl { get; init; }

    /// <summary>The delegation as the goal would have it, as its servers answered when somebody asked them; null where nobody did.</summary>
    public DelegationView? Ahead { get; init; }

    /// <summary>Where the audit began that the plan rests on.</summary>
    public PlanWay Way { get; init; } = PlanWay.Usual;

    /// <summary>Other domains, with the name servers of each.</summary>
    public IReadOnlyList<OtherDomain> Others { get; init; } = Array.Empty<OtherDomain>();
}

/// <summary>Another domain that may be delegated to the same name servers. Immutable.</summary>
public sealed class OtherDomain
{
    /// <summary>Takes the domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="nameServers">Its name servers on either side; null where they could not be found out.</param>
    public OtherDomain(DomainName name, IReadOnlyList<DomainName>? nameServers)
    {
        Name = name;
        NameServers = nameServers;
    }

    /// <summary>The domain.</summary>
    public DomainName Name { get; }

    /// <summary>Its name servers on either side; null where they could not be found out.</summary>
    public IReadOnlyList<DomainName>? NameServers { get; }

    /// <summary>Whether it is known to use a name server.</summary>
    public bool Uses(DomainName nameServer)
    {
        foreach (var name in NameServers ?? Array.Empty<DomainName>())
        {
            if (name == nameServer)
            {
                return true;
            }
        }

        return false;
    }
}
