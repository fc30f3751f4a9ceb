using System.Collections.Generic;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>The name servers that a zone names itself, where its copies differ about them: the newest copies count, as they do for addresses.</summary>
internal static class OwnNameServers
{
    /// <summary>The zone's NS set: that of the copies with the newest serial where copies differ, else all together.</summary>
    internal static OrderedSet<DomainName> Weigh(IReadOnlyList<ZoneCopy> copies)
    {
        if (copies.Count > 0 && NameTheSame(copies))
        {
            return new OrderedSet<DomainName>(copies[0].NameServers!);
        }

        var counting = new List<ZoneCopy>();
        foreach (var copy in copies)
        {
            if (copy.NameServers is not null)
            {
                counting.Add(copy);
            }
        }

        if (!NameTheSame(counting) && counting.TrueForAll(copy => copy.Serial is not null) && Parties(counting).Count == 0)
        {
            counting.RemoveAll(copy => counting.Exists(other => SerialNumber.IsNewer(other.Serial.GetValueOrDefault(), copy.Serial.GetValueOrDefault())));
        }

        var names = new OrderedSet<DomainName>();
        counting.ForEach(copy => names.UnionWith(copy.NameServers!));
        return names;
    }

    /// <summary>
    /// The copies of each of several sets of servers that name themselves and none of the others, as where a zone was moved and the old provider's servers were left as
    /// they are: each vouches for itself, so serials decide nothing, though they differ. None where that is not so.
    /// </summary>
    internal static List<List<ZoneCopy>> Parties(IReadOnlyList<ZoneCopy> copies)
    {
        if (NameTheSame(copies))
        {
            return [];
        }

        var parties = new List<List<ZoneCopy>>();
        foreach (var copy in copies)
        {
            if (copy.NameServers is not { Count: > 0 } names)
            {
                continue;
            }

            var party = parties.Find(one => Same(one[0].NameServers!, names));
            if (party is null)
            {
                parties.Add(party = []);
            }

            party.Add(copy);
        }

        if (parties.Count < 2)
        {
            return [];
        }

        foreach (var party in parties)
        {
            foreach (var other in parties)
            {
                if (!ReferenceEquals(party, other) && (party[0].Serial == other[0].Serial || Overlap(party[0].NameServers!, other[0].NameServers!)))
                {
                    return [];
                }
            }

            if (!party.TrueForAll(copy => IsOfAny(copy, copy.NameServers!)))
            {
                return [];
            }
        }

        return parties;
    }

    /// <summary>Whether all of them name servers, and the same ones, as in nearly every zone.</summary>
    private static bool NameTheSame(IReadOnlyList<ZoneCopy> copies)
    {
        for (var i = 0; i < copies.Count; i++)
        {
            if (copies[i].NameServers is not { } names || !Same(names, copies[0].NameServers!))
            {
                return false;
            }
        }

        return true;
    }

    // Both in canonical order.
    private static bool Same(IReadOnlyList<DomainName> left, IReadOnlyList<DomainName> right)
    {
        for (var i = 0; left.Count == right.Count && i < left.Count; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return left.Count == right.Count;
    }

    private static bool Overlap(IReadOnlyList<DomainName> left, IReadOnlyList<DomainName> right)
    {
        var all = new OrderedSet<DomainName>(left);
        all.UnionWith(right);
        return all.Count < new OrderedSet<DomainName>(left).Count + new OrderedSet<DomainName>(right).Count;
    }

    private static bool IsOfAny(ZoneCopy copy, IReadOnlyList<DomainName> names)
    {
        foreach (var name in names)
        {
            if (copy.IsOf(name))
            {
                return true;
            }
        }

        return false;
    }
}
