using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Network.Loop;
using GlueTools.Dns.Names;
using GlueTools.Network.Transport;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>Who answers at which address of a scenario, before there is anything to carry messages to them.</summary>
internal sealed class LabServers
{
    private readonly LabScenario _scenario;

    /// <param name="scenario">What is served.</param>
    /// <param name="log">Where queries are noted.</param>
    /// <param name="clock">The clock of who carries the messages.</param>
    internal LabServers(LabScenario scenario, LabQueryLog log, Clock clock)
    {
        _scenario = scenario;
        var indexes = scenario.Zones.ToDictionary(zone => zone, zone => new ZoneIndex(zone));
        var resolver = new LabResolver(new ZoneTable(scenario.Zones.Select(zone => indexes[zone])));
        if (scenario.Path == LabPath.Intercept)
        {
            Elsewhere = new LabService(IPAddress.Any, resolver, log, clock);
            return;
        }

        if (scenario.Path == LabPath.Blackhole)
        {
            return;
        }

        var rootServers = RootServers();
        foreach (var server in scenario.Servers)
        {
            var zones = scenario.Zones.Where(zone => zone.Addresses.Contains(server.Address)).Select(zone => indexes[zone]);
            var responder = new ServerResponder(server.Faults, new ZoneTable(zones), resolver, rootServers, clock);
            Services.Add(new LabService(server.Address, responder, log, clock) { Listens = server.Faults.All(fault => fault.Kind != LabFaultKind.NoTcp) });
        }
    }

    /// <summary>In the order of the scenario's servers.</summary>
    internal List<LabService> Services { get; } = new();

    /// <summary>Who answers at every other address; null where nobody does.</summary>
    internal LabService? Elsewhere { get; }

    /// <summary>The way to them.</summary>
    /// <param name="endpoints">Where each is.</param>
    /// <param name="others">Where every other address leads.</param>
    internal AddressMap Map(IReadOnlyDictionary<IPAddress, IPEndPoint?> endpoints, IPEndPoint others)
    {
        var map = new TableAddressMap(endpoints, others);
        return _scenario.Path switch
        {
            LabPath.NoIPv6 => new FamilyLimitedMap(map, null),
            LabPath.BlackholeIPv6 => new FamilyLimitedMap(map, others),
            _ => map,
        };
    }

    private List<DomainName> RootServers()
    {
        var names = _scenario.RootHints.Select(hint => hint.Name).Distinct().ToList();
        if (names.Count == 0)
        {
            names.Add(DomainName.Parse("a.root-servers.net"));
        }

        return names;
    }
}
