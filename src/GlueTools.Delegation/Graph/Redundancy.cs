using System.Collections.Generic;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// The least number of machines whose loss takes the domain away, while the zone that delegates it can still be reached. Each way to the domain must lose a
/// machine, so the search takes one way after the other and loses each of its machines in turn.
/// </summary>
internal sealed class Redundancy
{
    /// <summary>Ways that are looked at before the search is given up.</summary>
    private const int MostWays = 20_000;

    private readonly DependencyGraph _graph;
    private readonly HashSet<int> _lost = new();
    private readonly HashSet<string> _tried = new();
    private int _ways;

    private Redundancy(DependencyGraph graph) => _graph = graph;

    /// <summary>The machines of a smallest such loss, in order; none where the domain cannot be reached to begin with; null where the search was given up.</summary>
    internal static IReadOnlyList<Machine>? SmallestCut(DependencyGraph graph)
    {
        if (!Reach.After(graph, Loss.None).Has(graph.Domain))
        {
            return [];
        }

        for (var size = 1; size <= graph.Machines.Count; size++)
        {
            var search = new Redundancy(graph);
            if (search.Cuts(size))
            {
                var cut = new List<int>(search._lost);
                cut.Sort();
                return cut.ConvertAll(index => graph.Machines[index]);
            }

            if (search._ways > MostWays)
            {
                return null;
            }
        }

        // Where the domain's machines are also those of the zone above, none can be lost without that.
        return [];
    }

    private bool Cuts(int left)
    {
        if (++_ways > MostWays)
        {
            return false;
        }

        var loss = new Loss { Machines = _lost };
        var reach = Reach.After(_graph, loss, isWayGiven: true);
        if (!reach.Has(_graph.Domain))
        {
            return _graph.Parent is not { } parent || Reach.After(_graph, loss).Has(parent);
        }

        if (left == 0)
        {
            return false;
        }

        var way = new List<int>(reach.OneWay());
        way.Sort();
        foreach (var machine in way)
        {
            _lost.Add(machine);
            if (IsNew() && Cuts(left - 1))
            {
                return true;
            }

            _lost.Remove(machine);
        }

        return false;
    }

    private bool IsNew()
    {
        var all = new List<int>(_lost);
        all.Sort();
        return _tried.Add(string.Join(" ", all));
    }
}
