using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What CDS and CDNSKEY sets ask for together (RFC 7344, section 4).</summary>
internal sealed class WantedKeys
{
    // RFC 8078, section 4.
    private const string DeleteDs = "0 0 0 00", DeleteKey = "0 3 0 AA==";

    private WantedKeys(IReadOnlyList<DsData> ds, bool removesAll)
    {
        Ds = ds;
        RemovesAll = removesAll;
    }

    /// <summary>The DS records that are asked for; those of keys without a CDS record with a digest of type 2.</summary>
    internal IReadOnlyList<DsData> Ds { get; }

    /// <summary>Whether the DS set is to go.</summary>
    internal bool RemovesAll { get; }

    /// <summary>Reads two sets, of which one may be empty.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="cds">The CDS records.</param>
    /// <param name="cdnskey">The CDNSKEY records.</param>
    /// <param name="why">Why they ask for nothing that could be done.</param>
    internal static WantedKeys? Read(DomainName zone, IReadOnlyList<DsData> cds, IReadOnlyList<DnskeyData> cdnskey, out string why)
    {
        why = string.Empty;
        var removals = Count(cds, DeleteDs) + Count(cdnskey, DeleteKey);
        if (removals > 0)
        {
            // The one record stands alone in each of the sets that are there.
            if (removals == cds.Count + cdnskey.Count)
            {
                return new WantedKeys([], true);
            }

            why = "the request to remove all DS records stands beside other records (RFC 8078, section 4)";
            return null;
        }

        foreach (var key in cds.Count == 0 ? [] : cdnskey)
        {
            if (!IsNamed(zone, cds, key))
            {
                why = "the key with tag " + key.KeyTag + " has a CDNSKEY record and no CDS record";
                return null;
            }
        }

        foreach (var ds in cdnskey.Count == 0 ? [] : cds)
        {
            if (!Names(zone, ds, cdnskey))
            {
                why = "the CDS record with key tag " + ds.KeyTag + " names no CDNSKEY record";
                return null;
            }
        }

        if (cds.Count > 0)
        {
            return new WantedKeys(cds, false);
        }

        var made = new List<DsData>();
        foreach (var key in cdnskey)
        {
            if (DsText.TryRead(key.KeyTag + " " + key.Algorithm + " 2 " + key.DigestFor(zone, 2), out var ds, out _))
            {
                made.Add(ds!);
            }
        }

        return new WantedKeys(made, false);
    }

    private static int Count<T>(IReadOnlyList<T> records, string text)
        where T : RecordData
    {
        var count = 0;
        foreach (var record in records)
        {
            count += record.ToString() == text ? 1 : 0;
        }

        return count;
    }

    private static bool IsNamed(DomainName zone, IReadOnlyList<DsData> cds, DnskeyData key)
    {
        foreach (var ds in cds)
        {
            if (Fits(zone, ds, key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(DomainName zone, DsData ds, IReadOnlyList<DnskeyData> keys)
    {
        foreach (var key in keys)
        {
            if (Fits(zone, ds, key))
            {
                return true;
            }
        }

        return false;
    }

    // A digest of a type that nobody here makes is taken for the key's by tag and algorithm.
    private static bool Fits(DomainName zone, DsData ds, DnskeyData key) =>
        ds.KeyTag == key.KeyTag && ds.Algorithm == key.Algorithm && (key.DigestFor(zone, ds.DigestType) is not { } digest || digest == ds.Digest);
}
