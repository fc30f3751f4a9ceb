using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>Zones that need one another: the strongly connected parts of a graph. One zone alone is one where a name server of it lies in it and has no glue.</summary>
internal static class Circles
{
    /// <summary>The circles, each as its zones in canonical order; those with the first names first.</summary>
    internal static IReadOnlyList<IReadOnlyList<DomainName>> Of(DependencyGraph graph)
    {
        var reached = new Dictionary<GraphZone, HashSet<GraphZone>>();
        foreach (var zone in graph.Zones)
        {
            reached.Add(zone, From(zone));
        }

        var circles = new List<IReadOnlyList<DomainName>>();
        var seen = new HashSet<GraphZone>();
        foreach (var zone in graph.Zones)
        {
            if (!reached[zone].Contains(zone) || !seen.Add(zone))
            {
                continue;
            }

            var circle = new List<DomainName> { zone.Name };
            foreach (var other in graph.Zones)
            {
                if (other != zone && reached[zone].Contains(other) && reached[other].Contains(zone))
                {
                    seen.Add(other);
                    circle.Add(other.Name);
                }
            }

            circle.Sort();
            circles.Add(circle);
        }

        circles.Sort((left, right) => left[0].CompareTo(right[0]));
        return circles;
    }

    /// <summary>All that a zone may need, over however many steps; itself only where it does.</summary>
    private static HashSet<GraphZone> From(GraphZone zone)
    {
        var all = new HashSet<GraphZone>();
        var open = new Stack<GraphZone>();
        open.Push(zone);
        while (open.Count > 0)
        {
            foreach (var next in Needs(open.Pop()))
            {
                if (all.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return all;
    }

    private static IEnumerable<GraphZone> Needs(GraphZone zone)
    {
        if (zone.Parent is not null)
        {
            yield return zone.Parent;
        }

        foreach (var server in zone.Servers)
        {
            if (!server.HasGlue && server.Host.Zone is { } home)
            {
                yield return home;
            }
        }
    }
}
