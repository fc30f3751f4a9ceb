using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>
/// A parent's zone file. It is read twice: first for what every delegation may need (addresses, and where the cuts are), then for the delegations, one after
/// the other. So memory holds the zone's addresses and eight octets for each cut, not the delegations; only those whose NS records stand apart are kept until
/// the end.
/// </summary>
public sealed class ParentZone
{
    private readonly ZoneFile _file;
    private readonly Action<MasterFileException> _problem;
    private readonly DomainName _origin;
    private readonly Dictionary<DomainName, List<GlueAddress>> _addresses = new();
    private readonly HashSet<ulong> _cuts = new();
    private readonly HashSet<DomainName> _apart = new();

    private ParentZone(ZoneFile file, DomainName origin, Action<MasterFileException> problem)
    {
        _file = file;
        _origin = origin;
        _problem = problem;
    }

    /// <summary>The zone.</summary>
    public DomainName Name { get; private set; }

    /// <summary>Delegations in the file, those below another not counted apart.</summary>
    public int Count => _cuts.Count;

    /// <summary>Reads a file for the first time.</summary>
    /// <param name="file">The file.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; null where nobody has said.</param>
    /// <param name="problem">Told of what cannot be read; the rest is read all the same.</param>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public static ParentZone Read(ZoneFile file, DomainName? origin, Action<MasterFileException> problem)
    {
        var zone = new ParentZone(file, origin ?? ZoneOrigin.Unstated, problem);
        zone.Name = ZoneOrigin.Check(file, zone.ReadFirst());
        return zone;
    }

    /// <summary>Every delegation of the file, in its order; those whose NS records stand apart come last.</summary>
    public IEnumerable<ParentSide> Delegations()
    {
        var apart = new SortedDictionary<DomainName, DelegationRecords>();
        DelegationRecords? current = null;
        foreach (var met in Second(null))
        {
            if (met.Record.Type is not (RecordType.NS or RecordType.DS) || !IsCut(met.Record.Owner))
            {
                continue;
            }

            if (_apart.Contains(met.Record.Owner))
            {
                if (!apart.TryGetValue(met.Record.Owner, out var known))
                {
                    apart.Add(met.Record.Owner, known = new DelegationRecords(met.Record.Owner.ToLower()));
                }

                known.Add(met);
                continue;
            }

            if (current?.Name != met.Record.Owner)
            {
                if (current is { HasNameServers: true })
                {
                    yield return current.ToSide(Name, _file, _addresses);
                }

                current = new DelegationRecords(met.Record.Owner.ToLower());
            }

            current!.Add(met);
        }

        if (current is { HasNameServers: true })
        {
            yield return current.ToSide(Name, _file, _addresses);
        }

        foreach (var one in apart.Values)
        {
            if (one.HasNameServers)
            {
                yield return one.ToSide(Name, _file, _addresses);
            }
        }
    }

    /// <summary>What the file says of some names, whether it delegates them or not.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The side of each; a sentence where the file cannot speak of the name.</returns>
    public IReadOnlyDictionary<DomainName, GivenParent> Of(IEnumerable<DomainName> names)
    {
        var wanted = new Dictionary<DomainName, NameInZone>();
        var said = new Dictionary<DomainName, GivenParent>();
        foreach (var name in names)
        {
            if (WhyNot(name) is { } why)
            {
                said[name] = new GivenParent(null, why);
            }
            else
            {
                wanted[name] = new NameInZone(name);
            }
        }

        foreach (var met in Second(owner => Note(wanted, owner)))
        {
            Note(wanted, met.Record.Owner);
            if (wanted.TryGetValue(met.Record.Owner, out var known))
            {
                known.Add(met);
            }

            if (met.Record.Data is AliasData alias && met.Record.Type == RecordType.DNAME)
            {
                foreach (var one in wanted.Values)
                {
                    one.LieBelow(met.Record.Owner, alias.Target);
                }
            }
        }

        foreach (var one in wanted)
        {
            said[one.Key] = new GivenParent(one.Value.ToSide(Name, _file, _addresses), null);
        }

        return said;
    }

    private static void Note(Dictionary<DomainName, NameInZone> wanted, DomainName owner)
    {
        for (var labels = owner.LabelCount; labels > 0; labels--)
        {
            if (wanted.TryGetValue(owner.LastLabels(labels), out var known))
            {
                known.IsThere = true;
            }
        }
    }

    private string? WhyNot(DomainName name)
    {
        if (!name.IsBelow(Name))
        {
            return name + " does not lie below " + Name + ", the zone of " + _file.Shown + "; give the zone file of its parent.";
        }

        for (var labels = Name.LabelCount + 1; labels < name.LabelCount; labels++)
        {
            var above = name.LastLabels(labels);
            if (_cuts.Contains(Hash(above)))
            {
                return name + " lies below " + above + ", which " + _file.Shown + " delegates; give the zone file of " + above + ".";
            }
        }

        return null;
    }

    private DomainName? ReadFirst()
    {
        DomainName? apex = null;
        DomainName? last = null;
        foreach (var met in _file.Read(_origin, type => type is RecordType.SOA or RecordType.NS or RecordType.A or RecordType.AAAA, null, _problem))
        {
            var owner = met.Record.Owner;
            switch (met.Record.Data)
            {
                case SoaData:
                    apex ??= owner;
                    break;
                case NsData when owner != apex && owner != last:
                    if (!_cuts.Add(Hash(owner)))
                    {
                        _apart.Add(owner.ToLower());
                    }

                    last = owner;
                    break;
                case AddressData data:
                    if (!_addresses.TryGetValue(owner, out var known))
                    {
                        _addresses.Add(owner.ToLower(), known = new List<GlueAddress>(1));
                    }

                    known.Add(new GlueAddress(owner, data.Address, met.Record.Ttl));
                    break;
                default:
                    break;
            }
        }

        return apex;
    }

    /// <summary>What is wrong with the file was told the first time.</summary>
    private IEnumerable<MasterFileRecord> Second(Action<DomainName>? owner) =>
        _file.Read(_origin, type => type is RecordType.NS or RecordType.DS or RecordType.CNAME or RecordType.DNAME, owner, _ => { });

    /// <summary>Whether a zone begins at a name, as far as the parent may say: below another cut it may not.</summary>
    private bool IsCut(DomainName owner)
    {
        for (var labels = Name.LabelCount + 1; labels < owner.LabelCount; labels++)
        {
            if (_cuts.Contains(Hash(owner.LastLabels(labels))))
            {
                return false;
            }
        }

        return owner.IsBelow(Name);
    }

    // FNV-1a over 64 bits: of five million names, two have the same with a probability below one in a million.
    private static ulong Hash(DomainName name)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name.Text)
        {
            hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211UL;
        }

        return hash;
    }
}

/// <summary>What a parent's zone file says of a name, or why it says nothing.</summary>
public sealed class GivenParent
{
    internal GivenParent(ParentSide? side, string? problem)
    {
        Side = side;
        Problem = problem;
    }

    /// <summary>The parent's side; null where the file cannot speak of the name.</summary>
    public ParentSide? Side { get; }

    /// <summary>Why it cannot, and what to do; null where it can.</summary>
    public string? Problem { get; }
}
