using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>How a scenario is laid out on real servers: which address serves what, and which faults servers and networks that follow the rules can be given.</summary>
internal sealed class ServerPlan
{
    private readonly LabScenario _scenario;
    private readonly List<(IPAddress Address, LabFault Fault)> _inexpressible = [];

    internal ServerPlan(LabScenario scenario)
    {
        _scenario = scenario;
        foreach (var server in scenario.Servers)
        {
            Place(server);
        }

        var living = Hosts.SelectMany(host => host.Addresses).ToHashSet();
        Dark = scenario.Zones.SelectMany(zone => zone.Records).Select(record => record.Data).OfType<AddressData>().Select(data => data.Address)
            .Concat(scenario.Servers.Select(server => server.Address)).Where(address => !living.Contains(address)).Distinct().ToList();
    }

    /// <summary>Addresses that serve the same copies of the same zones share a process.</summary>
    internal List<Host> Hosts { get; } = [];

    /// <summary>Addresses where nobody lives, or whose host is down.</summary>
    internal IReadOnlyList<IPAddress> Dark { get; }

    /// <summary>Addresses that a packet filter keeps TCP from.</summary>
    internal List<IPAddress> WithoutTcp { get; } = [];

    /// <summary>The fault that no configuration brings about and that shows in a domain; null for none.</summary>
    internal LabFault? Inexpressible(DomainName domain)
    {
        var addresses = _scenario.Zones.Where(zone => domain.IsAtOrBelow(zone.Name)).SelectMany(zone => zone.Addresses).ToHashSet();
        return _inexpressible.Where(pair => pair.Fault.Zone is { } zone ? domain.IsAtOrBelow(zone) : addresses.Contains(pair.Address))
            .Select(pair => pair.Fault).FirstOrDefault();
    }

    private void Place(LabServer server)
    {
        var zones = _scenario.Zones.Where(zone => zone.Addresses.Contains(server.Address)).ToList();
        var denied = new List<DomainName>();
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
                    denied.Add(zone);
                    break;
                case LabFaultKind.Upward when fault.Zone is { } zone:
                    // A server that lacks the zone and holds the root zone refers to the top-level domain, an ancestor.
                    zones.RemoveAll(copy => copy.Name.IsAtOrBelow(zone));
                    zones.AddRange(_scenario.Zones.Where(copy => copy.Name.IsRoot && !zones.Contains(copy)).Take(1));
                    break;
                default:
                    _inexpressible.Add((server.Address, fault));
                    break;
            }
        }

        var key = string.Join(' ', zones.Select(zone => IndexOf(zone).ToString(CultureInfo.InvariantCulture)).Concat(denied.Select(zone => "-" + zone)));
        var host = Hosts.Find(one => one.Key == key);
        if (host is null)
        {
            host = new Host(key, zones, denied);
            Hosts.Add(host);
        }

        host.Addresses.Add(server.Address);
    }

    /// <summary>Where a copy stands among the scenario's copies.</summary>
    internal int IndexOf(LabZone zone) => _scenario.Zones.TakeWhile(one => one != zone).Count();

    /// <summary>One server process.</summary>
    internal sealed record Host(string Key, IReadOnlyList<LabZone> Zones, IReadOnlyList<DomainName> Denied)
    {
        /// <summary>Where it listens.</summary>
        internal List<IPAddress> Addresses { get; } = [];
    }
}
