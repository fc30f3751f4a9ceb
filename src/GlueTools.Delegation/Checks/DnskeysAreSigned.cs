using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>A key that a DS record names has signed the zone's DNSKEY set, at each of its servers, and the signature holds.</summary>
internal sealed class DnskeysAreSigned : ICheck
{
    internal static readonly FindingKind DnskeyNotSignedByDsKey = Kind(
        nameof(DnskeyNotSignedByDsKey), Severity.Error, "RFC 4035, section 5.2", "No key that a DS record names has signed the zone's DNSKEY set.");

    internal static readonly FindingKind DnskeySignatureWrong = Kind(
        nameof(DnskeySignatureWrong), Severity.Error, "RFC 4035, section 5.3", "The signature over the DNSKEY set, by a key that a DS record names, is wrong.");

    internal static readonly FindingKind DnskeySignatureExpired = Kind(
        nameof(DnskeySignatureExpired), Severity.Error, "RFC 4035, section 5.3.1; RFC 4034, section 3.1.5", "The signature over the DNSKEY set has run out.");

    internal static readonly FindingKind DnskeySignatureNotYetValid = Kind(
        nameof(DnskeySignatureNotYetValid), Severity.Error, "RFC 4035, section 5.3.1; RFC 4034, section 3.1.5", "The signature over the DNSKEY set does not hold yet.");

    internal static readonly FindingKind DnskeySignatureExpiresSoon = Kind(
        nameof(DnskeySignatureExpiresSoon), Severity.Warning, "RFC 6781, section 4.4.2", "The signature over the DNSKEY set runs out within days and was not renewed.");

    /// <summary>Days that are left when it is time to say so. Signers renew earlier: BIND 7.5 days, Knot DNS 7 days and OpenDNSSEC 3 days before the end, unless they are told otherwise.</summary>
    internal const double DaysLeft = 3;

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [DnskeyNotSignedByDsKey, DnskeySignatureWrong, DnskeySignatureExpired, DnskeySignatureNotYetValid, DnskeySignatureExpiresSoon];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        // Where the DS records are not signed themselves, nobody gets as far as to these signatures.
        if (KeyLinks.Of(view) is not { HasSignedDs: true, Ds: { IsEmpty: false, IsInsecure: false } } links)
        {
            yield break;
        }

        var all = links.ToSignatures();
        foreach (var (kind, state) in new[]
        {
            (DnskeyNotSignedByDsKey, LinkState.NotSigned),
            (DnskeySignatureWrong, LinkState.Wrong),
            (DnskeySignatureExpired, LinkState.Expired),
            (DnskeySignatureNotYetValid, LinkState.NotYetValid),
        })
        {
            var some = all.FindAll(link => link.State == state);
            if (some.Count > 0)
            {
                yield return Finding(kind, view, some, all, $"{What(view, state, some)}{KeyWording.Where(some, all)}{KeyWording.Consequence(links, view, some, all)}.", Remedy(view, state));
            }
        }

        var soon = all.FindAll(RunsOutSoon);
        if (soon.Count > 0)
        {
            yield return Finding(
                DnskeySignatureExpiresSoon, view, soon, all,
                $"The signature over the DNSKEY records of {view.DomainName} {By(soon[0])} runs out in {KeyWording.Duration(Left(soon[0]))}{KeyWording.Where(soon, all)} and has not been renewed; after that validating resolvers answer SERVFAIL.",
                Remedy(view, LinkState.Expired));
        }
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(DnskeysAreSigned), code, severity, reference, summary);

    private static Finding Finding(FindingKind kind, DelegationView view, List<KeyLink> some, List<KeyLink> all, FormattableString statement, FormattableString remedy) => kind.Finding(
        view,
        KeyWording.AddressesOf(some, all),
        KeyWording.WitnessesOf(some, all),
        statement,
        some.Count == all.Count ? Advice.None(remedy) : KeyWording.SameCopy(view, some));

    private static string What(DelegationView view, LinkState state, List<KeyLink> some) => state switch
    {
        LinkState.NotSigned => "The DNSKEY records of " + view.DomainName + " are not signed by a key that a DS record names (" + Named(some[0]) + ")" + Signers(some[0]),
        LinkState.Wrong => "The signature over the DNSKEY records of " + view.DomainName + " " + By(some[0]) + " is wrong (" + some[0].Link.Reason + ")",
        LinkState.Expired => "The signature over the DNSKEY records of " + view.DomainName + " " + By(some[0]) + " ran out " + KeyWording.Duration(-Left(some[0])) + " ago",
        _ => "The signature over the DNSKEY records of " + view.DomainName + " " + By(some[0]) + " does not hold before " + KeyWording.Duration(Ahead(some[0])) + " from now",
    };

    // None of it is a change of records that could be told: only the signer can do it.
    private static FormattableString Remedy(DelegationView view, LinkState state) => state switch
    {
        LinkState.NotSigned => $"Where {view.DomainName} is signed, sign its DNSKEY records with the key that the DS records name, or replace the DS records by ones of the key that signs them.",
        LinkState.NotYetValid => $"Where {view.DomainName} is signed, set the clock right and sign the zone again.",
        _ => $"Where {view.DomainName} is signed, sign the zone again, and see to it that this is done in time.",
    };

    private static string By(KeyLink link) => string.Format(CultureInfo.InvariantCulture, "by key tag {0}", link.Link.Signature!.KeyTag);

    private static string Named(KeyLink link)
    {
        var keys = new List<string>();
        foreach (var match in link.Link.Matches)
        {
            if (match.Fit >= DsFit.NamesRevoked && !keys.Contains(KeyWording.Key(match.Key!)))
            {
                keys.Add(KeyWording.Key(match.Key!));
            }
        }

        return Prose.List(keys);
    }

    private static string Signers(KeyLink link)
    {
        var tags = new List<string>();
        foreach (var signature in link.Set.Signatures)
        {
            var tag = signature.KeyTag.ToString(CultureInfo.InvariantCulture);
            if (!tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }

        tags.Sort(string.CompareOrdinal);
        return tags.Count == 0 ? string.Empty : ", only by key tag " + Prose.List(tags);
    }

    /// <summary>Few days left, and most of the time gone: signatures that are made to hold a day or two are no fault.</summary>
    private static bool RunsOutSoon(KeyLink link)
    {
        // The dates are certain also where this machine cannot verify the rest.
        if (link.State is not (LinkState.Linked or LinkState.NotJudged) || link.Link.Signature is not { } signature)
        {
            return false;
        }

        var whole = unchecked(signature.Expiration - signature.Inception);
        return Left(link).TotalDays < DaysLeft && Left(link).TotalSeconds < whole / 4.0;
    }

    private static TimeSpan Left(KeyLink link) => ValidityPeriod.Date(link.Link.Signature!.Expiration, link.Set.SaidUtc) - Second(link.Set.SaidUtc);

    private static TimeSpan Ahead(KeyLink link) => ValidityPeriod.Date(link.Link.Signature!.Inception, link.Set.SaidUtc) - Second(link.Set.SaidUtc);

    private static DateTime Second(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
