using System.Collections.Generic;
using GlueTools.Delegation.Graph;

namespace GlueTools;

/// <summary>The order in which zones of a graph are told: the domain, what it needs beyond its way, and the way up to the start.</summary>
internal static class DependencyOrder
{
    internal static IReadOnlyList<GraphZone> Of(DependencyGraph graph)
    {
        var zones = new List<GraphZone> { graph.Domain };
        foreach (var zone in graph.Zones)
        {
            if (!zone.IsDomain && !zone.IsOnWay)
            {
                zones.Add(zone);
            }
        }

        for (var zone = graph.Parent; zone is not null; zone = zone.Parent)
        {
            zones.Add(zone);
        }

        return zones;
    }
}
