using System;
using System.Collections.Generic;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>A zone's DS records as a validating resolver reads them (RFC 4035, section 5.2, and RFC 4509, section 3).</summary>
public sealed class DsSet
{
    private readonly List<DsData> _all = new(), _effective = new();

    /// <summary>Sorts DS records by what becomes of them.</summary>
    public DsSet(IEnumerable<DsData> records)
    {
        foreach (var ds in records)
        {
            if (!_all.Contains(ds))
            {
                _all.Add(ds);
            }
        }

        _all.Sort((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        foreach (var ds in _all)
        {
            if (DnssecAlgorithm.StandingOf(ds.Algorithm) != DnssecStanding.Ignored && DnssecAlgorithm.StandingOfDigest(ds.DigestType) != DnssecStanding.Ignored)
            {
                _effective.Add(ds);
            }
        }

        // Where there are better digests, those of SHA-1 do not count.
        if (_effective.Exists(HasGoodDigest))
        {
            _effective.RemoveAll(ds => !HasGoodDigest(ds));
        }
    }

    /// <summary>All records, each once, in the order of their text.</summary>
    public IReadOnlyList<DsData> All => _all;

    /// <summary>Those that validators in general heed; empty where the zone is insecure to them, whatever it is signed with.</summary>
    public IReadOnlyList<DsData> Effective => _effective;

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>Whether there are records, and validators treat the zone as unsigned all the same.</summary>
    public bool IsInsecure => _all.Count > 0 && _effective.Count == 0;

    /// <summary>Whether all that counts rests on something that must not be used any more.</summary>
    public bool IsDeprecated => _effective.Count > 0 && _effective.TrueForAll(IsDeprecatedOne);

    /// <summary>Whether all that counts rests on what is better not used any more, and not all of it on what must not be.</summary>
    public bool IsNotRecommended => _effective.Count > 0 && !IsDeprecated && _effective.TrueForAll(ds => IsDeprecatedOne(ds) || DnssecAlgorithm.StandingOf(ds.Algorithm) == DnssecStanding.NotRecommended);

    private static bool HasGoodDigest(DsData ds) => DnssecAlgorithm.StandingOfDigest(ds.DigestType) == DnssecStanding.Usable;

    private static bool IsDeprecatedOne(DsData ds) => !HasGoodDigest(ds) || DnssecAlgorithm.StandingOf(ds.Algorithm) == DnssecStanding.Deprecated;
}
