using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>A zone's own file, as its servers would answer with it. Its address records are kept in memory.</summary>
public sealed class ChildZone : IGivenZone
{
    private readonly ZoneFile _file;
    private readonly List<ResourceRecord> _apex = new();
    private readonly List<ResourceRecord> _cuts = new();
    private readonly Dictionary<DomainName, List<ResourceRecord>> _hosts = new();
    private readonly HashSet<DomainName> _names = new();

    private ChildZone(ZoneFile file) => _file = file;

    /// <summary>The zone.</summary>
    public DomainName Name { get; private set; }

    /// <summary>What the file is called in sentences.</summary>
    public string Shown => _file.Shown;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; null where nobody has said.</param>
    /// <param name="problem">Told of what cannot be read; the rest is read all the same.</param>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public static ChildZone Read(ZoneFile file, DomainName? origin, Action<MasterFileException> problem)
    {
        var zone = new ChildZone(file);
        var records = new List<ResourceRecord>();
        foreach (var met in file.Read(origin ?? ZoneOrigin.Unstated, IsWanted, (owner, _, _) => zone.Note(owner), problem))
        {
            records.Add(met.Record);
            zone.Note(met.Record.Owner);
        }

        var soa = records.Find(record => record.Type == RecordType.SOA);
        zone.Name = ZoneOrigin.Check(file, soa?.Owner);
        records.ForEach(zone.Add);
        return zone;
    }

    /// <inheritdoc/>
    public ZoneCopy About(IReadOnlyList<DomainName> nameServers)
    {
        var records = new List<ResourceRecord>(_apex);
        records.AddRange(_cuts);
        var seen = new HashSet<DomainName>();
        foreach (var name in nameServers)
        {
            AddHost(records, seen, name);
        }

        foreach (var record in _apex)
        {
            if (record.Data is NsData ns)
            {
                AddHost(records, seen, ns.NameServer);
            }
        }

        return new RecordCopy(Source.OfFile(_file.Shown, 0, _file.SavedUtc), Name, records);
    }

    private static bool IsWanted(RecordType type) => type is
        RecordType.SOA or RecordType.NS or RecordType.A or RecordType.AAAA or RecordType.CNAME or RecordType.DNAME or RecordType.DNSKEY or RecordType.CSYNC;

    private void Note(DomainName owner)
    {
        // With the names above it, which are there as well, empty as they may be.
        for (var labels = owner.LabelCount; labels > 0 && _names.Add(owner.LastLabels(labels).ToLower()); labels--)
        {
        }
    }

    private void Add(ResourceRecord record)
    {
        if (!record.Owner.IsAtOrBelow(Name))
        {
            return;
        }

        if (record.Owner == Name && record.Type is RecordType.SOA or RecordType.NS or RecordType.DNSKEY or RecordType.CSYNC)
        {
            _apex.Add(record);
        }
        else if (record.Type is RecordType.NS or RecordType.DNAME)
        {
            _cuts.Add(record);
        }
        else if (record.Type is RecordType.A or RecordType.AAAA or RecordType.CNAME)
        {
            if (!_hosts.TryGetValue(record.Owner, out var known))
            {
                _hosts.Add(record.Owner.ToLower(), known = new List<ResourceRecord>(1));
            }

            known.Add(record);
        }
    }

    private void AddHost(List<ResourceRecord> records, HashSet<DomainName> seen, DomainName name)
    {
        if (!name.IsAtOrBelow(Name) || !seen.Add(name.ToLower()))
        {
            return;
        }

        foreach (var record in _hosts.TryGetValue(name, out var own) ? own : Wildcard(name))
        {
            records.Add(record.Owner == name ? record : new ResourceRecord(name, record.Type, record.Ttl, record.Data));
        }
    }

    /// <summary>What a wildcard says of a name that is not there (RFC 4592): that of the closest name above it which is.</summary>
    private List<ResourceRecord> Wildcard(DomainName name)
    {
        if (_names.Contains(name))
        {
            return [];
        }

        var encloser = name;
        while (encloser.LabelCount > Name.LabelCount && !_names.Contains(encloser))
        {
            encloser = encloser.Parent;
        }

        return _hosts.TryGetValue(DomainName.Parse("*").Join(encloser), out var any) ? any : [];
    }
}
