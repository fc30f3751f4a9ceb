using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>A zone copy while its scenario is being read.</summary>
internal sealed class ZoneDraft
{
    internal ZoneDraft(DomainName name, IEnumerable<IPAddress> addresses, uint serial)
    {
        Name = name;
        Addresses = [.. addresses];
        Serial = serial;
    }

    internal DomainName Name { get; }

    internal List<IPAddress> Addresses { get; }

    internal List<ResourceRecord> Records { get; } = new();

    internal uint Serial { get; set; }
}

/// <summary>Collects a scenario's parts. What contradicts them is a <see cref="FormatException"/> without line; the parser knows the line.</summary>
internal sealed class ScenarioBuilder
{
    /// <summary>Copies of zones. The largest scenario here has some hundred.</summary>
    private const int MostZones = 5_000;

    /// <summary>Records in all copies together.</summary>
    private const int MostRecords = 1_000_000;

    private readonly List<ZoneDraft> _zones = new();
    private readonly List<IPAddress> _servers = new();
    private readonly Dictionary<IPAddress, List<LabFault>> _faults = new();
    private readonly List<LabAudit> _audits = new();
    private readonly List<ZoneSigning> _signings = new();
    private int _records;

    internal string Title { get; set; } = string.Empty;

    internal LabPath Path { get; set; }

    /// <summary>The time that signatures are made at.</summary>
    internal DateTime Now { get; set; }

    internal ZoneDraft AddZone(DomainName name, IReadOnlyList<IPAddress> addresses, uint serial)
    {
        foreach (var address in addresses)
        {
            if (_zones.Any(zone => zone.Name == name && zone.Addresses.Contains(address)))
            {
                throw new FormatException(address + " already serves a copy of this zone.");
            }
        }

        if (_zones.Count == MostZones)
        {
            throw new ScenarioCeilingException("A scenario has at most 5,000 copies of zones.");
        }

        var draft = new ZoneDraft(name, addresses, serial);
        _zones.Add(draft);
        return draft;
    }

    internal void AddRecord(ZoneDraft zone, ResourceRecord record)
    {
        if (++_records > MostRecords)
        {
            throw new ScenarioCeilingException("A scenario has at most 1,000,000 records, each copy of a zone counted.");
        }

        zone.Records.Add(record);
    }

    /// <summary>The copies of a zone at these addresses, all copies where none are given. A copy that is served elsewhere too is split.</summary>
    internal List<ZoneDraft> CopiesOf(DomainName name, IReadOnlyList<IPAddress> addresses)
    {
        var copies = _zones.FindAll(zone => zone.Name == name);
        if (copies.Count == 0)
        {
            throw new FormatException("No zone of this name stands above.");
        }

        if (addresses.Count == 0)
        {
            return copies;
        }

        foreach (var address in addresses)
        {
            if (!copies.Any(zone => zone.Addresses.Contains(address)))
            {
                throw new FormatException(address + " does not serve this zone.");
            }
        }

        var chosen = new List<ZoneDraft>();
        foreach (var copy in copies)
        {
            var wanted = copy.Addresses.FindAll(addresses.Contains);
            if (wanted.Count == copy.Addresses.Count)
            {
                chosen.Add(copy);
            }
            else if (wanted.Count > 0)
            {
                copy.Addresses.RemoveAll(wanted.Contains);
                var split = AddZone(name, wanted, copy.Serial);
                copy.Records.ForEach(record => AddRecord(split, record));
                chosen.Add(split);
            }
        }

        return chosen;
    }

    /// <summary>The copies of the zone that a name is delegated from: the closest above it.</summary>
    internal List<ZoneDraft> CopiesAbove(DomainName name, IReadOnlyList<IPAddress> addresses)
    {
        ZoneDraft? closest = null;
        foreach (var zone in _zones)
        {
            closest = name.IsBelow(zone.Name) && (closest is null || zone.Name.IsBelow(closest.Name)) ? zone : closest;
        }

        return closest is null ? throw new FormatException("No zone above this name stands above.") : CopiesOf(closest.Name, addresses);
    }

    internal void AddSigning(ZoneSigning signing) => _signings.Add(signing);

    internal void AddServer(IPAddress address, IEnumerable<LabFault> faults)
    {
        if (!_faults.TryGetValue(address, out var list))
        {
            _faults.Add(address, list = new List<LabFault>());
            _servers.Add(address);
        }

        list.AddRange(faults);
    }

    internal void AddAudit(DomainName name, IReadOnlyList<string> options) => _audits.Add(new LabAudit(name, options, new List<LabExpectation>()));

    internal void AddExpectation(LabExpectation expectation)
    {
        if (_audits.Count == 0)
        {
            throw new FormatException("'expect' needs an 'audit' above it.");
        }

        ((List<LabExpectation>)_audits[_audits.Count - 1].Expectations).Add(expectation);
    }

    internal LabScenario Build()
    {
        // What is signed, and by which copies, is known only now.
        _signings.ForEach(signing => signing.Apply(this));
        return new(
            Title,
            _zones.ConvertAll(zone => new LabZone(zone.Name, zone.Addresses, zone.Records, zone.Serial)),
            _servers.ConvertAll(address => new LabServer(address, _faults[address])),
            Path,
            _audits);
    }
}

/// <summary>More of something than a scenario may have.</summary>
internal sealed class ScenarioCeilingException(string sentence) : FormatException(sentence)
{
}
