using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>
/// What all delegations of a parent's file may need: its addresses, where its cuts are, and which hosts are named by whom. Made in one reading; it holds no names but
/// those of delegations whose NS records stand apart.
/// </summary>
internal sealed class ZoneIndex
{
    private readonly NumberSet _cuts = new(), _domains = new();
    private readonly HostTable _hosts = new();
    private readonly NumberSet _apart = new();
    private readonly SuffixHashes _owner, _host, _met;
    private readonly NameOctets _apexOctets = new();
    private readonly byte[] _secret = new byte[SuffixHashes.SecretLength], _ipv4 = new byte[4], _ipv6 = new byte[16];
    private readonly HostUse _needed;
    private DomainName? _apex;
    private ulong _apexNumber, _last, _block;
    private int _blockLabels;
    private bool _isMet, _hasBlock, _hasStrayOther;

    private ZoneIndex(GluePolicy policy)
    {
        (Policy, _needed) = (policy, policy == GluePolicy.Narrow ? HostUse.NamedByOwn : HostUse.Named);
        using (var source = RandomNumberGenerator.Create())
        {
            source.GetBytes(_secret);
        }

        (_owner, _host, _met) = (NewNumbers(), NewNumbers(), NewNumbers());
    }

    /// <summary>Whose addresses the parent means to publish.</summary>
    internal GluePolicy Policy { get; }

    /// <summary>The zone.</summary>
    internal DomainName Zone { get; private set; }

    /// <summary>Its labels.</summary>
    internal int ZoneLabels { get; private set; }

    /// <summary>Cuts, those below another not left out.</summary>
    internal int CutCount => _cuts.Count;

    /// <summary>Whether an address stands in the file whose owner does not lie in the zone.</summary>
    internal bool HasOutside { get; private set; }

    /// <summary>Whether something that no delegation needs may stand elsewhere than behind the cut that it lies below.</summary>
    internal bool HasStrays => _hasStrayOther || _hosts.HasStray(_needed);

    /// <summary>Whether there is an address that no delegation needs.</summary>
    internal bool HasLone { get; private set; }

    /// <summary>Delegations whose NS records do not stand together.</summary>
    internal bool IsApart(ulong cut) => _apart.Count > 0 && _apart.Contains(cut);

    /// <summary>Reads a file.</summary>
    internal static ZoneIndex Read(ZoneFile file, DomainName origin, GluePolicy policy, Action<MasterFileException> problem)
    {
        var index = new ZoneIndex(policy);
        using (var records = file.Scan(origin, type => type is RecordType.SOA or RecordType.NS or RecordType.A or RecordType.AAAA, problem))
        {
            index.Take(records, problem);
        }

        index.Zone = ZoneOrigin.Check(file, index._apex);
        index.ZoneLabels = index.Zone.LabelCount;
        index.HasLone = index._hosts.HasLone(index._needed);
        return index;
    }

    /// <summary>Labels of the highest cut at or above a name; 0 where the zone itself speaks for it, or the name lies outside.</summary>
    internal int CutOf(DomainName name)
    {
        _owner.Set(name);
        return name.IsBelow(Zone) ? Cut(_owner) : 0;
    }

    /// <summary>Likewise, of a name whose numbers are known.</summary>
    internal int CutOf(SuffixHashes name) => IsBelow(name) ? Cut(name) : 0;

    /// <summary>Whether a name lies below the zone.</summary>
    internal bool IsBelow(SuffixHashes name) => name.LabelCount > ZoneLabels && name[ZoneLabels] == _apexNumber;

    /// <summary>Makes numbers of names, as they stand for them here.</summary>
    internal SuffixHashes NewNumbers() => new(_secret);

    /// <summary>Lets a proof look at a name server of a delegation.</summary>
    [MethodImpl(Hot.Path)]
    internal void Prove(PlainDelegation proof, NameOctets delegation, NameOctets nameServer)
    {
        var isPlain = proof.IsPlain(nameServer);
        if (!nameServer.IsAtOrBelow(_apexOctets))
        {
            proof.AddNameServer(nameServer.ToNumber(), nameServer.WireLength, isPlain && !HasOutside, NameServerRelation.Unrelated);
            return;
        }

        _host.Set(nameServer);
        proof.AddNameServer(nameServer.ToNumber(), nameServer.WireLength, isPlain, nameServer.IsAtOrBelow(delegation) ? NameServerRelation.InDomain : NameServerRelation.Sibling);
        if (isPlain && !_hosts.AddAddresses(proof, _host.Whole))
        {
            // Where it lies, and whether it can be found there, is for others to say.
            proof.Fail();
        }
    }

    /// <summary>How the host is named by delegations.</summary>
    internal HostUse UseOf(DomainName host) => _hosts.UseOf(_host.Of(host));

    /// <summary>Likewise, by the number of its name.</summary>
    internal HostUse UseOf(ulong host) => _hosts.UseOf(host);

    /// <summary>Whether some delegation needs the host's address.</summary>
    internal bool Needs(HostUse use) => (use & _needed) != 0;

    /// <summary>The addresses of a host.</summary>
    internal void AddAddresses(List<Delegation.Answers.GlueAddress> glue, DomainName host) => _hosts.AddAddresses(glue, _host.Of(host), host);

    /// <summary>The addresses of a name server below the zone, and where it lies: labels of the highest cut at or above it, 0 for none.</summary>
    internal int AddNameServer(List<Delegation.Answers.GlueAddress> glue, DomainName host)
    {
        _host.Set(host);
        _hosts.AddAddresses(glue, _host.Whole, host);
        return Cut(_host);
    }

    /// <summary>Whether nothing is in a name's domain directly below the zone, which no cut is above either.</summary>
    internal bool HasNothingNear(DomainName name)
    {
        _host.Set(name);
        return !_domains.Contains(_host[ZoneLabels + 1]) && !HasWildcardFor(name);
    }

    /// <summary>Whether a wildcard gives a name an address that the zone has no other records of.</summary>
    internal bool HasWildcardFor(DomainName name)
    {
        for (var above = name.Parent; above.IsAtOrBelow(Zone) && !above.IsRoot; above = above.Parent)
        {
            if (_hosts.HasAddress(_host.Of(DomainName.Parse("*").Join(above))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is one that stands at names which the zone does not speak for, to sign the zone.</summary>
    internal static bool IsOfSigning(string type) => type.Length >= 4 && (Is(type, "RRSIG") || Is(type, "NSEC3") || Is(type, "NSEC") || Is(type, "NSEC3PARAM"));

    /// <summary>Whether a type is that of an address.</summary>
    internal static bool IsAddress(string type) => Is(type, "A") || Is(type, "AAAA");

    /// <summary>Whether a type is the one meant, in any case.</summary>
    internal static bool Is(string type, string meant) => type.Length == meant.Length && type.Equals(meant, StringComparison.OrdinalIgnoreCase);

    [MethodImpl(Hot.Path)]
    private int Cut(SuffixHashes name)
    {
        for (var labels = ZoneLabels + 1; labels <= name.LabelCount; labels++)
        {
            if (_cuts.Contains(name[labels]))
            {
                return labels;
            }
        }

        return 0;
    }

    [MethodImpl(Hot.Path)]
    private void Take(MasterFileScanner met, Action<MasterFileException> problem)
    {
        while (met.Next())
        {
            _isMet &= met.IsSameOwner;
            if (!met.IsWanted)
            {
                NoteOther(met);
                continue;
            }

            Meet(met);
            // Where relative names are relative to nothing, the file is refused as a whole.
            if (_apex is { } apex && !IsInZone() && !apex.IsAtOrBelow(ZoneOrigin.Unstated))
            {
                problem(new MasterFileException(met.Line, met.Owner.ToName().Text + " lies outside the zone " + apex.Text + ", so no server takes the record; take it out.", met.File));
                HasOutside |= met.Type is RecordType.A or RecordType.AAAA;
            }

            switch (met.Type)
            {
                case RecordType.SOA when _apex is null:
                    _apex = met.Owner.ToName();
                    _apexOctets.Set(met.Owner);
                    (_apexNumber, ZoneLabels) = (_met.Whole, _met.LabelCount);
                    break;
                case RecordType.NS:
                    TakeNs(met);
                    break;
                case RecordType.A:
                case RecordType.AAAA:
                    TakeAddress(met);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Makes the numbers of a record's owner, where they are not there from the record before.</summary>
    private void Meet(MasterFileScanner met)
    {
        if (!_isMet)
        {
            _met.Set(met.Owner);
            _isMet = true;
        }
    }

    private bool IsInZone() => _met.LabelCount >= ZoneLabels && _met[ZoneLabels] == _apexNumber;

    [MethodImpl(Hot.Path)]
    private void TakeNs(MasterFileScanner met)
    {
        var isApex = _apex is not null && _met.Whole == _apexNumber;
        if (!isApex && (_last != _met.Whole || !_hasBlock))
        {
            if (!_cuts.Add(_met.Whole))
            {
                _apart.Add(_met.Whole);
            }

            // A cut below another that stands elsewhere; one whose upper cut is yet to come is met before that.
            var isInBlock = IsInBlock();
            _hasStrayOther |= !isInBlock && HasCutAbove(_met);
            if (!isInBlock || _met.LabelCount == _blockLabels)
            {
                (_block, _blockLabels) = (_met.Whole, _met.LabelCount);
            }

            _last = _met.Whole;
            _hasBlock = true;
        }

        if (_apex is null || (met.Target.LabelCount > ZoneLabels && met.Target.IsAtOrBelow(_apexOctets)))
        {
            _host.Set(met.Target);
            var isOwn = isApex || (_host.LabelCount >= _met.LabelCount && _host[_met.LabelCount] == _met.Whole);
            _hosts.Note(_host.Whole, isOwn ? HostUse.Named | HostUse.NamedByOwn : HostUse.Named);
        }
    }

    [MethodImpl(Hot.Path)]
    private void TakeAddress(MasterFileScanner met)
    {
        byte[] octets;
        if (met.Type == RecordType.A)
        {
            _hosts.Add(_met.Whole, met.IPv4, met.Ttl);
            octets = _ipv4;
        }
        else
        {
            _hosts.Add(_met.Whole, met.IPv6High, met.IPv6Low, met.Ttl);
            octets = _ipv6;
        }

        met.CopyAddress(octets);
        var use = PlainDelegation.IsPlain(octets) ? HostUse.None : HostUse.HasOddAddress;
        if (!IsInBlock())
        {
            use |= HostUse.StandsApart;
            NoteDomain();
        }

        if (use != HostUse.None)
        {
            _hosts.Note(_met.Whole, use);
        }
    }

    [MethodImpl(Hot.Path)]
    private bool HasCutAbove(SuffixHashes name)
    {
        for (var labels = 1; labels < name.LabelCount; labels++)
        {
            if (_cuts.Contains(name[labels]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInBlock() => _hasBlock && _met.LabelCount >= _blockLabels && _met[_blockLabels] == _block;

    [MethodImpl(Hot.Path)]
    private void NoteOther(MasterFileScanner met)
    {
        if (IsOfSigning(met.TypeText) || Is(met.TypeText, "DS"))
        {
            return;
        }

        Meet(met);
        if ((_apex is null || _met.Whole != _apexNumber) && !IsInBlock())
        {
            _hasStrayOther = true;
            NoteDomain();
        }
    }

    /// <summary>Notes in which domain directly below the zone something is that stands behind no delegation.</summary>
    private void NoteDomain()
    {
        if (_apex is not null && IsBelow(_met))
        {
            _domains.Add(_met[ZoneLabels + 1]);
        }
    }
}
