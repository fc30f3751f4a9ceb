using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>Whether a DS set leads to a server's DNSKEY set.</summary>
public enum LinkState
{
    /// <summary>A key that a DS record names has signed the set, and that holds.</summary>
    Linked,

    /// <summary>This machine cannot say.</summary>
    NotJudged,

    /// <summary>There are no zone keys.</summary>
    NoKeys,

    /// <summary>No DS record names a key.</summary>
    NoMatch,

    /// <summary>No key that a DS record names has signed the set.</summary>
    NotSigned,

    /// <summary>The signature is wrong.</summary>
    Wrong,

    /// <summary>The signature's time has not begun.</summary>
    NotYetValid,

    /// <summary>The signature's time is over.</summary>
    Expired,
}

/// <summary>The link between the DS set at the parent and the DNSKEY set that one server of the zone gives (RFC 4035, section 5.2). Immutable.</summary>
public sealed class KeySetLink
{
    /// <summary>Verifications for one set. Made-up sets could ask for thousands (CVE-2023-50387); honest ones need one or two.</summary>
    private const int MostVerifications = 16;

    /// <summary>DS records times keys that are compared; honest zones have a handful of each.</summary>
    private const int MostPairs = 1024;

    private KeySetLink(LinkState state, IReadOnlyList<DsMatch> matches, RrsigData? signature = null, string reason = "")
    {
        State = state;
        Matches = matches;
        Signature = signature;
        Reason = reason;
    }

    /// <summary>Whether the link holds, or where it breaks.</summary>
    public LinkState State { get; }

    /// <summary>What each DS record that counts names.</summary>
    public IReadOnlyList<DsMatch> Matches { get; }

    /// <summary>The signature that decided; null where none did.</summary>
    public RrsigData? Signature { get; }

    /// <summary>Why that signature is not judged or wrong; empty otherwise.</summary>
    public string Reason { get; }

    /// <summary>Judges the link.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="ds">The DS set; something in it must count.</param>
    /// <param name="keys">The DNSKEY set as the server gave it.</param>
    /// <param name="signatures">The signatures that came with it.</param>
    /// <param name="at">When it came.</param>
    /// <param name="verifier">Who verifies.</param>
    public static KeySetLink Judge(
        DomainName zone, DsSet ds, IReadOnlyList<DnskeyData> keys, IReadOnlyList<RrsigData> signatures, DateTime at, SignatureVerifier verifier)
    {
        if ((long)ds.Effective.Count * keys.Count > MostPairs)
        {
            return new KeySetLink(LinkState.NotJudged, [], null, "there are too many keys and DS records to compare");
        }

        var matches = new List<DsMatch>(ds.Effective.Count);
        foreach (var record in ds.Effective)
        {
            matches.Add(DsMatch.Of(zone, record, keys));
        }

        if (!HasZoneKey(keys))
        {
            return new KeySetLink(LinkState.NoKeys, matches);
        }

        var named = NamedBy(zone, ds, keys);
        if (named.Count == 0)
        {
            return new KeySetLink(LinkState.NoMatch, matches);
        }

        return Decide(zone, named, keys, signatures, at, verifier, matches);
    }

    /// <summary>The link without its signature, for a server that was not asked for signatures: Linked as far as the key goes, NotJudged beyond.</summary>
    public static KeySetLink WithoutSignatures(DomainName zone, DsSet ds, IReadOnlyList<DnskeyData> keys)
    {
        var link = Judge(zone, ds, keys, [], DateTime.MinValue, new SignatureVerifier(new FrameworkSignatures()));
        return link.State == LinkState.NotSigned ? new KeySetLink(LinkState.NotJudged, link.Matches, null, "the server gives no signatures") : link;
    }

    private static KeySetLink Decide(
        DomainName zone, List<DnskeyData> named, IReadOnlyList<DnskeyData> keys, IReadOnlyList<RrsigData> signatures, DateTime at, SignatureVerifier verifier, List<DsMatch> matches)
    {
        KeySetLink? best = null;
        var left = MostVerifications;
        foreach (var key in named)
        {
            foreach (var signature in signatures)
            {
                if (signature.Covered != RecordType.DNSKEY || !SignatureVerifier.IsBy(signature, key, zone))
                {
                    continue;
                }

                if (left-- == 0)
                {
                    return new KeySetLink(LinkState.NotJudged, matches, null, "there are too many signatures to verify");
                }

                var verdict = verifier.Verify(zone, keys, signature, key, at, out var reason);
                var link = new KeySetLink(StateOf(verdict), matches, signature, reason);
                if (link.State == LinkState.Linked)
                {
                    // Of several that hold, the one that holds longest says when the link breaks.
                    best = best?.State == LinkState.Linked && !SerialNumber.IsNewer(signature.Expiration, best.Signature!.Expiration) ? best : link;
                }
                else if (best is null || link.State < best.State || (link.State == best.State && SerialNumber.IsNewer(signature.Expiration, best.Signature!.Expiration)))
                {
                    best = link;
                }
            }
        }

        return best ?? new KeySetLink(LinkState.NotSigned, matches);
    }

    private static LinkState StateOf(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Valid => LinkState.Linked,
        SignatureVerdict.NotJudged => LinkState.NotJudged,
        SignatureVerdict.Wrong => LinkState.Wrong,
        SignatureVerdict.NotYetValid => LinkState.NotYetValid,
        _ => LinkState.Expired,
    };

    private static bool HasZoneKey(IReadOnlyList<DnskeyData> keys)
    {
        foreach (var key in keys)
        {
            if (key.IsZoneKey)
            {
                return true;
            }
        }

        return false;
    }

    private static List<DnskeyData> NamedBy(DomainName zone, DsSet ds, IReadOnlyList<DnskeyData> keys)
    {
        // Each key by itself, since a key tag may be that of several.
        var named = new List<DnskeyData>();
        foreach (var key in keys)
        {
            foreach (var record in ds.Effective)
            {
                if (!named.Contains(key) && DsMatch.Of(zone, record, [key]).Fit >= DsFit.NamesRevoked)
                {
                    named.Add(key);
                }
            }
        }

        return named;
    }
}
