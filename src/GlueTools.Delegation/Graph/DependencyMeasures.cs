using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>What a graph comes to: how much is needed, what must not fail, and how long the way is. docs/dependencies.md defines each.</summary>
public sealed class DependencyMeasures
{
    private readonly Reach _reach;

    private DependencyMeasures(DependencyGraph graph, Reach reach)
    {
        Graph = graph;
        _reach = reach;
    }

    /// <summary>What was measured.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>Whether a resolver with an empty cache can get to the domain, by all that was seen.</summary>
    public bool IsReachable { get; private set; }

    /// <summary>Zones that a resolver may need, those where the way begins and the domain's own left out.</summary>
    public int ZoneCount { get; private set; }

    /// <summary>Machines of all zones but those where the way begins.</summary>
    public int ServerCount { get; private set; }

    /// <summary>Addresses of these.</summary>
    public int AddressCount { get; private set; }

    /// <summary>Who runs them, guessed from their names.</summary>
    public IReadOnlyList<DomainName> Operators { get; private set; } = [];

    /// <summary>The networks they lie in: /24 and /48.</summary>
    public IReadOnlyList<string> Prefixes { get; private set; } = [];

    /// <summary>The autonomous systems that announce them; null without a table.</summary>
    public IReadOnlyList<string>? AutonomousSystems { get; private set; }

    /// <summary>The top-level domains among the zones.</summary>
    public IReadOnlyList<DomainName> TopLevelDomains { get; private set; } = [];

    /// <summary>Zones that need one another.</summary>
    public IReadOnlyList<IReadOnlyList<DomainName>> Circles { get; private set; } = [];

    /// <summary>Everything whose loss takes the domain away.</summary>
    public IReadOnlyList<CutPoint> CutPoints { get; private set; } = [];

    /// <summary>MSQ: the fewest zones of which a server has to be asked for an answer of the domain's own; null where there is no way, or it could not be found.</summary>
    public int? MinimumServersQueried { get; private set; }

    /// <summary>What it would be with glue: the zones from the start to the domain.</summary>
    public int BestMinimumServersQueried { get; private set; }

    /// <summary>Machines of the domain's delegation that a resolver can get to.</summary>
    public int UsableServers { get; private set; }

    /// <summary>The fewest machines whose loss takes the domain away while its parent can be reached; null where they could not be found.</summary>
    public int? Redundancy => SmallestCut?.Count;

    /// <summary>These machines.</summary>
    public IReadOnlyList<Machine>? SmallestCut { get; private set; }

    /// <summary>Whether losing fewer machines than the domain has takes it away.</summary>
    public bool HasFalseRedundancy => Redundancy is > 0 && Redundancy < UsableServers;

    /// <summary>Questions to an answer with an empty cache, at best; null where there is no way.</summary>
    public int? Lookups { get; private set; }

    /// <summary>The same where the addresses in the domain's delegation are not used; null where that cannot be done, or nobody looked.</summary>
    public int? LookupsWithoutGlue { get; private set; }

    /// <summary>Name servers of the domain that have no glue: what one question may be turned into.</summary>
    public int GluelessNameServers { get; private set; }

    /// <summary>Questions that looking up all of these comes to: two for each, and a referral for each zone that nothing else needs.</summary>
    public int GluelessQuestions { get; private set; }

    /// <summary>Measures a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="systems">Which autonomous system announces what; null for none.</param>
    public static DependencyMeasures Of(DependencyGraph graph, AutonomousSystems? systems = null)
    {
        var reach = Reach.After(graph, Loss.None);
        var lookups = Delegation.Graph.Lookups.Of(graph);
        var measures = new DependencyMeasures(graph, reach)
        {
            IsReachable = reach.Has(graph.Domain),
            Circles = Delegation.Graph.Circles.Of(graph),
            CutPoints = Delegation.Graph.CutPoints.Of(graph, systems),
            MinimumServersQueried = lookups.Zones,
            Lookups = lookups.Questions,
            LookupsWithoutGlue = graph.Domain.IsGlueless ? lookups.Questions : Delegation.Graph.Lookups.WithoutGlue(graph),
            SmallestCut = Delegation.Graph.Redundancy.SmallestCut(graph),
        };
        measures.Count(systems);
        measures.CountServers();
        return measures;
    }

    /// <summary>Whether a resolver with an empty cache can get to a zone.</summary>
    public bool IsReached(GraphZone zone) => _reach.Has(zone);

    /// <summary>Whether it can ask a server, as a server of its zone.</summary>
    public bool CanAsk(ZoneServer server) => _reach.CanAsk(server);

    /// <summary>Whether some zone is reached at an address.</summary>
    public bool IsUsed(IPAddress address)
    {
        foreach (var zone in Graph.Zones)
        {
            foreach (var server in zone.Servers)
            {
                foreach (var own in server.Addresses)
                {
                    if (own.Equals(address) && _reach.CanAsk(server))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The cut point that a zone is; null where it is none.</summary>
    public CutPoint? PointOf(GraphZone zone) => Point(zone.Name.LabelCount == 1 ? CutKind.TopLevelDomain : CutKind.Zone, zone.Name.Text);

    /// <summary>The cut point that a name server's machine is; null where it is none.</summary>
    public CutPoint? PointOf(GraphHost host) => Point(CutKind.NameServer, Graph.Machines[host.Machine].ToString());

    private CutPoint? Point(CutKind kind, string name)
    {
        foreach (var point in CutPoints)
        {
            if (point.Kind == kind && point.Name == name)
            {
                return point;
            }
        }

        return null;
    }

    private void Count(AutonomousSystems? systems)
    {
        var machines = new HashSet<int>();
        var addresses = AddressOrder.Set();
        var operators = new OrderedSet<DomainName>();
        var topLevel = new OrderedSet<DomainName>();
        foreach (var zone in Graph.Zones)
        {
            if (zone.IsStart)
            {
                continue;
            }

            ZoneCount += zone.IsDomain ? 0 : 1;
            if (zone.Name.LabelCount == 1)
            {
                topLevel.Add(zone.Name);
            }

            foreach (var server in zone.Servers)
            {
                machines.Add(server.Host.Machine);
                addresses.UnionWith(server.Host.Addresses);
                if (!server.Host.Name.IsRoot)
                {
                    operators.Add(server.Host.Operator);
                }
            }
        }

        ServerCount = machines.Count;
        AddressCount = addresses.Count;
        Operators = operators;
        TopLevelDomains = topLevel;
        Prefixes = Distinct(addresses, Networks.PrefixOf);
        AutonomousSystems = systems is null ? null : Distinct(addresses, systems.Of);
    }

    private void CountServers()
    {
        var usable = new HashSet<int>();
        var further = new HashSet<GraphZone>();
        foreach (var server in Graph.Domain.Servers)
        {
            if (_reach.CanAsk(server))
            {
                usable.Add(server.Host.Machine);
            }

            if (!server.HasGlue)
            {
                GluelessNameServers++;
                for (var zone = server.Host.Zone; zone is { IsOnWay: false, IsDomain: false } && further.Add(zone); zone = zone.Parent)
                {
                }
            }
        }

        UsableServers = usable.Count;
        GluelessQuestions = (2 * GluelessNameServers) + further.Count;
        for (GraphZone? zone = Graph.Domain; zone is not null; zone = zone.Parent)
        {
            BestMinimumServersQueried++;
        }
    }

    private static OrderedSet<string> Distinct(IEnumerable<IPAddress> addresses, Func<IPAddress, string?> of)
    {
        var distinct = new OrderedSet<string>(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            if (of(address) is { } one)
            {
                distinct.Add(one);
            }
        }

        return distinct;
    }
}
