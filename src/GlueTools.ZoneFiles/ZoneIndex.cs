using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using GlueTools.Delegation.Evidence;
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
    private readonly HashSet<DomainName> _apart = new();
    private readonly SuffixHashes _owner, _host;
    private readonly HostUse _needed;
    private DomainName? _apex;
    private DomainName _last, _block;
    private bool _hasBlock, _hasStrayOther;

    private ZoneIndex(GluePolicy policy)
    {
        (Policy, _needed) = (policy, policy == GluePolicy.Narrow ? HostUse.NamedByOwn : HostUse.Named);
        var secret = new byte[SuffixHashes.SecretLength];
        using (var source = RandomNumberGenerator.Create())
        {
            source.GetBytes(secret);
        }

        (_owner, _host) = (new SuffixHashes(secret), new SuffixHashes(secret));
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
    internal bool IsApart(DomainName cut) => _apart.Count > 0 && _apart.Contains(cut);

    /// <summary>Reads a file.</summary>
    internal static ZoneIndex Read(ZoneFile file, DomainName origin, GluePolicy policy, Action<MasterFileException> problem)
    {
        var index = new ZoneIndex(policy);
        foreach (var met in file.Read(origin, type => type is RecordType.SOA or RecordType.NS or RecordType.A or RecordType.AAAA, index.NoteOther, problem))
        {
            index.Take(met, problem);
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

    /// <summary>How the host is named by delegations.</summary>
    internal HostUse UseOf(DomainName host) => _hosts.UseOf(_host.Of(host));

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

    private void Take(MasterFileRecord met, Action<MasterFileException> problem)
    {
        var owner = met.Record.Owner;
        // Where relative names are relative to nothing, the file is refused as a whole.
        if (_apex is { } apex && !owner.IsAtOrBelow(apex) && !apex.IsAtOrBelow(ZoneOrigin.Unstated))
        {
            problem(new MasterFileException(met.Line, owner.Text + " lies outside the zone " + apex.Text + ", so no server takes the record; take it out.", met.File));
            HasOutside |= met.Record.Data is AddressData;
        }

        switch (met.Record.Data)
        {
            case SoaData:
                _apex ??= owner;
                break;
            case NsData data:
                TakeNs(owner, data.NameServer);
                break;
            case AddressData data:
                var host = _host.Of(owner);
                _hosts.Add(host, data.Address, met.Record.Ttl);
                if (!IsInBlock(owner))
                {
                    _hosts.Note(host, HostUse.StandsApart);
                    NoteDomain(owner);
                }

                break;
            default:
                break;
        }
    }

    private void TakeNs(DomainName owner, DomainName nameServer)
    {
        var isApex = owner == _apex;
        if (!isApex && (_last != owner || !_hasBlock))
        {
            if (!_cuts.Add(_owner.Of(owner)))
            {
                _apart.Add(owner.ToLower());
            }

            // A cut below another that stands elsewhere; one whose upper cut is yet to come is met before that.
            _hasStrayOther |= !IsInBlock(owner) && HasCutAbove(_owner);
            _last = owner;
            _block = _hasBlock && owner.IsBelow(_block) ? _block : owner;
            _hasBlock = true;
        }

        if (_apex is not { } zone || nameServer.IsBelow(zone))
        {
            _hosts.Note(_host.Of(nameServer), isApex || nameServer.IsAtOrBelow(owner) ? HostUse.Named | HostUse.NamedByOwn : HostUse.Named);
        }
    }

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

    private bool IsInBlock(DomainName owner) => _hasBlock && owner.IsAtOrBelow(_block);

    private void NoteOther(DomainName owner, string type, int line)
    {
        if (owner != _apex && !IsInBlock(owner) && !IsOfSigning(type) && !Is(type, "DS"))
        {
            _hasStrayOther = true;
            NoteDomain(owner);
        }
    }

    /// <summary>Notes in which domain directly below the zone something is that stands behind no delegation.</summary>
    private void NoteDomain(DomainName owner)
    {
        if (_apex is { } zone && owner.IsBelow(zone))
        {
            _owner.Set(owner);
            _domains.Add(_owner[zone.LabelCount + 1]);
        }
    }
}
