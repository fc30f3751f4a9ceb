using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// What a resolver with an empty cache may need to get to a domain: zones, their name servers, the zones that those lie in, and so on to the start. Where a
/// delegation gives addresses of a name server, those are used and nobody is asked for others.
/// </summary>
public sealed class DependencyGraph
{
    internal DependencyGraph(GraphZone domain, IReadOnlyList<GraphZone> zones, IReadOnlyList<GraphHost> hosts, IReadOnlyList<Machine> machines, IReadOnlyList<string> limits)
    {
        Domain = domain;
        Zones = zones;
        Hosts = hosts;
        Machines = machines;
        Limits = limits;
    }

    /// <summary>The domain.</summary>
    public GraphZone Domain { get; }

    /// <summary>The zones: first the way from the start to the domain, then the others in canonical order.</summary>
    public IReadOnlyList<GraphZone> Zones { get; }

    /// <summary>The name servers of all of them, in canonical order.</summary>
    public IReadOnlyList<GraphHost> Hosts { get; }

    /// <summary>The same as machines: name servers that have an address in common are one.</summary>
    public IReadOnlyList<Machine> Machines { get; }

    /// <summary>What was not looked at, each in a few words.</summary>
    public IReadOnlyList<string> Limits { get; }

    /// <summary>The zone that delegates the domain.</summary>
    public GraphZone? Parent => Domain.Parent;

    /// <summary>The graph of a view; null where it shows no delegation.</summary>
    /// <param name="view">What was said. Without <see cref="DelegationView.Dependencies"/>, the zones that name servers lie in are known by name at best.</param>
    public static DependencyGraph? Of(DelegationView view) =>
        view.Parent is { HasReferral: true } parent ? new GraphBuilder(view, parent).Build() : null;
}

/// <summary>Name servers that are one machine, as far as addresses tell.</summary>
public sealed class Machine
{
    internal Machine(int index) => Index = index;

    /// <summary>Its names.</summary>
    public IReadOnlyList<DomainName> Names => AllNames;

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses => AllAddresses;

    internal int Index { get; }

    internal List<DomainName> AllNames { get; } = new();

    internal List<IPAddress> AllAddresses { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => AllNames.Count == 0 ? string.Empty : string.Join(", ", AllNames);
}
