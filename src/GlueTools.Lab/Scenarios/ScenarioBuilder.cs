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

    internal ZoneDraft Copy()
    {
        var copy = new ZoneDraft(Name, Addresses, Serial);
        copy.Records.AddRange(Records);
        return copy;
    }
}

/// <summary>Collects a scenario's parts. What contradicts them is a <see cref="FormatException"/> without line; the parser knows the line.</summary>
internal sealed class ScenarioBuilder
{
    /// <summary>Copies of zones. The largest scenario here has some hundred.</summary>
    private const int MostZones = 5_000;

    /// <summary>Records in all copies together, at all times.</summary>
    private const int MostRecords = 1_000_000;

    private const string TooManyRecords = "A scenario has at most 1,000,000 records, each copy of a zone counted, and once more for each 'after'.";

    private readonly List<ZoneDraft> _zones = new();
    private readonly List<IPAddress> _servers = new();
    private readonly Dictionary<IPAddress, List<LabFault>> _faults = new();
    private readonly List<LabAudit> _audits = new();
    private readonly List<LabRegistration> _registrations = new();
    private readonly List<ZoneSigning> _signings = new();
    private readonly List<LabStage> _stages = new();
    private readonly HashSet<IPAddress> _told = new();
    private TimeSpan _after;
    private int _records;

    internal string Title { get; set; } = string.Empty;

    internal LabPath Path { get; set; }

    /// <summary>The time that signatures are made at.</summary>
    internal DateTime Now { get; set; }

    /// <summary>Whether what is read now takes effect later than the start.</summary>
    internal bool IsLater => _after > TimeSpan.Zero;

    /// <summary>What is read from here on takes effect so long after the start, on top of what was read so far.</summary>
    internal void Begin(TimeSpan after)
    {
        if (after <= _after)
        {
            throw new FormatException("'after' takes more seconds than the 'after' above it.");
        }

        _stages.Add(Stage());
        if ((_records += _zones.Sum(zone => zone.Records.Count)) > MostRecords)
        {
            throw new ScenarioCeilingException(TooManyRecords);
        }

        _told.Clear();
        _after = after;
    }

    /// <summary>A copy of a zone. What these addresses served of it before is no longer there; at the start nothing may be.</summary>
    internal ZoneDraft AddZone(DomainName name, IReadOnlyList<IPAddress> addresses, uint serial)
    {
        if (IsLater)
        {
            _zones.FindAll(zone => zone.Name == name).ForEach(zone => zone.Addresses.RemoveAll(addresses.Contains));
            _zones.RemoveAll(zone => zone.Addresses.Count == 0);
        }

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
            throw new ScenarioCeilingException(TooManyRecords);
        }

        zone.Records.Add(record);
    }

    /// <summary>Takes a record out of a copy, whatever its TTL.</summary>
    internal static void RemoveRecord(ZoneDraft zone, ResourceRecord record)
    {
        if (zone.Records.RemoveAll(one => one.Owner == record.Owner && one.Type == record.Type && one.Data.Equals(record.Data)) == 0)
        {
            throw new FormatException("The zone has no record " + record + ".");
        }
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

        var first = _told.Add(address);
        var before = list.Exists(fault => fault.Kind == LabFaultKind.NoTcp);
        if (first && IsLater)
        {
            // The stages before hold the list that it had then.
            _faults[address] = list = new List<LabFault>();
        }

        list.AddRange(faults);
        if (IsLater && list.Exists(fault => fault.Kind == LabFaultKind.NoTcp) != before)
        {
            throw new FormatException("'notcp' holds from the start to the end; give it in every 'server' line of the address, or in none.");
        }
    }

    internal void AddAudit(DomainName name, IReadOnlyList<string> options) => _audits.Add(new LabAudit(name, options, new List<LabExpectation>()));

    internal LabRegistration AddRegistration(DomainName name)
    {
        if (_registrations.Any(one => one.DomainName == name))
        {
            throw new FormatException("A 'registry' line for this domain stands above.");
        }

        var registration = new LabRegistration(name);
        _registrations.Add(registration);
        return registration;
    }

    internal LabRegistration RegistrationOf(DomainName name) =>
        _registrations.Find(one => one.DomainName == name) ?? throw new FormatException("No 'registry' line for this domain stands above.");

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
        _stages.Add(Stage());
        var start = _stages[0];
        return new(Title, start.Zones, start.Servers, Path, _audits, _stages.GetRange(1, _stages.Count - 1)) { Registrations = _registrations, ReadUtc = Now };
    }

    /// <summary>What is there at this point of the scenario.</summary>
    private LabStage Stage()
    {
        var all = new ScenarioBuilder { Now = Now, _records = _records };
        _zones.ForEach(zone => all._zones.Add(zone.Copy()));
        // What is signed, and by which copies, is known only now.
        _signings.ForEach(signing => signing.Apply(all));
        return new(
            _after,
            all._zones.ConvertAll(zone => new LabZone(zone.Name, zone.Addresses, zone.Records, zone.Serial)),
            _servers.ConvertAll(address => new LabServer(address, _faults[address])));
    }
}

/// <summary>More of something than a scenario may have.</summary>
internal sealed class ScenarioCeilingException(string sentence) : FormatException(sentence)
{
}
