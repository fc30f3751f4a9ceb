using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>The records of one delegation as they are met in a file.</summary>
internal sealed class DelegationRecords
{
    private readonly List<DomainName> _nameServers = new();
    private readonly List<DsData> _ds = new();
    private uint _ttl = uint.MaxValue;
    private int _line;

    internal DelegationRecords(DomainName name) => Name = name;

    internal DomainName Name { get; }

    /// <summary>Whether a name server is named: DS records alone delegate nothing.</summary>
    internal bool HasNameServers => _nameServers.Count > 0;

    internal void Add(MasterFileRecord met)
    {
        switch (met.Record.Data)
        {
            case NsData ns:
                _line = _nameServers.Count == 0 ? met.Line : _line;
                _ttl = Math.Min(_ttl, met.Record.Ttl);
                _nameServers.Add(ns.NameServer);
                break;
            case DsData ds when !_ds.Contains(ds):
                _ds.Add(ds);
                break;
            default:
                break;
        }
    }

    /// <summary>The parent's side, with the addresses that the zone has for its name servers.</summary>
    internal ParentSide ToSide(DomainName zone, ZoneFile file, IReadOnlyDictionary<DomainName, List<GlueAddress>> addresses)
    {
        var glue = new List<GlueAddress>();
        foreach (var name in _nameServers)
        {
            if (addresses.TryGetValue(name, out var known))
            {
                glue.AddRange(known);
            }
        }

        var said = Referral.Of(Name, _nameServers, _ttl, glue, _ds);
        return new ParentSide(zone, Name, new ParentStatement(Source.OfFile(file.Shown, _line, file.SavedUtc), said));
    }
}
