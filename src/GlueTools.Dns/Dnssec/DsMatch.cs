using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>How far a DS record fits a zone's keys.</summary>
public enum DsFit
{
    /// <summary>No key has its key tag.</summary>
    NoKeyTag,

    /// <summary>A key has its key tag, with another algorithm.</summary>
    OtherAlgorithm,

    /// <summary>A key has its key tag and algorithm, and another digest.</summary>
    OtherDigest,

    /// <summary>It names a key that is no zone key, or whose protocol is not 3, and validators may not use it (RFC 4034, sections 2.1.1 and 2.1.2).</summary>
    NotAZoneKey,

    /// <summary>It names a key as it was before it was revoked; that key has another tag now (RFC 5011, section 2.1).</summary>
    RevokedSince,

    /// <summary>It names a key that is revoked. Such a key is to be used for nothing but its revocation, and validators follow it all the same.</summary>
    NamesRevoked,

    /// <summary>It names a zone key.</summary>
    Names,
}

/// <summary>A DS record beside the keys of the zone: which it names, or what keeps it from naming one.</summary>
public sealed class DsMatch
{
    private DsMatch(DsData ds, DsFit fit, DnskeyData? key)
    {
        Ds = ds;
        Fit = fit;
        Key = key;
    }

    /// <summary>The DS record.</summary>
    public DsData Ds { get; }

    /// <summary>How far it fits.</summary>
    public DsFit Fit { get; }

    /// <summary>The key that comes nearest; null where none has its key tag.</summary>
    public DnskeyData? Key { get; }

    /// <summary>Compares a DS record with the keys of its zone. Its digest type must be one that <see cref="DnskeyData.DigestFor"/> knows.</summary>
    public static DsMatch Of(DomainName zone, DsData ds, IEnumerable<DnskeyData> keys)
    {
        var best = new DsMatch(ds, DsFit.NoKeyTag, null);
        foreach (var key in keys)
        {
            var fit = FitOf(zone, ds, key);
            if (fit > best.Fit)
            {
                best = new DsMatch(ds, fit, key);
            }
        }

        return best;
    }

    private static DsFit FitOf(DomainName zone, DsData ds, DnskeyData key)
    {
        if (key.IsRevoked && key.Algorithm == ds.Algorithm && IsOf(zone, ds, key.WithoutRevocation()))
        {
            return DsFit.RevokedSince;
        }

        if (key.KeyTag != ds.KeyTag)
        {
            return DsFit.NoKeyTag;
        }

        if (key.Algorithm != ds.Algorithm)
        {
            return DsFit.OtherAlgorithm;
        }

        return !IsOf(zone, ds, key) ? DsFit.OtherDigest
            : !key.IsZoneKey || key.Protocol != 3 ? DsFit.NotAZoneKey
            : key.IsRevoked ? DsFit.NamesRevoked
            : DsFit.Names;
    }

    private static bool IsOf(DomainName zone, DsData ds, DnskeyData key) => key.KeyTag == ds.KeyTag && key.DigestFor(zone, ds.DigestType) == ds.Digest;
}
