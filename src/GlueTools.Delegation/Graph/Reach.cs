using System.Collections.Generic;
using System.Net;

namespace GlueTools.Delegation.Graph;

/// <summary>
/// Which zones a resolver with an empty cache can get to. A zone where one begins is reached where a server of it is up; any other where the zone above is, and
/// a name server of it can be asked: at an address of the delegation, or, where that gives none, at one that the zone of its name knows, if that is reached.
/// What can only be reached through itself is not (the least fixed point).
/// </summary>
internal sealed class Reach
{
    private readonly DependencyGraph _graph;
    private readonly Loss _loss;
    private readonly bool _isWayGiven;
    private readonly bool[] _reached;
    private readonly ZoneServer?[] _by;

    private Reach(DependencyGraph graph, Loss loss, bool isWayGiven)
    {
        _graph = graph;
        _loss = loss;
        _isWayGiven = isWayGiven;
        _reached = new bool[graph.Zones.Count];
        _by = new ZoneServer?[graph.Zones.Count];
    }

    /// <summary>What is reached after a loss.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="loss">What is taken away.</param>
    /// <param name="isWayGiven">Whether the zones that nobody can avoid count as reached, whatever is lost.</param>
    internal static Reach After(DependencyGraph graph, Loss loss, bool isWayGiven = false)
    {
        var reach = new Reach(graph, loss, isWayGiven);
        reach.Run();
        return reach;
    }

    /// <summary>Whether a zone is reached.</summary>
    internal bool Has(GraphZone zone) => _reached[zone.Index];

    /// <summary>Whether a server can be asked, as a server of the zone.</summary>
    internal bool CanAsk(ZoneServer server) => (server.HasGlue || (server.Host.Zone is { } zone && Has(zone))) && IsUp(server);

    /// <summary>The machines of one way to the domain, those of zones that nobody can avoid left out; the domain is reached.</summary>
    internal HashSet<int> OneWay()
    {
        var machines = new HashSet<int>();
        var seen = new HashSet<GraphZone>();
        var open = new Stack<GraphZone>();
        open.Push(_graph.Domain);
        while (open.Count > 0)
        {
            var zone = open.Pop();
            if (zone.IsOnWay || !seen.Add(zone))
            {
                continue;
            }

            if (_by[zone.Index] is { } server)
            {
                machines.Add(server.Host.Machine);
                if (!server.HasGlue)
                {
                    open.Push(server.Host.Zone!);
                }
            }

            if (zone.Parent is not null)
            {
                open.Push(zone.Parent);
            }
        }

        return machines;
    }

    private void Run()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var zone in _graph.Zones)
            {
                if (!_reached[zone.Index] && IsReached(zone))
                {
                    _reached[zone.Index] = changed = true;
                }
            }
        }
    }

    private bool IsReached(GraphZone zone)
    {
        if (_isWayGiven && zone.IsOnWay)
        {
            return true;
        }

        if (_loss.Takes(zone) || (zone.Parent is { } parent ? !Has(parent) : !zone.IsStart))
        {
            return false;
        }

        if (zone.Servers.Count == 0)
        {
            // Nothing is known of its servers, so nothing is held against them.
            return true;
        }

        foreach (var server in zone.Servers)
        {
            if (CanAsk(server))
            {
                _by[zone.Index] = server;
                return true;
            }
        }

        return false;
    }

    private bool IsUp(ZoneServer server)
    {
        foreach (var address in server.Addresses)
        {
            if (!_loss.Takes(server.Host, address))
            {
                return true;
            }
        }

        return false;
    }
}
