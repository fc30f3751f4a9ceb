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
        var now = new Serving(scenario.Zones, scenario.Servers);
        var later = scenario.Later.Select(stage => (stage.After, Serving: new Serving(stage.Zones, stage.Servers))).ToList();
        Staged<T> Over<T>(System.Func<Serving, T> of)
        {
            var staged = new Staged<T>(clock, of(now));
            later.ForEach(stage => staged.Then(stage.After, of(stage.Serving)));
            return staged;
        }

        var resolver = new LabResolver(Over(serving => serving.All));
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
            var address = server.Address;
            var responder = new ServerResponder(Over(serving => serving.FaultsOf(address)), Over(serving => serving.ZonesAt(address)), resolver, rootServers, clock);
            Services.Add(new LabService(address, responder, log, clock) { Listens = server.Faults.All(fault => fault.Kind != LabFaultKind.NoTcp) });
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

    /// <summary>Who serves what at one time.</summary>
    private sealed class Serving(IReadOnlyList<LabZone> zones, IReadOnlyList<LabServer> servers)
    {
        private readonly Dictionary<LabZone, ZoneIndex> _indexes = zones.ToDictionary(zone => zone, zone => new ZoneIndex(zone));
        private readonly Dictionary<IPAddress, LabServer> _servers = servers.ToDictionary(server => server.Address);

        internal ZoneTable All => new(zones.Select(zone => _indexes[zone]));

        internal ZoneTable ZonesAt(IPAddress address) => new(zones.Where(zone => zone.Addresses.Contains(address)).Select(zone => _indexes[zone]));

        internal IReadOnlyList<LabFault> FaultsOf(IPAddress address) => _servers.TryGetValue(address, out var server) ? server.Faults : [];
    }
}
