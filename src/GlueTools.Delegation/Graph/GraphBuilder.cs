using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>Makes a graph of what was said.</summary>
internal sealed class GraphBuilder
{
    private const string OnlyNames = "zones beyond the delegation: name servers (collect with dependencies)";

    private readonly DelegationView _view;
    private readonly ParentSide _parent;
    private readonly Dictionary<DomainName, DependencyZone> _evidence = new();
    private readonly Dictionary<DomainName, NameServerAddresses> _found = new();
    private readonly HashSet<DomainName> _passed = new();
    private readonly SortedDictionary<DomainName, GraphZone> _zones = new();
    private readonly SortedDictionary<DomainName, GraphHost> _hosts = new();

    internal GraphBuilder(DelegationView view, ParentSide parent)
    {
        _view = view;
        _parent = parent;
        foreach (var zone in view.Dependencies?.Zones ?? [])
        {
            _evidence[zone.Name] = zone;
        }

        foreach (var found in view.Child?.Resolutions ?? [])
        {
            _found[found.Name] = found;
            _passed.UnionWith(found.ZonesNeeded);
        }

        foreach (var found in view.Dependencies?.Names ?? [])
        {
            _found[found.Name] = found;
        }
    }

    internal DependencyGraph Build()
    {
        var domain = new GraphZone(_view.DomainName.ToLower()) { IsDomain = true };
        _zones.Add(domain.Name, domain);
        domain.Parent = Zone(_parent.Zone);
        AddServers(domain, _parent.NameServers, AcceptedGlue(), NotServing());
        for (var zone = domain.Parent; zone is not null; zone = zone.Parent)
        {
            zone.IsOnWay = true;
        }

        var limits = new List<string>(_view.Limits);
        limits.AddRange(_view.Dependencies?.Limits ?? [OnlyNames]);
        return new DependencyGraph(domain, InOrder(domain), new List<GraphHost>(_hosts.Values), Machines.Of(_hosts.Values), limits);
    }

    private GraphZone Zone(DomainName name)
    {
        if (_zones.TryGetValue(name, out var known))
        {
            return known;
        }

        var zone = new GraphZone(name);
        _zones.Add(name, zone);
        if (_evidence.TryGetValue(name, out var evidence))
        {
            zone.IsStart = evidence.Parent is null;
            zone.Parent = evidence.Parent is { } parent ? Zone(parent) : null;
            AddServers(zone, evidence.NameServers, evidence.Glue, []);
        }
        else if (name.IsRoot)
        {
            zone.IsStart = true;
        }
        else
        {
            zone.Parent = Zone(Above(name));
        }

        return zone;
    }

    /// <summary>The closest zone above that is known of. Which zones there are besides, nobody was asked.</summary>
    private DomainName Above(DomainName name)
    {
        var above = name.Parent;
        while (!above.IsRoot && above != _parent.Zone && !_evidence.ContainsKey(above) && !_passed.Contains(above))
        {
            above = above.Parent;
        }

        return above;
    }

    private void AddServers(GraphZone zone, IReadOnlyList<DomainName> names, IReadOnlyList<GlueAddress> glue, ICollection<IPAddress> notServing)
    {
        foreach (var name in names)
        {
            var host = Host(name);
            var given = AddressOrder.Set();
            foreach (var address in glue)
            {
                if (address.Name == name)
                {
                    given.Add(address.Address);
                }
            }

            var hasGlue = given.Count > 0;
            if (!hasGlue)
            {
                LookUp(host);
                given.UnionWith(host.LookedUp);
                // Whoever lies in the very zone that it serves is known by glue or not at all.
                host.Zone ??= name.IsAtOrBelow(zone.Name) ? zone : null;
            }

            host.All.UnionWith(given);
            given.RemoveWhere(notServing.Contains);
            zone.Add(new ZoneServer(host, hasGlue, given));
        }
    }

    private GraphHost Host(DomainName name)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            var needed = _found.TryGetValue(name, out var found) && found.Status == ResolutionStatus.Found ? found.ZonesNeeded : null;
            _hosts.Add(name, host = new GraphHost(name) { ZonesNeeded = needed });
        }

        return host;
    }

    private void LookUp(GraphHost host)
    {
        if (host.Status is not null || !_found.TryGetValue(host.Name, out var found))
        {
            return;
        }

        host.Status = found.Status;
        host.LookedUp.UnionWith(found.Addresses);
        if (found.Zone is { } zone)
        {
            host.Zone = Zone(zone.ToLower());
        }
    }

    private List<GlueAddress> AcceptedGlue()
    {
        var accepted = new List<GlueAddress>();
        foreach (var name in _parent.NameServers)
        {
            if (name.IsAtOrBelow(_parent.Zone))
            {
                foreach (var address in _parent.GlueOf(name))
                {
                    accepted.Add(new GlueAddress(name, address, null));
                }
            }
        }

        return accepted;
    }

    /// <summary>Addresses that were asked and did not answer for the domain with authority.</summary>
    private HashSet<IPAddress> NotServing()
    {
        var addresses = new HashSet<IPAddress>();
        foreach (var server in _view.Child?.Servers ?? [])
        {
            if (server.State is not (ChildServerState.Authoritative or ChildServerState.NotAsked))
            {
                addresses.Add(server.Address);
            }
        }

        return addresses;
    }

    private List<GraphZone> InOrder(GraphZone domain)
    {
        var way = new List<GraphZone>();
        for (GraphZone? zone = domain; zone is not null; zone = zone.Parent)
        {
            way.Insert(0, zone);
        }

        foreach (var zone in _zones.Values)
        {
            if (!zone.IsDomain && !zone.IsOnWay)
            {
                way.Add(zone);
            }
        }

        for (var i = 0; i < way.Count; i++)
        {
            way[i].Index = i;
        }

        return way;
    }
}
