using System.Collections.Generic;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// The shortest way to an answer of the domain's own zone with an empty cache. A zone that is needed costs a question to the zone above, which refers to it; a
/// zone without glue costs one more, for the address of a name server, and whatever that one's zone needs. What was needed once is known.
/// </summary>
internal sealed class Lookups
{
    /// <summary>Choices that are looked at before the search is given up.</summary>
    private const int MostSteps = 50_000;

    private readonly DependencyGraph _graph;
    private readonly Reach _reach;
    private readonly Dictionary<GraphZone, GraphZone> _chosen = new();
    private int _steps, _fewestZones = int.MaxValue, _fewestQuestions = int.MaxValue;

    private Lookups(DependencyGraph graph)
    {
        _graph = graph;
        _reach = Reach.After(graph, Loss.None);
    }

    /// <summary>The fewest zones of which a server has to be asked, and the fewest questions; null where there is no way, or the search was given up.</summary>
    /// <param name="graph">The graph.</param>
    internal static (int? Zones, int? Questions) Of(DependencyGraph graph)
    {
        var search = new Lookups(graph);
        if (search._reach.Has(graph.Domain))
        {
            search.Go([], [graph.Domain], 0);
        }

        return search._steps > MostSteps || search._fewestZones == int.MaxValue ? (null, null) : (search._fewestZones, search._fewestQuestions);
    }

    /// <summary>The same where the addresses in the domain's own delegation are not used and the nearest name server is looked up instead; null where none can be.</summary>
    internal static int? WithoutGlue(DependencyGraph graph)
    {
        int? fewest = null;
        foreach (var server in graph.Domain.Servers)
        {
            if (server.Host.ZonesNeeded is not { Count: > 0 } needed)
            {
                continue;
            }

            var further = 0;
            foreach (var zone in needed)
            {
                further += graph.Domain.Name.IsAtOrBelow(zone) && zone != graph.Domain.Name ? 0 : 1;
            }

            // The way itself: a referral for each zone of it but the first, and the question at its end.
            var way = 1;
            for (var zone = graph.Domain; zone.Parent is not null; zone = zone.Parent)
            {
                way++;
            }

            var questions = way + further + 1;
            fewest = fewest is null || questions < fewest ? questions : fewest;
        }

        return fewest;
    }

    private void Go(HashSet<GraphZone> done, List<GraphZone> open, int names)
    {
        if (++_steps > MostSteps || (done.Count > _fewestZones && done.Count + names >= _fewestQuestions))
        {
            return;
        }

        if (open.Count == 0)
        {
            Arrive(done, names);
            return;
        }

        var zone = open[open.Count - 1];
        var rest = open.GetRange(0, open.Count - 1);
        if (done.Contains(zone))
        {
            Go(done, rest, names);
            return;
        }

        var now = new HashSet<GraphZone>(done) { zone };
        if (zone.Parent is { } parent)
        {
            rest.Add(parent);
        }

        if (!zone.IsGlueless)
        {
            Go(now, rest, names);
            return;
        }

        foreach (var home in HomesOf(zone))
        {
            _chosen[zone] = home;
            Go(now, [.. rest, home], names + 1);
            _chosen.Remove(zone);
        }
    }

    /// <summary>The zones that can tell of a name server's addresses, each once.</summary>
    private List<GraphZone> HomesOf(GraphZone zone)
    {
        var homes = new List<GraphZone>();
        foreach (var server in zone.Servers)
        {
            if (server.Host.Zone is { } home && server.Addresses.Count > 0 && _reach.Has(home) && !homes.Contains(home))
            {
                homes.Add(home);
            }
        }

        return homes;
    }

    private void Arrive(HashSet<GraphZone> zones, int names)
    {
        if (IsCircular(_graph.Domain, []))
        {
            return;
        }

        var starts = 0;
        foreach (var zone in zones)
        {
            starts += zone.Parent is null ? 1 : 0;
        }

        // A referral for each zone but those where the way begins, a question for each name, and the question itself.
        var questions = zones.Count - starts + names + 1;
        if (zones.Count < _fewestZones)
        {
            _fewestZones = zones.Count;
        }

        if (questions < _fewestQuestions)
        {
            _fewestQuestions = questions;
        }
    }

    private bool IsCircular(GraphZone zone, HashSet<GraphZone> above)
    {
        if (!above.Add(zone))
        {
            return true;
        }

        var circular = (zone.Parent is { } parent && IsCircular(parent, above)) || (_chosen.TryGetValue(zone, out var home) && IsCircular(home, above));
        above.Remove(zone);
        return circular;
    }
}
