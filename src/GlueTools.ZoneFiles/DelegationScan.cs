using System;
using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
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
    private DelegationRecords? _current;
    private bool _hasStrays, _collectsStrays;
    private DomainName _owner;
    private int _cut = -1;

    internal IEnumerable<ParentSide> Run()
    {
        _hasStrays = index.HasStrays;
        if (_hasStrays)
        {
            _collectsStrays = true;
            foreach (var met in Read())
            {
                Place(met);
            }

            _collectsStrays = false;
            _current = null;
        }

        foreach (var met in Read())
        {
            if (Place(met) is { } finished && Finish(finished) is { } side)
            {
                yield return side;
            }
        }

        if (_current is not null && Finish(_current) is { } last)
        {
            yield return last;
        }

        foreach (var one in _apart.Values)
        {
            if (Finish(one) is { } side)
            {
                yield return side;
            }
        }

        var reached = new Reachability(_hanging);
        foreach (var one in _hanging.Values)
        {
            yield return one.ToSide(reached.Reaches(one.Records.Name) ? Array.Empty<DomainName>() : one.Siblings.ConvertAll(sibling => sibling.Key));
        }
    }

    // What is wrong with the file was told the first time.
    private IEnumerable<MasterFileRecord> Read() => file.Read(origin, type => type is RecordType.NS or RecordType.DS, Other, _ => { });

    /// <summary>Puts a record to its delegation; gives the one that it ends.</summary>
    private DelegationRecords? Place(MasterFileRecord met)
    {
        var owner = met.Record.Owner;
        var cut = CutOf(owner);
        if (cut != 0 && cut != owner.LabelCount)
        {
            Other(owner, met.Record.Type.ToText(), met.Line);
            return null;
        }

        if (!owner.IsBelow(index.Zone))
        {
            return null;
        }

        if (cut != 0 && index.IsApart(owner))
        {
            if (!_collectsStrays)
            {
                Apart(owner).Add(met);
            }

            return null;
        }

        var ended = _current;
        if (ended?.Name != owner)
        {
            _current = new DelegationRecords(index, owner.ToLower());
        }
        else
        {
            ended = null;
        }

        _current!.Add(met);
        return ended;
    }

    private DelegationRecords Apart(DomainName cut)
    {
        if (!_apart.TryGetValue(cut, out var known))
        {
            _apart.Add(cut, known = new DelegationRecords(index, cut.ToLower()));
        }

        return known;
    }

    private void Other(DomainName owner, string type, int line)
    {
        if ((!index.HasLone && ZoneIndex.IsAddress(type)) || CutOf(owner) is not (var labels and not 0))
        {
            return;
        }

        var isHere = _current is { } current && owner.IsAtOrBelow(current.Name) && current.Name.LabelCount == labels;
        if (isHere && !_collectsStrays)
        {
            _current!.AddOther(owner, type, line);
        }
        else if (!isHere && (_collectsStrays || !_hasStrays || index.IsApart(owner.LastLabels(labels))))
        {
            var cut = owner.LastLabels(labels).ToLower();
            if (index.IsApart(cut))
            {
                if (!_collectsStrays)
                {
                    Apart(cut).AddOther(owner, type, line);
                }

                return;
            }

            if (!_strays.TryGetValue(cut, out var known))
            {
                _strays.Add(cut, known = new DelegationRecords(index, cut));
            }

            known.AddOther(owner, type, line);
        }
    }

    private int CutOf(DomainName owner)
    {
        if (_cut < 0 || owner != _owner)
        {
            _owner = owner;
            _cut = index.CutOf(owner);
        }

        return _cut;
    }

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
