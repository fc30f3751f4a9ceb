using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// What to do about DS records. None is advised that would break the zone: with it, the DNSKEY set of every server has to be linked, as far as its signatures are
/// seen. Where no key does that, the records are better gone, for a zone without them resolves.
/// </summary>
internal static class DsAdvice
{
    private const ushort EntryPoint = 0x0001;
    private const byte Sha256 = 2;

    /// <summary>About records that lead nowhere: those of keys that sign in their place, or none.</summary>
    internal static Advice InPlaceOf(DelegationView view, KeyLinks links)
    {
        var right = Linked(view, links, Usable);
        return right.Count > 0
            ? Advice.Of(Changes.Ds(view, links.Ds.All, right)).With($", with digest type 2 (SHA-256){(links.HasSignedDs ? (FormattableString)$"" : $"; they count only where {Prose.Zone(view.Parent!.Zone)} is signed itself")}")
            : Advice.Of(Changes.Ds(view, links.Ds.All, [])).With($"{Unlinked(links)}");
    }

    /// <summary>About a signed zone without records.</summary>
    internal static Advice ToAdd(DelegationView view, KeyLinks links)
    {
        var right = Linked(view, links, Usable);
        return right.Count > 0
            ? Advice.Of(Changes.Ds(view, [], right)).With($", once an undelegated test with that record finds nothing; it counts only where {Prose.Zone(view.Parent!.Zone)} is signed itself")
            : Advice.None($"Let a key of {view.DomainName} sign the zone's DNSKEY records at all of its servers, and add the DS record of that key then.");
    }

    /// <summary>About records that name keys which are to be used for nothing any more.</summary>
    internal static Advice Without(DelegationView view, KeyLinks links, List<DsData> revoked)
    {
        var left = new List<DsData>(links.Ds.All);
        left.RemoveAll(revoked.Contains);
        var right = Linked(view, links, Usable);
        return left.Count > 0 && links.AreLinkedWith(left) ? Advice.Of(Changes.Ds(view, revoked, []))
            : right.Count > 0 ? Advice.Of(Changes.Ds(view, revoked, right))
            : Advice.None($"Let another key of {view.DomainName} sign the zone's DNSKEY records, and put its DS record in place of these then.");
    }

    /// <summary>About records whose digests are too weak.</summary>
    internal static Advice WithBetterDigest(DelegationView view, KeyLinks links)
    {
        var right = Linked(view, links, _ => true);
        return right.Count > 0
            ? Advice.Of(Changes.Ds(view, links.Ds.All, right)).With($", with digest type 2 (SHA-256)")
            : Advice.None($"Mend the signatures of {view.DomainName} first, and put DS records of digest type 2 (SHA-256) in place of these then.");
    }

    /// <summary>The records that lead to the keys of every server that was asked; none where none do.</summary>
    internal static IReadOnlyList<DsData> OfKeysThatSign(DelegationView view, KeyLinks links) => Linked(view, links, Usable);

    /// <summary>
    /// DS records, by SHA-256, that lead to the keys of every server: of keys that are marked as the way in, or of any where these do not. Empty where none do. Those
    /// of keys that sign nowhere are left out.
    /// </summary>
    private static List<DsData> Linked(DelegationView view, KeyLinks links, Predicate<DnskeyData> isFit)
    {
        var present = links.ZoneKeys().FindAll(key => !key.IsRevoked && isFit(key));
        foreach (var keys in new[] { present.FindAll(key => (key.Flags & EntryPoint) != 0), present })
        {
            var ds = Of(view.DomainName, keys).FindAll(one => links.IsLinkedSomewhereWith([one]));
            if (ds.Count > 0 && links.AreLinkedWith(ds))
            {
                return ds;
            }
        }

        return [];
    }

    /// <summary>The DS records of the keys among some that may sign a zone, by SHA-256.</summary>
    internal static List<DsData> Of(DomainName zone, IEnumerable<DnskeyData> keys)
    {
        var records = new List<DsData>();
        foreach (var key in keys)
        {
            if (key.IsZoneKey && !key.IsRevoked)
            {
                records.Add(new DsData(key.KeyTag, key.Algorithm, Sha256, Octets(key.DigestFor(zone, Sha256)!)));
            }
        }

        return records;
    }

    private static bool Usable(DnskeyData key) => DnssecAlgorithm.StandingOf(key.Algorithm) is DnssecStanding.Usable or DnssecStanding.NotRecommended;

    private static FormattableString Unlinked(KeyLinks links) => links.ZoneKeys().Count == 0
        ? (FormattableString)$", or sign the zone again"
        : $", since no key of the zone signs its DNSKEY records at all of its servers; where it is to be validated, sign it with algorithm 13 (ECDSAP256SHA256) first, and add the DS record of that key then";

    private static byte[] Octets(string hex)
    {
        var octets = new byte[hex.Length / 2];
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] = byte.Parse(hex.Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return octets;
    }
}
