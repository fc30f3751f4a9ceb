using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.ZoneFiles;

/// <summary>
/// Goes through a parent's file a second time, from one delegation to the next. Kept until the end are only delegations whose NS records stand apart, and those that can only be
/// reached by way of others of the kind. What lies below a cut and stands elsewhere in the file is looked for in a reading of its own, where there is such a thing.
/// </summary>
internal sealed class DelegationScan(ZoneFile file, DomainName origin, ZoneIndex index)
{
    private readonly SortedDictionary<DomainName, DelegationRecords> _apart = new();
    private readonly SortedDictionary<DomainName, DelegationText> _hanging = new();
    private readonly Dictionary<DomainName, DelegationRecords> _strays = new();
    private readonly PlainDelegation _proof = new();
    private readonly SuffixHashes _owner = index.NewNumbers();
    private DelegationOctets _current = new(), _ended = new();
    private bool _hasStrays, _collectsStrays, _isMet;
    private int _cut;

    internal IEnumerable<FileDelegation> Run(bool leavesOutPlain)
    {
        _hasStrays = index.HasStrays;
        if (_hasStrays)
        {
            _collectsStrays = true;
            using (var records = Read())
            {
                while (Advance(records))
                {
                }
            }

            _collectsStrays = false;
            _current.Close();
        }

        using (var records = Read())
        {
            while (Advance(records))
            {
                if (leavesOutPlain && _ended.IsPlain && _strays.Count == 0)
                {
                    yield return new FileDelegation(null, isPlain: true);
                }
                else if (Finish(_ended.ToRecords(index)) is { } side)
                {
                    yield return new FileDelegation(side, _ended.IsPlain && side.Surroundings is null);
                }
            }
        }

        foreach (var one in _apart.Values)
        {
            if (Finish(one) is { } side)
            {
                yield return new FileDelegation(side, isPlain: false);
            }
        }

        var reached = new Reachability(_hanging);
        foreach (var one in _hanging.Values)
        {
            yield return new FileDelegation(one.ToSide(reached.Reaches(one.Records.Name) ? Array.Empty<DomainName>() : one.Siblings.ConvertAll(sibling => sibling.Key)), isPlain: false);
        }
    }

    // What is wrong with the file was told the first time. The SOA record is of no interest but for the time that it gives to records that state none.
    private MasterFileScanner Read()
    {
        _isMet = false;
        return file.Scan(origin, type => type is RecordType.NS or RecordType.DS or RecordType.SOA, _ => { });
    }

    /// <summary>Goes on until a delegation has ended; false where none is left.</summary>
    [MethodImpl(Hot.Path)]
    private bool Advance(MasterFileScanner records)
    {
        while (records.Next())
        {
            _isMet &= records.IsSameOwner;
            if (!records.IsWanted || records.Type == RecordType.SOA)
            {
                Other(records);
            }
            else if (Place(records))
            {
                return true;
            }
        }

        return End();
    }

    /// <summary>Puts a record to its delegation; true where that ends another.</summary>
    [MethodImpl(Hot.Path)]
    private bool Place(MasterFileScanner met)
    {
        Meet(met);
        // No cut can be above a name that lies directly below the zone, so that none need be looked for.
        if (_owner.LabelCount > index.ZoneLabels + 1 && Cut() is not 0 and var labels && labels != _owner.LabelCount)
        {
            Other(met);
            return false;
        }

        if (!index.IsBelow(_owner))
        {
            return false;
        }

        if (index.IsApart(_owner.Whole))
        {
            if (!_collectsStrays)
            {
                Apart(met.Owner.ToName()).Add(met.ToData(), met.Ttl, met.Line);
            }

            return false;
        }

        var isSame = _current.IsOpen && _current.Number == _owner.Whole;
        var hasEnded = !isSame && End();
        if (!isSame)
        {
            _current.Begin(met.Owner, _owner.Whole);
            _proof.Begin(met.Owner.WireLength);
            if (met.Owner.IsWildcard)
            {
                _proof.Fail();
            }
        }

        _current.Add(met);
        if (met.Type == RecordType.NS && !_collectsStrays)
        {
            index.Prove(_proof, met.Owner, met.Target);
        }

        return hasEnded;
    }

    /// <summary>Ends the delegation that is under way; false where there is none.</summary>
    [MethodImpl(Hot.Path)]
    private bool End()
    {
        if (!_current.IsOpen)
        {
            return false;
        }

        _current.IsPlain = _proof.IsProved() && !_current.HasOther;
        (_ended, _current) = (_current, _ended);
        _current.Close();
        return true;
    }

    private DelegationRecords Apart(DomainName cut)
    {
        if (!_apart.TryGetValue(cut, out var known))
        {
            _apart.Add(cut, known = new DelegationRecords(index, cut.ToLower()));
        }

        return known;
    }

    [MethodImpl(Hot.Path)]
    private void Other(MasterFileScanner met)
    {
        var type = met.TypeText;
        var isAddress = ZoneIndex.IsAddress(type);
        if ((isAddress && !index.HasLone) || ZoneIndex.IsOfSigning(type))
        {
            return;
        }

        Meet(met);
        var labels = Cut();
        // Of an address that some delegation needs there is nothing to be said.
        if (labels == 0 || (isAddress && index.Needs(index.UseOf(_owner.Whole))))
        {
            return;
        }

        var isHere = _current.IsOpen && _current.LabelCount == labels && _owner[labels] == _current.Number;
        if (isHere && !_collectsStrays)
        {
            _current.AddOther(index, met.Owner.ToName(), type, met.Line);
        }
        else if (!isHere && (_collectsStrays || !_hasStrays || index.IsApart(_owner[labels])))
        {
            var owner = met.Owner.ToName();
            var cut = owner.LastLabels(labels).ToLower();
            if (index.IsApart(_owner[labels]))
            {
                if (!_collectsStrays)
                {
                    Apart(cut).AddOther(owner, type, met.Line);
                }

                return;
            }

            if (!_strays.TryGetValue(cut, out var known))
            {
                _strays.Add(cut, known = new DelegationRecords(index, cut));
            }

            known.AddOther(owner, type, met.Line);
        }
    }

    /// <summary>Makes the numbers of a record's owner, where that was not done for the record before.</summary>
    private void Meet(MasterFileScanner met)
    {
        if (!_isMet)
        {
            _owner.Set(met.Owner);
            (_isMet, _cut) = (true, -1);
        }
    }

    /// <summary>Labels of the highest cut at or above the owner; 0 for none.</summary>
    private int Cut() => _cut >= 0 ? _cut : _cut = index.CutOf(_owner);

    private ParentSide? Finish(DelegationRecords records)
    {
        if (!records.HasNameServers)
        {
            return records.IsThere ? records.ToDenial(file) : null;
        }

        if (_strays.TryGetValue(records.Name, out var strays))
        {
            records.Join(strays);
        }

        var text = records.ToText(file);
        if (!text.HangsOnSiblings)
        {
            return text.ToSide(Array.Empty<DomainName>());
        }

        _hanging.Add(records.Name, text);
        return null;
    }

    /// <summary>Which of the delegations that hang on others can be reached after all, by way of one that does not.</summary>
    private sealed class Reachability
    {
        private readonly HashSet<DomainName> _reached = new();

        internal Reachability(SortedDictionary<DomainName, DelegationText> hanging)
        {
            for (var before = -1; before != _reached.Count;)
            {
                before = _reached.Count;
                foreach (var one in hanging)
                {
                    foreach (var sibling in one.Value.Siblings)
                    {
                        var zone = sibling.Key.LastLabels(sibling.Value);
                        if (!hanging.ContainsKey(zone) || _reached.Contains(zone))
                        {
                            _reached.Add(one.Key);
                        }
                    }
                }
            }
        }

        internal bool Reaches(DomainName zone) => _reached.Contains(zone);
    }
}
