using System.Globalization;

namespace GlueTools.Dns.Dnssec;

/// <summary>Whether validating resolvers take something, and whether anybody should still use it.</summary>
public enum DnssecStanding
{
    /// <summary>Validating resolvers in general know it, and it may be used.</summary>
    Usable,

    /// <summary>Validating resolvers in general know it, and zones are better not signed with it any more.</summary>
    NotRecommended,

    /// <summary>Some of them still take it; it must not be used for new signatures or DS records.</summary>
    Deprecated,

    /// <summary>They treat it as if it were not there: unknown to them, or given up by all.</summary>
    Ignored,
}

/// <summary>
/// What is known of DNSSEC algorithm numbers and DS digest types: names by IANA's registry, standing by RFC 9904 (sections 3 and 4), RFC 9905
/// and RFC 9906.
/// </summary>
public static class DnssecAlgorithm
{
    internal const byte RsaSha1 = 5, RsaSha1Nsec3 = 7, RsaSha256 = 8, RsaSha512 = 10, EcdsaP256 = 13, EcdsaP384 = 14, Ed25519 = 15, Ed448 = 16;

    /// <summary><c>13 (ECDSAP256SHA256)</c>, or the number alone where IANA has no name for it.</summary>
    public static string NameOf(byte algorithm) => algorithm.ToString(CultureInfo.InvariantCulture) + (algorithm switch
    {
        1 => " (RSAMD5)",
        3 => " (DSA)",
        RsaSha1 => " (RSASHA1)",
        6 => " (DSA-NSEC3-SHA1)",
        RsaSha1Nsec3 => " (RSASHA1-NSEC3-SHA1)",
        RsaSha256 => " (RSASHA256)",
        RsaSha512 => " (RSASHA512)",
        12 => " (ECC-GOST)",
        EcdsaP256 => " (ECDSAP256SHA256)",
        EcdsaP384 => " (ECDSAP384SHA384)",
        Ed25519 => " (ED25519)",
        Ed448 => " (ED448)",
        17 => " (SM2SM3)",
        23 => " (ECC-GOST12)",
        253 => " (PRIVATEDNS)",
        254 => " (PRIVATEOID)",
        _ => string.Empty,
    });

    /// <summary>The standing of an algorithm as one to sign with.</summary>
    public static DnssecStanding StandingOf(byte algorithm) => algorithm switch
    {
        RsaSha256 or EcdsaP256 or EcdsaP384 or Ed25519 or Ed448 => DnssecStanding.Usable,
        RsaSha512 => DnssecStanding.NotRecommended,
        RsaSha1 or RsaSha1Nsec3 => DnssecStanding.Deprecated,
        _ => DnssecStanding.Ignored,
    };

    /// <summary>The standing of a digest type in DS records.</summary>
    public static DnssecStanding StandingOfDigest(byte digestType) => digestType switch
    {
        2 or 4 => DnssecStanding.Usable,
        1 => DnssecStanding.Deprecated,
        _ => DnssecStanding.Ignored,
    };
}
