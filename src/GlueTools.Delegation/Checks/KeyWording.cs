using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The turns of phrase of findings about DS records, keys and signatures.</summary>
internal static class KeyWording
{
    /// <summary><c>key tag 2098, algorithm 13</c>.</summary>
    internal static string Key(DnskeyData key) => string.Format(CultureInfo.InvariantCulture, "key tag {0}, algorithm {1}", key.KeyTag, key.Algorithm);

    /// <summary><c>key tag 2098, algorithm 13, digest type 2</c>.</summary>
    internal static string Ds(DsData ds) => string.Format(CultureInfo.InvariantCulture, "key tag {0}, algorithm {1}, digest type {2}", ds.KeyTag, ds.Algorithm, ds.DigestType);

    internal static string Ds(IEnumerable<DsData> all) => Prose.List(Map(all, Ds));

    /// <summary><c>the DS record with key tag 2098, algorithm 13, digest type 2</c>, or <c>no DS record</c>.</summary>
    internal static string Records(IReadOnlyList<DsData> all) => all.Count == 0 ? "no DS record" : (all.Count == 1 ? "the DS record with " : "the DS records with ") + Ds(all);

    /// <summary>A DS record and what keeps it from naming a key, so that two lines that look the same can be told apart.</summary>
    internal static string Misfit(DsMatch match) => Ds(match.Ds) + ": " + match.Fit switch
    {
        DsFit.NoKeyTag => "no key has that tag",
        DsFit.OtherAlgorithm => "the key with that tag has algorithm " + DnssecAlgorithm.NameOf(match.Key!.Algorithm),
        DsFit.OtherDigest => "the key with that tag and algorithm has another digest",
        DsFit.RevokedSince => "that key is revoked",
        DsFit.NotAZoneKey => "that key is not one for zones",
        _ => "names a key",
    };

    /// <summary>Nothing where it is so at all servers that spoke of keys; else <c> at 1 of 2 servers (ns1.x.example/45.10.1.1)</c>.</summary>
    internal static string Where(IReadOnlyList<KeyLink> some, IReadOnlyList<KeyLink> all) =>
        some.Count == all.Count ? string.Empty : " at " + Prose.Number(some.Count) + " of " + Prose.Number(all.Count) + " servers (" + Prose.List(Servers(some)) + ")";

    /// <summary>What it does to those who validate.</summary>
    internal static string Consequence(KeyLinks links, DelegationView view, IReadOnlyList<KeyLink> some, IReadOnlyList<KeyLink> all) =>
        (links.HasSignedDs ? ", so " : ", so, where the DS records are signed, ")
        + (some.Count == all.Count ? "validating resolvers answer SERVFAIL for all of " + view.DomainName : "validating resolvers that ask there cannot validate " + view.DomainName);

    /// <summary>The addresses of some servers; none where it is so at all of them.</summary>
    internal static IReadOnlyList<IPAddress> AddressesOf(IReadOnlyList<KeyLink> some, IReadOnlyList<KeyLink> all) =>
        some.Count == all.Count ? [] : Servers(some).ConvertAll(server => server.Address);

    /// <summary>Those servers as the ones that showed it.</summary>
    internal static IReadOnlyList<Witness> WitnessesOf(IReadOnlyList<KeyLink> some, IReadOnlyList<KeyLink> all) => some.Count == all.Count ? [] : Wording.OfChild(Servers(some));

    /// <summary>What is to be done where only some servers are wrong.</summary>
    internal static Advice SameCopy(DelegationView view, IReadOnlyList<KeyLink> some) => OfSeveralSigners(view) is { } advice ? advice
        : NewestCopy.IsAt(view.Child, Servers(some))
        ? Advice.None($"Put the keys that the DS records name, and their signatures, into the newest copy of {view.DomainName} at its primary, and raise the serial, so that all servers get them; what they have now would be transferred to the others.")
        : Advice.Of(Changes.Server(view, Wording.OfChild(Servers(some)), ServerSetting.ServeSameCopy));

    /// <summary>What is to be done where servers have keys of their own: which of two things that is only their operators know. Null where they have not.</summary>
    internal static Advice? OfSeveralSigners(DelegationView view) => KeyLinks.Of(view)?.AreOfSeveralSigners() != true ? null : Advice.None(
        $"Find out who signs {view.DomainName}. Where several providers do, publish the keys of each at all of them, and DS records that lead to each (RFC 8901); where one is to sign it alone, let all servers transfer the zone from that one, once the DS records name its keys.");

    private static List<ServerAddress> Servers(IReadOnlyList<KeyLink> links)
    {
        var servers = new List<ServerAddress>();
        foreach (var link in links)
        {
            if (link.Server is { } server)
            {
                servers.Add(server);
            }
        }

        return servers;
    }

    /// <summary>How long: <c>3 days</c>, <c>5 hours</c>, <c>less than an hour</c>.</summary>
    internal static string Duration(TimeSpan time)
    {
        var (count, unit) = time.TotalDays >= 2 ? ((int)time.TotalDays, "days") : ((int)time.TotalHours, "hours");
        return count == 0 ? "less than an hour" : count == 1 ? "an hour" : Prose.Number(count) + " " + unit;
    }

    private static List<string> Map<T>(IEnumerable<T> values, Func<T, string> text)
    {
        var texts = new List<string>();
        foreach (var value in values)
        {
            texts.Add(text(value));
        }

        return texts;
    }
}
