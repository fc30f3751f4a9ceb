using System.Collections.Generic;
using System.Linq;

namespace GlueTools.Delegation.Graph;

/// <summary>Finds what takes a domain away when it is lost: by taking each thing away and looking.</summary>
internal static class CutPoints
{
    /// <summary>The cut points, in the order of their kinds and names; none where the domain cannot be reached to begin with.</summary>
    internal static IReadOnlyList<CutPoint> Of(DependencyGraph graph, AutonomousSystems? systems)
    {
        var found = new List<CutPoint>();
        if (!Reach.After(graph, Loss.None).Has(graph.Domain))
        {
            return found;
        }

        foreach (var machine in graph.Machines)
        {
            Try(CutKind.NameServer, machine.ToString(), new Loss { Machines = [machine.Index] });
        }

        foreach (var zone in graph.Zones)
        {
            if (!zone.IsDomain)
            {
                Try(zone.Name.LabelCount == 1 ? CutKind.TopLevelDomain : CutKind.Zone, zone.Name.Text, new Loss { Zone = zone });
            }
        }

        var zones = graph.Zones.Where(zone => !zone.IsOnWay && found.Exists(point => point.Kind != CutKind.NameServer && point.Name == zone.Name.Text)).ToList();
        foreach (var group in OfOperators(graph))
        {
            var loss = new Loss { Machines = group.Value };
            if (Try(CutKind.Operator, group.Key, loss) is { } point)
            {
                point.IsImplied = !graph.Domain.Servers.Any(server => group.Value.Contains(server.Host.Machine)) && zones.Any(zone => !Reach.After(graph, loss).Has(zone));
            }
        }

        foreach (var group in Networks.Prefixes(graph.Hosts))
        {
            Try(CutKind.Prefix, group.Key, new Loss { Addresses = group.Value });
        }

        foreach (var group in systems is null ? [] : Networks.Systems(graph.Hosts, systems))
        {
            Try(CutKind.AutonomousSystem, group.Key, new Loss { Addresses = group.Value });
        }

        found.Sort((left, right) => left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : string.CompareOrdinal(left.Name, right.Name));
        return found;

        CutPoint? Try(CutKind kind, string name, Loss loss)
        {
            var left = Reach.After(graph, loss);
            if (left.Has(graph.Domain))
            {
                return null;
            }

            var point = new CutPoint(kind, name, graph.Parent is { } parent && left.Has(parent));
            found.Add(point);
            return point;
        }
    }

    /// <summary>The machines of each operator. Whoever runs the domain itself is none: without him there is no domain.</summary>
    private static SortedDictionary<string, HashSet<int>> OfOperators(DependencyGraph graph)
    {
        var own = Operators.Of(graph.Domain.Name);
        var groups = new SortedDictionary<string, HashSet<int>>(System.StringComparer.Ordinal);
        foreach (var host in graph.Hosts)
        {
            if (host.Operator != own)
            {
                if (!groups.TryGetValue(host.Operator.Text, out var machines))
                {
                    groups.Add(host.Operator.Text, machines = new HashSet<int>());
                }

                machines.Add(host.Machine);
            }
        }

        return groups;
    }
}
