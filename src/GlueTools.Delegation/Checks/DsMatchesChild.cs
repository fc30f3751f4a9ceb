using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The DS records at the parent stand for keys that the child has, and a signed child has DS records.</summary>
internal sealed class DsMatchesChild : ICheck
{
    internal static readonly FindingKind DsWithoutDnskey = new(
        nameof(DsMatchesChild), nameof(DsWithoutDnskey), Severity.Error, "RFC 4035, section 5.2", "The parent has DS records, and the child has no DNSKEY.");

    internal static readonly FindingKind DsMatchesNoKey = new(
        nameof(DsMatchesChild), nameof(DsMatchesNoKey), Severity.Error, "RFC 4035, section 5.2", "The parent has DS records, and none of them matches a key of the child.");

    internal static readonly FindingKind DsMissing = new(
        nameof(DsMatchesChild), nameof(DsMissing), Severity.Notice, "RFC 4035, section 2.4", "The child is signed, and the parent has no DS record for it.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [DsWithoutDnskey, DsMatchesNoKey, DsMissing];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent || view.Child is not { } child || KeysOf(child) is not { } keys)
        {
            yield break;
        }

        var ds = new SortedDictionary<string, DsData>(System.StringComparer.Ordinal);
        var asked = false;
        foreach (var statement in parent.Statements)
        {
            asked |= statement.ShowsDs;
            foreach (var record in statement.Delegation.Ds)
            {
                ds[record.ToString()] = record;
            }
        }

        var zoneKeys = keys.FindAll(key => key.IsZoneKey);
        if (ds.Count == 0)
        {
            if (asked && zoneKeys.Count > 0)
            {
                yield return DsMissing.Finding(
                    view,
                    [],
                    [],
                    $"{view.DomainName} is signed ({zoneKeys.ConvertAll(Name)}), and {Wording.TheParent(view)} has no DS record for it, so nobody validates it.",
                    Advice.Of(Changes.Ds(view, [], OfKeys(view, zoneKeys))));
            }

            yield break;
        }

        if (zoneKeys.Count == 0)
        {
            yield return DsWithoutDnskey.Finding(
                view,
                [],
                [],
                $"{Prose.Capital(Wording.TheParent(view))} has DS records for {view.DomainName} ({Names(ds.Values)}), and the zone has no DNSKEY, so validating resolvers answer SERVFAIL for all of it.",
                Advice.Of(Changes.Ds(view, [.. ds.Values], [])).With($", or sign the zone again"));
            yield break;
        }

        if (!AnyMatch(view, ds.Values, zoneKeys))
        {
            yield return DsMatchesNoKey.Finding(
                view,
                [],
                [],
                $"None of the DS records at the parent ({Names(ds.Values)}) matches a key of {view.DomainName} ({zoneKeys.ConvertAll(Name)}), so validating resolvers answer SERVFAIL for all of it.",
                Advice.Of(Changes.Ds(view, [.. ds.Values], OfKeys(view, zoneKeys))));
        }
    }

    /// <summary>The keys that are given for the zone with authority, all together; null where none said anything.</summary>
    private static List<DnskeyData>? KeysOf(ChildSide child)
    {
        List<DnskeyData>? keys = null;
        foreach (var copy in child.Reference)
        {
            if (copy.Keys is not { } own)
            {
                continue;
            }

            keys ??= new List<DnskeyData>();
            foreach (var key in own)
            {
                if (!keys.Contains(key))
                {
                    keys.Add(key);
                }
            }
        }

        keys?.Sort((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        return keys;
    }

    /// <summary>Whether a DS record matches a key, or might: one with an unknown digest type is named, not judged.</summary>
    private static bool AnyMatch(DelegationView view, IEnumerable<DsData> ds, List<DnskeyData> keys)
    {
        foreach (var record in ds)
        {
            foreach (var key in keys)
            {
                if (key.Algorithm != record.Algorithm || key.KeyTag != record.KeyTag)
                {
                    continue;
                }

                var digest = key.DigestFor(view.DomainName, record.DigestType);
                if (digest is null || digest == record.Digest)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>DS records, by SHA-256, of the keys that are to be the way in: those marked so and not revoked, or all where none is.</summary>
    private static List<DsData> OfKeys(DelegationView view, List<DnskeyData> keys)
    {
        const ushort EntryPoint = 0x0001, Revoked = 0x0080;
        const byte Sha256 = 2;
        var entryPoints = keys.FindAll(key => (key.Flags & EntryPoint) != 0 && (key.Flags & Revoked) == 0);
        return (entryPoints.Count > 0 ? entryPoints : keys).ConvertAll(key => new DsData(key.KeyTag, key.Algorithm, Sha256, Octets(key.DigestFor(view.DomainName, Sha256)!)));
    }

    private static byte[] Octets(string hex)
    {
        var octets = new byte[hex.Length / 2];
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] = byte.Parse(hex.Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return octets;
    }

    private static List<string> Names(IEnumerable<DsData> ds)
    {
        var names = new List<string>();
        foreach (var record in ds)
        {
            names.Add(string.Format(CultureInfo.InvariantCulture, "key tag {0}, algorithm {1}, digest type {2}", record.KeyTag, record.Algorithm, record.DigestType));
        }

        return names;
    }

    private static string Name(DnskeyData key) => string.Format(CultureInfo.InvariantCulture, "key tag {0}, algorithm {1}", key.KeyTag, key.Algorithm);
}
