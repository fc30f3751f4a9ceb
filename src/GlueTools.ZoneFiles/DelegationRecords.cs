using System;
using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.ZoneFiles;

/// <summary>The records of one delegation as they are met in a file, and those at or below its cut.</summary>
internal sealed class DelegationRecords
{
    private readonly ZoneIndex _index;
    private readonly List<DomainName> _nameServers = new();
    private List<DsData>? _ds;
    private List<LoneAddress>? _lone;
    private List<HiddenRecord>? _hidden;
    private uint _ttl = uint.MaxValue;
    private int _line;

    internal DelegationRecords(ZoneIndex index, DomainName name)
    {
        _index = index;
        Name = name;
    }

    internal DomainName Name { get; }

    /// <summary>Whether a name server is named: DS records alone delegate nothing.</summary>
    internal bool HasNameServers => _nameServers.Count > 0;

    /// <summary>Whether there is anything to be said of the name.</summary>
    internal bool IsThere => HasNameServers || _ds is not null;

    internal IReadOnlyList<DomainName> NameServers => _nameServers;

    internal void Add(RecordData data, uint ttl, int line)
    {
        _line = _line == 0 ? line : _line;
        switch (data)
        {
            case NsData ns:
                _line = _nameServers.Count == 0 ? line : _line;
                _ttl = Math.Min(_ttl, ttl);
                _nameServers.Add(ns.NameServer);
                break;
            case DsData ds when _ds?.Contains(ds) != true:
                (_ds ??= new()).Add(ds);
                break;
            default:
                break;
        }
    }

    /// <summary>Takes a record at or below the cut that is none of the delegation's own.</summary>
    internal void AddOther(DomainName owner, string type, int line)
    {
        if (ZoneIndex.IsOfSigning(type) || ((ZoneIndex.Is(type, "NS") || ZoneIndex.Is(type, "DS")) && owner == Name))
        {
            return;
        }

        if (!ZoneIndex.IsAddress(type))
        {
            (_hidden ??= new()).Add(new HiddenRecord(owner, type, line));
            return;
        }

        var use = _index.UseOf(owner);
        if (!_index.Needs(use) && !Knows(owner, FamilyOf(type)))
        {
            var addresses = new List<GlueAddress>();
            _index.AddAddresses(addresses, owner);
            foreach (var one in addresses)
            {
                if (one.Address.AddressFamily == FamilyOf(type))
                {
                    (_lone ??= new()).Add(new LoneAddress(owner, one.Address, line, (use & HostUse.Named) != 0));
                }
            }
        }
    }

    /// <summary>Takes over what was found at or below the cut elsewhere in the file.</summary>
    internal void Join(DelegationRecords strays)
    {
        if (strays._lone is { } lone)
        {
            (_lone ??= new()).AddRange(lone);
        }

        if (strays._hidden is { } hidden)
        {
            (_hidden ??= new()).AddRange(hidden);
        }
    }

    /// <summary>What the file says of the delegation.</summary>
    internal DelegationText ToText(ZoneFile file)
    {
        var glue = new List<GlueAddress>();
        var unfindable = new List<DomainName>();
        var siblings = new List<KeyValuePair<DomainName, int>>();
        var hasWay = false;
        foreach (var name in _nameServers)
        {
            if (!name.IsBelow(_index.Zone))
            {
                hasWay = true;
                if (_index.HasOutside)
                {
                    _index.AddAddresses(glue, name);
                }

                continue;
            }

            var known = glue.Count;
            var cut = _index.AddNameServer(glue, name);
            if (glue.Count > known)
            {
                hasWay = true;
            }
            else if (cut == 0 && !_index.HasWildcardFor(name))
            {
                unfindable.Add(name);
            }
            else if (cut == 0)
            {
                hasWay = true;
            }
            else if (!name.IsAtOrBelow(Name))
            {
                siblings.Add(new(name, cut));
            }
        }

        return new DelegationText(this, file, glue, unfindable, siblings, !hasWay && siblings.Count > 0);
    }

    /// <summary>The parent's side.</summary>
    internal ParentSide ToSide(DelegationText text, ZoneFile file, IReadOnlyList<DomainName> circular)
    {
        var said = Referral.Of(Name, _nameServers, _ttl, text.Glue, (IReadOnlyList<DsData>?)_ds ?? Array.Empty<DsData>());
        return new ParentSide(_index.Zone, Name, new ParentStatement(Source.OfFile(file.Shown, _line, file.SavedUtc), said)) { Surroundings = SurroundingsOf(text, circular) };
    }

    /// <summary>What is around a name that is not delegated.</summary>
    internal ZoneSurroundings? WithoutDelegation() => _ds is null ? null : new ZoneSurroundings { LoneDs = _ds };

    /// <summary>A parent's side of a name that has DS records, and no name servers.</summary>
    internal ParentSide ToDenial(ZoneFile file) =>
        new(_index.Zone, Name, new ParentDenial(Source.OfFile(file.Shown, _line, file.SavedUtc), ResponseKind.NoData)) { Surroundings = WithoutDelegation() };

    private static AddressFamily FamilyOf(string type) => type.Length == 1 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    private bool Knows(DomainName owner, AddressFamily family) => _lone?.Exists(one => one.Name == owner && one.Address.AddressFamily == family) == true;

    private ZoneSurroundings? SurroundingsOf(DelegationText text, IReadOnlyList<DomainName> circular)
    {
        var needsSiblings = _index.Policy == GluePolicy.Wide && text.Siblings.Count > 0;
        if (_lone is null && _hidden is null && text.Unfindable.Count == 0 && circular.Count == 0 && !needsSiblings)
        {
            return null;
        }

        return new ZoneSurroundings
        {
            Addresses = (IReadOnlyList<LoneAddress>?)_lone ?? Array.Empty<LoneAddress>(),
            Hidden = (IReadOnlyList<HiddenRecord>?)_hidden ?? Array.Empty<HiddenRecord>(),
            Unfindable = text.Unfindable,
            Domainless = text.Unfindable.FindAll(_index.HasNothingNear),
            Circular = circular,
            SiblingsWithout = needsSiblings ? text.Siblings.ConvertAll(one => one.Key) : Array.Empty<DomainName>(),
            Policy = _index.Policy,
        };
    }
}

/// <summary>What a file says of a delegation: its records with what the rest of the file has of its name servers.</summary>
/// <param name="Records">The records.</param>
/// <param name="File">The file.</param>
/// <param name="Glue">Addresses of the name servers.</param>
/// <param name="Unfindable">Name servers in the zone without address, and below no cut.</param>
/// <param name="Siblings">Name servers without address below other cuts, and the labels of these cuts.</param>
/// <param name="HangsOnSiblings">Whether it can only be reached by way of these.</param>
internal sealed record DelegationText(
    DelegationRecords Records,
    ZoneFile File,
    List<GlueAddress> Glue,
    List<DomainName> Unfindable,
    List<KeyValuePair<DomainName, int>> Siblings,
    bool HangsOnSiblings)
{
    /// <summary>The parent's side.</summary>
    /// <param name="circular">Name servers that can only be found through this delegation.</param>
    internal ParentSide ToSide(IReadOnlyList<DomainName> circular) => Records.ToSide(this, File, circular);
}
