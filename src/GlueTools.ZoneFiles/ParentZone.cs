using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>
/// A parent's zone file. It is read twice: first for what every delegation may need (addresses, where the cuts are, and who names which host), then for the delegations, one
/// after the other. So memory holds numbers and addresses, not names and delegations.
/// </summary>
public sealed class ParentZone
{
    private readonly ZoneFile _file;
    private readonly DomainName _origin;
    private readonly ZoneIndex _index;

    private ParentZone(ZoneFile file, DomainName origin, ZoneIndex index)
    {
        _file = file;
        _origin = origin;
        _index = index;
    }

    /// <summary>The zone.</summary>
    public DomainName Name => _index.Zone;

    /// <summary>Delegations in the file, those below another not counted apart.</summary>
    public int Count => _index.CutCount;

    /// <summary>Reads a file for the first time.</summary>
    /// <param name="file">The file.</param>
    /// <param name="origin">What relative names are relative to until the first $ORIGIN; null where nobody has said.</param>
    /// <param name="problem">Told of what cannot be read; the rest is read all the same.</param>
    /// <param name="policy">Whose addresses the parent means to publish.</param>
    /// <exception cref="ZoneFileException">Nothing can be said from it.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    public static ParentZone Read(ZoneFile file, DomainName? origin, Action<MasterFileException> problem, GluePolicy policy = GluePolicy.Unstated)
    {
        var known = origin ?? ZoneOrigin.Unstated;
        return new ParentZone(file, known, ZoneIndex.Read(file, known, policy, problem));
    }

    /// <summary>
    /// Every delegation of the file, in its order, and names that have DS records without being delegated; those whose NS records stand apart, or that can only be reached by
    /// way of other delegations, come last.
    /// </summary>
    public IEnumerable<ParentSide> Delegations()
    {
        foreach (var one in Delegations(leavesOutPlain: false))
        {
            yield return one.Side!;
        }
    }

    /// <summary>Likewise, with what is known of each already.</summary>
    /// <param name="leavesOutPlain">Whether nothing but the fact is wanted of those in which no check finds anything.</param>
    public IEnumerable<FileDelegation> Delegations(bool leavesOutPlain) => new DelegationScan(_file, _origin, _index).Run(leavesOutPlain);

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
                wanted[name] = new NameInZone(_index, name);
            }
        }

        foreach (var met in Second((owner, type, line) => Note(wanted, owner, type, line)))
        {
            Note(wanted, met.Record.Owner, met.Record.Type.ToText(), met.Line);
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
            said[one.Key] = new GivenParent(one.Value.ToSide(Name, _file), null);
        }

        return said;
    }

    private void Note(Dictionary<DomainName, NameInZone> wanted, DomainName owner, string type, int line)
    {
        for (var labels = owner.LabelCount; labels > 0; labels--)
        {
            if (wanted.TryGetValue(owner.LastLabels(labels), out var known))
            {
                known.IsThere = true;
                if (_index.CutOf(owner) == labels)
                {
                    known.AddOther(owner, type, line);
                }
            }
        }
    }

    private string? WhyNot(DomainName name)
    {
        if (!name.IsBelow(Name))
        {
            return name + " does not lie below " + Name + ", the zone of " + _file.Shown + "; give the zone file of its parent.";
        }

        var cut = _index.CutOf(name);
        if (cut == 0 || cut == name.LabelCount)
        {
            return null;
        }

        var above = name.LastLabels(cut);
        return name + " lies below " + above + ", which " + _file.Shown + " delegates; give the zone file of " + above + ".";
    }

    /// <summary>What is wrong with the file was told the first time. Times that no record states are the SOA record's.</summary>
    private IEnumerable<MasterFileRecord> Second(Action<DomainName, string, int>? other) =>
        _file.Read(_origin, type => type is RecordType.SOA or RecordType.NS or RecordType.DS or RecordType.CNAME or RecordType.DNAME, other, _ => { });
}

/// <summary>A delegation of a parent's zone file.</summary>
public readonly struct FileDelegation
{
    internal FileDelegation(ParentSide? side, bool isPlain)
    {
        Side = side;
        IsPlain = isPlain;
    }

    /// <summary>The parent's side; null where it is plain and was not wanted.</summary>
    public ParentSide? Side { get; }

    /// <summary>Whether it is proved that no check finds anything in it.</summary>
    public bool IsPlain { get; }

    /// <summary>Judges it by itself, asking nobody; null where it is plain and was not wanted.</summary>
    /// <param name="policy">What is to be reported.</param>
    public DelegationReport? Judge(CheckPolicy policy)
    {
        if (Side is null)
        {
            return null;
        }

        var view = new GivenSides { Parent = Side }.ToView(Side.Child);
        return IsPlain ? DelegationReport.OfPlain(view, policy) : DelegationReport.Of(view, policy);
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
