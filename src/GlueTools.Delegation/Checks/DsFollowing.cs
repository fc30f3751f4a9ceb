using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What would become of a request: carried out, refused and why, or nothing.</summary>
internal sealed class Outcome
{
    private Outcome(bool? isAccepted, string text)
    {
        IsAccepted = isAccepted;
        Text = text;
    }

    /// <summary>Whether it would be carried out; null where there is nothing to do.</summary>
    internal bool? IsAccepted { get; }

    /// <summary>What would be done, why it would be refused, or why there is nothing to do, as words that go on in a sentence.</summary>
    internal string Text { get; }

    internal static Outcome Accepted(string what) => new(true, what);

    internal static Outcome Refused(string why) => new(false, why);

    internal static Outcome Nothing(string why) => new(null, why);
}

/// <summary>Whether a parent would follow CDS and CDNSKEY records: where there are DS records (RFC 7344, section 4.1; RFC 8078), and where these would be the first (RFC 9615).</summary>
internal static class DsFollowing
{
    internal static Outcome Judge(FollowedZone zone)
    {
        SignedSet? cds = null, cdnskey = null;
        FollowedServer? first = null;
        foreach (var server in zone.Servers)
        {
            if (server.Set(RecordType.CDS) is not { } oneCds || server.Set(RecordType.CDNSKEY) is not { } oneKeys)
            {
                return Outcome.Refused(server.Address + " answers for one of CDS and CDNSKEY only");
            }

            if (first is not null && !oneCds.HasSameData(cds!))
            {
                return Outcome.Refused(FollowedZone.Differ("CDS", first, server));
            }

            if (first is not null && !oneKeys.HasSameData(cdnskey!))
            {
                return Outcome.Refused(FollowedZone.Differ("CDNSKEY", first, server));
            }

            (first, cds, cdnskey) = (first ?? server, oneCds, oneKeys);
        }

        if (first is null)
        {
            return Outcome.Refused("none of its servers could be heard about them");
        }

        if (cds!.IsEmpty && cdnskey!.IsEmpty)
        {
            return Outcome.Nothing("it publishes neither CDS nor CDNSKEY records");
        }

        if (WantedKeys.Read(zone.Name, cds.All<DsData>(), cdnskey!.All<DnskeyData>(), out var why) is not { } wanted)
        {
            return Outcome.Refused(why);
        }

        return zone.Ds.IsEmpty ? First(zone, wanted) : Next(zone, wanted, cds.IsEmpty);
    }

    /// <summary>DS records in place of those that are there.</summary>
    private static Outcome Next(FollowedZone zone, WantedKeys wanted, bool isByKey)
    {
        foreach (var server in zone.Servers)
        {
            if (server.WhyNotLinked(zone.Ds, zone.NotChecked) is { } broken)
            {
                return Outcome.Refused("the DS records that are there do not lead to it at " + server.Address + ": " + broken);
            }

            foreach (var type in new[] { RecordType.CDS, RecordType.CDNSKEY })
            {
                var set = server.Set(type)!;
                if (!set.IsEmpty && set.WhyNotSigned(zone.Name, server.KeysNamedBy(zone.Ds), zone.NotChecked) is { } unsigned)
                {
                    return Outcome.Refused("its " + type.ToText() + " records at " + server.Address + " " + unsigned + "; a key that a DS record names has to have signed them (RFC 7344, section 4.1)");
                }
            }
        }

        if (wanted.RemovesAll)
        {
            return Outcome.Accepted("remove all DS records, so that nobody validates it any more");
        }

        if (WhyBroken(zone, wanted) is { } why)
        {
            return Outcome.Refused(why);
        }

        var come = Less(wanted.Ds, zone.Ds.All);
        var go = Less(zone.Ds.All, wanted.Ds);
        return (come.Count == 0 && go.Count == 0) || (isByKey && HaveSameKeys(wanted.Ds, zone.Ds.All))
            ? Outcome.Nothing("its CDS and CDNSKEY records ask for the DS records that are there")
            : Outcome.Accepted(come.Count == 0 ? "remove the DS records with " + KeyWording.Ds(go)
                : go.Count == 0 ? "add the DS records with " + KeyWording.Ds(come)
                : "put the DS records with " + KeyWording.Ds(come) + " in place of those with " + KeyWording.Ds(go));
    }

    /// <summary>The first DS records of a zone (RFC 9615, section 4.2).</summary>
    private static Outcome First(FollowedZone zone, WantedKeys wanted)
    {
        if (wanted.RemovesAll)
        {
            return Outcome.Nothing("it asks for the removal of DS records, and there are none");
        }

        if (zone.Silent.Count > 0)
        {
            return Outcome.Refused("not all of its servers could be heard (" + Prose.List(zone.Silent) + ")");
        }

        if (WhyBroken(zone, wanted) is { } broken)
        {
            return Outcome.Refused(broken);
        }

        if (zone.Evidence.Signals.Count == 0)
        {
            return Outcome.Refused("all of its name servers lie in " + zone.Name + ", so nobody can vouch for a first DS record (RFC 9615, section 4.2)");
        }

        var names = new List<DomainName>();
        foreach (var signal in zone.Evidence.Signals)
        {
            if (WhyNotSignalled(zone, signal) is { } why)
            {
                return Outcome.Refused(why);
            }

            names.Add(SignalAnswers.NameFor(zone.Name, signal.NameServer)!.Value);
        }

        zone.NotChecked.Add("whether " + Prose.List(names) + (names.Count == 1 ? " validates" : " validate"));
        return Outcome.Accepted("add its first DS records, with " + KeyWording.Ds(wanted.Ds));
    }

    private static string? WhyNotSignalled(FollowedZone zone, SignalAnswers signal)
    {
        if (SignalAnswers.NameFor(zone.Name, signal.NameServer) is not { } name)
        {
            return "the signalling name below " + signal.NameServer + " would be too long";
        }

        foreach (var type in new[] { RecordType.CDS, RecordType.CDNSKEY })
        {
            Exchange? said = null;
            foreach (var exchange in signal.Exchanges)
            {
                said = exchange.Question.Type == type ? exchange : said;
            }

            if (signal.Zone is not { } above || SignedSet.Of(said, above) is not { } set)
            {
                return "what stands at " + name + " could not be found out";
            }

            if (!set.HasSameData(zone.Servers[0].Set(type)!))
            {
                return set.IsEmpty ? name + " has no " + type.ToText() + " records" : "the " + type.ToText() + " records at " + name + " are other ones";
            }
        }

        return null;
    }

    /// <summary>Whether the zone would break with the records that are asked for (RFC 7344, section 4.1).</summary>
    private static string? WhyBroken(FollowedZone zone, WantedKeys wanted)
    {
        var ds = new DsSet(wanted.Ds);
        if (ds.Effective.Count == 0)
        {
            return "validators would not heed the DS records that are asked for (" + KeyWording.Ds(wanted.Ds) + ")";
        }

        foreach (var server in zone.Servers)
        {
            if (server.WhyNotLinked(ds, zone.NotChecked) is { } why)
            {
                return "the zone would break at " + server.Address + " with the DS records that are asked for: " + why;
            }
        }

        return null;
    }

    private static List<DsData> Less(IReadOnlyList<DsData> one, IReadOnlyList<DsData> other)
    {
        var left = new List<DsData>(one);
        left.RemoveAll(ds => new List<DsData>(other).Contains(ds));
        return left;
    }

    private static bool HaveSameKeys(IReadOnlyList<DsData> one, IReadOnlyList<DsData> other) => Tags(one).SetEquals(Tags(other));

    private static OrderedSet<string> Tags(IReadOnlyList<DsData> all)
    {
        var tags = new OrderedSet<string>();
        foreach (var ds in all)
        {
            tags.Add(ds.KeyTag + "/" + ds.Algorithm);
        }

        return tags;
    }
}
