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

    internal NameInZone(ZoneIndex index, DomainName name) => _delegation = new DelegationRecords(index, name);

    /// <summary>Whether there is anything at the name or below it.</summary>
    internal bool IsThere { get; set; }

    internal void Add(MasterFileRecord met)
    {
        _delegation.Add(met.Record.Data, met.Record.Ttl, met.Line);
        _alias = met.Record.Type == RecordType.CNAME ? ((AliasData)met.Record.Data).Target : _alias;
    }

    /// <summary>A subtree is an alias; the name may lie in it.</summary>
    internal void LieBelow(DomainName subtree, DomainName target) => _alias = _delegation.Name.IsBelow(subtree) ? target : _alias;

    /// <summary>Takes a record at or below the name, if it is delegated.</summary>
    internal void AddOther(DomainName owner, string type, int line) => _delegation.AddOther(owner, type, line);

    internal ParentSide ToSide(DomainName zone, ZoneFile file)
    {
        if (_delegation.HasNameServers)
        {
            return _delegation.ToText(file).ToSide(System.Array.Empty<DomainName>());
        }

        var kind = _alias is not null ? ResponseKind.Alias : IsThere ? ResponseKind.NoData : ResponseKind.NameDoesNotExist;
        var denial = new ParentDenial(Source.OfFile(file.Shown, 0, file.SavedUtc), kind, _alias);
        return new ParentSide(zone, _delegation.Name, denial) { Surroundings = _delegation.WithoutDelegation() };
    }
}
