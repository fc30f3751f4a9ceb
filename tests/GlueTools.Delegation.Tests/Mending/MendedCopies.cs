using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>The zones and servers of a scenario while they are changed.</summary>
internal sealed class MendedCopies
{
    private const uint Ttl = 3600;

    private readonly LabScenario _scenario;
    private readonly List<MendedCopy> _copies = [];
    private readonly Dictionary<IPAddress, List<LabFault>> _faults = [];

    internal MendedCopies(LabScenario scenario)
    {
        _scenario = scenario;
        _copies.AddRange(scenario.Zones.Select(zone => new MendedCopy(zone.Name, [.. zone.Addresses], [.. zone.Records], zone.Serial)));
        foreach (var server in scenario.Servers)
        {
            _faults[server.Address] = [.. server.Faults];
        }
    }

    internal IEnumerable<MendedCopy> Of(DomainName zone) => _copies.Where(copy => copy.Name == zone);

    internal bool Serves(IPAddress address, DomainName zone) => Of(zone).Any(copy => copy.Addresses.Contains(address));

    /// <summary>The copies of the zone that a name lies in: the deepest there is.</summary>
    internal List<MendedCopy> Around(DomainName name)
    {
        var around = _copies.Where(copy => name.IsAtOrBelow(copy.Name)).ToList();
        return around.FindAll(copy => copy.Name.LabelCount == around.Max(other => other.Name.LabelCount));
    }

    internal void Add(MendedCopy copy) => _copies.Add(copy);

    /// <summary>An address serves a copy in place of the one that it has served, or of none.</summary>
    internal void Serve(IPAddress address, MendedCopy copy)
    {
        foreach (var other in Of(copy.Name))
        {
            other.Addresses.Remove(address);
        }

        copy.Addresses.Add(address);
    }

    /// <summary>Whether a server at an address has one of some faults no more.</summary>
    internal void Drop(IPAddress address, params LabFaultKind[] kinds)
    {
        if (_faults.TryGetValue(address, out var faults))
        {
            faults.RemoveAll(fault => kinds.Length == 0 || kinds.Contains(fault.Kind));
        }
    }

    internal static ResourceRecord Ns(DomainName owner, DomainName name) => new(owner, RecordType.NS, Ttl, new NsData(name));

    internal static ResourceRecord Address(DomainName owner, IPAddress address) =>
        new(owner, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A, Ttl, new AddressData(address));

    internal static ResourceRecord Ds(DomainName owner, DsData ds) => new(owner, RecordType.DS, Ttl, ds);

    internal LabScenario ToScenario() => new(
        _scenario.Title,
        [.. _copies.Where(copy => copy.Addresses.Count > 0).Select(copy => new LabZone(copy.Name, copy.Addresses, copy.Records, copy.Serial))],
        [.. _faults.Select(pair => new LabServer(pair.Key, pair.Value))],
        _scenario.Path,
        _scenario.Audits);
}

/// <summary>One copy of a zone while it is changed.</summary>
internal sealed class MendedCopy(DomainName name, List<IPAddress> addresses, List<ResourceRecord> records, uint serial)
{
    internal DomainName Name { get; } = name;

    internal List<IPAddress> Addresses { get; } = addresses;

    internal List<ResourceRecord> Records { get; } = records;

    internal uint Serial { get; } = serial;

    internal IEnumerable<IPAddress> AddressesOf(DomainName owner) => Records.Where(record => record.Owner == owner).Select(record => record.Data).OfType<AddressData>().Select(data => data.Address);

    internal void Put(ResourceRecord record)
    {
        if (!Records.Exists(other => other.Owner == record.Owner && other.Type == record.Type && other.Data.Equals(record.Data)))
        {
            Records.Add(record);
        }
    }

    internal void Take(DomainName owner, RecordData data) => Records.RemoveAll(record => record.Owner == owner && record.Data.Equals(data));
}
