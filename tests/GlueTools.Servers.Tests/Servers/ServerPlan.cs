using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Walking;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>How a scenario is laid out on real servers: which address serves what, and which faults servers and networks that follow the rules can be given.</summary>
internal sealed class ServerPlan
{
    private readonly LabScenario _scenario;
    private readonly List<(IPAddress Address, LabFault Fault)> _inexpressible = [];

    /// <summary>Whether the scenario's way to its servers can be had here, and its servers are at public addresses: others may be in use around this machine.</summary>
    internal static bool Fits(LabScenario scenario) => scenario.Path == LabPath.Open
        && scenario.Servers.All(server => SpecialAddress.PurposeOf(server.Address) is null);

    internal ServerPlan(LabScenario scenario)
    {
        _scenario = scenario;
        foreach (var server in scenario.Servers)
        {
            Place(server);
        }

        var living = Hosts.SelectMany(host => host.Addresses).ToHashSet();
        Dark = scenario.Zones.SelectMany(zone => zone.Records).Select(record => record.Data).OfType<AddressData>().Select(data => data.Address)
            .Concat(scenario.Servers.Select(server => server.Address)).Distinct()
            .Where(address => !living.Contains(address) && SpecialAddress.PurposeOf(address) is null).ToList();
    }

    /// <summary>Addresses that serve the same copies of the same zones share a process.</summary>
    internal List<Host> Hosts { get; } = [];

    /// <summary>Public addresses where nobody lives, or whose host is down.</summary>
    internal IReadOnlyList<IPAddress> Dark { get; }

    /// <summary>Addresses that a packet filter keeps TCP from.</summary>
    internal List<IPAddress> WithoutTcp { get; } = [];

    /// <summary>The fault that no configuration brings about and that shows in a domain; null for none.</summary>
    internal LabFault? Inexpressible(DomainName domain)
    {
        var addresses = _scenario.Zones.Where(zone => domain.IsAtOrBelow(zone.Name)).SelectMany(zone => zone.Addresses).ToHashSet();
        return _inexpressible.Where(pair => pair.Fault.Zone is { } zone ? domain.IsAtOrBelow(zone) || zone.IsAtOrBelow(domain) : addresses.Contains(pair.Address))
            .Select(pair => pair.Fault).FirstOrDefault();
    }

    private void Place(LabServer server)
    {
        var zones = _scenario.Zones.Where(zone => zone.Addresses.Contains(server.Address)).ToList();
        var states = new Dictionary<DomainName, ZoneState>();
        foreach (var fault in server.Faults)
        {
            switch (fault.Kind)
            {
                case LabFaultKind.Silent when fault.Zone is null:
                    return;
                case LabFaultKind.NoTcp:
                    WithoutTcp.Add(server.Address);
                    break;
                case LabFaultKind.Refuse when fault.Zone is { } zone:
                    states[zone] = ZoneState.Denied;
                    break;
                case LabFaultKind.ServFail when fault.Zone is { } zone:
                    states[zone] = ZoneState.Broken;
                    break;
                case LabFaultKind.Upward when fault.Zone is { } zone && !zones.Exists(copy => zone.IsBelow(copy.Name) && !copy.Name.IsRoot):
                    // A server that lacks the zone and holds the root zone, and none between, refers to the top-level domain, an ancestor.
                    zones.RemoveAll(copy => copy.Name.IsAtOrBelow(zone));
                    zones.AddRange(_scenario.Zones.Where(copy => copy.Name.IsRoot && !zones.Contains(copy)).Take(1));
                    break;
                default:
                    _inexpressible.Add((server.Address, fault));
                    break;
            }
        }

        var key = string.Join(' ', zones.Select(zone => IndexOf(zone).ToString(CultureInfo.InvariantCulture)).Concat(states.Select(pair => pair.ToString())));
        var host = Hosts.Find(one => one.Key == key);
        if (host is null)
        {
            host = new Host(key, zones, states);
            Hosts.Add(host);
        }

        host.Addresses.Add(server.Address);
    }

    /// <summary>Where a copy stands among the scenario's copies.</summary>
    internal int IndexOf(LabZone zone) => _scenario.Zones.TakeWhile(one => one != zone).Count();

    /// <summary>One server process.</summary>
    internal sealed record Host(string Key, IReadOnlyList<LabZone> Zones, IReadOnlyDictionary<DomainName, ZoneState> States)
    {
        /// <summary>What it is to make of a zone.</summary>
        internal ZoneState StateOf(LabZone zone) => States.GetValueOrDefault(zone.Name);

        /// <summary>Where it listens.</summary>
        internal List<IPAddress> Addresses { get; } = [];
    }
}
