using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>What a parent's zone file has of one name.</summary>
internal sealed class NameInZone
{
    private readonly DelegationRecords _delegation;
    private DomainName? _alias;

    internal NameInZone(DomainName name) => _delegation = new DelegationRecords(name);

    /// <summary>Whether there is anything at the name or below it.</summary>
    internal bool IsThere { get; set; }

    internal void Add(MasterFileRecord met)
    {
        _delegation.Add(met);
        _alias = met.Record.Type == RecordType.CNAME ? ((AliasData)met.Record.Data).Target : _alias;
    }

    /// <summary>A subtree is an alias; the name may lie in it.</summary>
    internal void LieBelow(DomainName subtree, DomainName target) => _alias = _delegation.Name.IsBelow(subtree) ? target : _alias;

    internal ParentSide ToSide(DomainName zone, ZoneFile file, IReadOnlyDictionary<DomainName, List<GlueAddress>> addresses)
    {
        if (_delegation.HasNameServers)
        {
            return _delegation.ToSide(zone, file, addresses);
        }

        var kind = _alias is not null ? ResponseKind.Alias : IsThere ? ResponseKind.NoData : ResponseKind.NameError;
        return new ParentSide(zone, _delegation.Name, new ParentDenial(Source.OfFile(file.Shown, 0, file.SavedUtc), kind, _alias));
    }
}
