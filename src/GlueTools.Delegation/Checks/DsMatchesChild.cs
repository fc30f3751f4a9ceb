using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The DS records at the parent name keys that the child has, at each of its servers, and a signed child has DS records.</summary>
internal sealed class DsMatchesChild : ICheck
{
    internal static readonly FindingKind DsWithoutDnskey = Kind(
        nameof(DsWithoutDnskey), Severity.Error, "RFC 4035, section 5.2", "The parent has DS records, and the child, or one of its servers, has no DNSKEY or does not answer the question for it.");

    internal static readonly FindingKind DsMatchesNoKey = Kind(
        nameof(DsMatchesNoKey), Severity.Error, "RFC 4035, section 5.2", "The parent has DS records, and none of them names a key of the child, or of one of its servers.");

    internal static readonly FindingKind DsMissing = Kind(
        nameof(DsMissing), Severity.Notice, "RFC 4035, section 2.4", "The child is signed, and the parent has no DS record for it.");

    internal static readonly FindingKind DsDeletionRequested = Kind(
        nameof(DsDeletionRequested), Severity.Info, "RFC 8078, section 4", "The child is signed, the parent has no DS record for it, and the child asks that there be none.");

    internal static readonly FindingKind DsUnsupported = Kind(
        nameof(DsUnsupported), Severity.Warning, "RFC 4035, section 5.2", "Validating resolvers heed none of the DS records, so to them the child is not signed.");

    internal static readonly FindingKind DsDeprecated = Kind(
        nameof(DsDeprecated), Severity.Warning, "RFC 9904, sections 3 and 4; RFC 9905, section 2", "The DS records that count rest on SHA-1, which must not be used any more; as a notice, on an algorithm that is not recommended any more.");

    internal static readonly FindingKind DsForRevokedKey = Kind(
        nameof(DsForRevokedKey), Severity.Warning, "RFC 5011, section 2.1", "A DS record names a key that its zone has revoked.");

    internal static readonly FindingKind DsAlgorithmWithoutKey = Kind(
        nameof(DsAlgorithmWithoutKey), Severity.Notice, "RFC 4035, section 2.2; RFC 6840, section 5.11", "A DS record has an algorithm of which the zone has no key, beside others that lead to keys.");

    internal static readonly FindingKind DsNotSigned = Kind(
        nameof(DsNotSigned), Severity.Notice, "RFC 4035, sections 3.1.4 and 5.2", "The parent serves DS records without a signature over them, so nobody follows them.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [DsWithoutDnskey, DsMatchesNoKey, DsMissing, DsDeletionRequested, DsUnsupported, DsDeprecated, DsForRevokedKey, DsAlgorithmWithoutKey, DsNotSigned];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        var unanswered = UnansweredKeys.In(view);
        if (KeyLinks.Of(view) is not { } links)
        {
            return unanswered;
        }

        return links.Ds.IsEmpty ? WithoutDs(view, links) : links.Ds.IsInsecure ? [Unsupported(view, links)] : [.. WithDs(view, links), .. unanswered];
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(DsMatchesChild), code, severity, reference, summary);

    private static IEnumerable<Finding> WithoutDs(DelegationView view, KeyLinks links)
    {
        var keys = links.ZoneKeys();
        // Where a server lacks the keys, a DS record would break the zone there; that servers differ is a finding of its own.
        if (links.ShowsDs && keys.Count > 0 && !links.SomeLackKeys)
        {
            if (DeletionRequest.Of(view) is { } request)
            {
                yield return DsDeletionRequested.Finding(
                    view,
                    [],
                    [],
                    $"{view.DomainName} has keys ({keys.ConvertAll(KeyWording.Key)}), {Wording.TheParent(view)} has no DS record for it, and the zone itself asks for that ({request}), so nobody validates it, as is wanted.",
                    Advice.None($"Nothing, if {view.DomainName} is not to be validated; else take the {request} out of the zone {view.DomainName} first."));
                yield break;
            }

            var advice = DsAdvice.ToAdd(view, links);
            yield return DsMissing.Finding(
                view,
                [],
                [],
                $"{view.DomainName} {(advice.Alternatives.Count > 0 ? "is signed" : "has keys")} ({keys.ConvertAll(KeyWording.Key)}), and {Wording.TheParent(view)} has no DS record for it, so nobody validates it.",
                advice);
        }
    }

    private static Finding Unsupported(DelegationView view, KeyLinks links)
    {
        return DsUnsupported.Finding(
            view,
            [],
            [],
            $"None of the DS records that {Wording.TheParent(view)} has for {view.DomainName} ({KeyWording.Ds(links.Ds.All)}) has an algorithm and a digest type that validating resolvers in general support, so they treat the zone as if it were not signed.",
            DsAdvice.InPlaceOf(view, links));
    }

    private static IEnumerable<Finding> WithDs(DelegationView view, KeyLinks links)
    {
        var all = links.ToKeys();
        var without = all.FindAll(link => link.State == LinkState.NoKeys);
        var unmatched = all.FindAll(link => link.State == LinkState.NoMatch);
        if (without.Count > 0)
        {
            yield return DsWithoutDnskey.Finding(
                view,
                KeyWording.AddressesOf(without, all),
                KeyWording.WitnessesOf(without, all),
                $"{Prose.Capital(Wording.TheParent(view))} has DS records for {view.DomainName} ({KeyWording.Ds(links.Ds.All)}), and the zone has no DNSKEY{KeyWording.Where(without, all)}{KeyWording.Consequence(links, view, without, all)}.",
                without.Count == all.Count ? Advice.Of(Changes.Ds(view, links.Ds.All, [])).With($", or sign the zone again") : KeyWording.SameCopy(view, without)).As(Followed(links));
        }

        if (unmatched.Count > 0)
        {
            yield return Unmatched(view, links, unmatched, all);
        }

        if (without.Count + unmatched.Count < all.Count)
        {
            foreach (var finding in OfWhatCounts(view, links, all))
            {
                yield return finding;
            }
        }

        if (!links.HasSignedDs)
        {
            yield return DsNotSigned.Finding(
                view,
                [],
                [],
                $"The referrals to {view.DomainName} hold DS records ({KeyWording.Ds(links.Ds.All)}) without a signature over them, so validating resolvers do not follow them: {Prose.Zone(view.Parent!.Zone)} is not signed, or its servers leave the signature out.",
                Advice.None($"Tell the operator of {Prose.Zone(view.Parent.Zone, "parent zone")}; the delegation itself need not change."));
        }
    }

    /// <summary>Without a signature over the DS records nobody follows them: the zone breaks only on the day when the zone above is signed.</summary>
    private static Severity Followed(KeyLinks links) => links.HasSignedDs ? Severity.Error : Severity.Warning;

    private static Finding Unmatched(DelegationView view, KeyLinks links, List<KeyLink> some, List<KeyLink> all)
    {
        var misfits = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (var link in some)
        {
            foreach (var match in link.Link.Matches)
            {
                misfits.Add(KeyWording.Misfit(match));
            }
        }

        var keys = KeysOf(some);
        return DsMatchesNoKey.Finding(
            view,
            KeyWording.AddressesOf(some, all),
            KeyWording.WitnessesOf(some, all),
            $"None of the DS records at the parent names a key of {view.DomainName}{KeyWording.Where(some, all)}{KeyWording.Consequence(links, view, some, all)} ({string.Join("; ", misfits)}; the zone has {keys.ConvertAll(KeyWording.Key)}).",
            some.Count == all.Count ? DsAdvice.InPlaceOf(view, links) : KeyWording.SameCopy(view, some)).As(Followed(links));
    }

    /// <summary>What is to be said of DS records that lead to keys, at some server at least.</summary>
    private static IEnumerable<Finding> OfWhatCounts(DelegationView view, KeyLinks links, List<KeyLink> all)
    {
        var revoked = new List<DsData>();
        foreach (var match in all.Find(link => link.State is not (LinkState.NoKeys or LinkState.NoMatch))?.Link.Matches ?? [])
        {
            if (match.Fit is DsFit.RevokedSince or DsFit.NamesRevoked)
            {
                revoked.Add(match.Ds);
            }
        }

        if (revoked.Count > 0)
        {
            yield return DsForRevokedKey.Finding(
                view,
                [],
                [],
                $"The DS records at the parent name a key of {view.DomainName} that is revoked ({KeyWording.Ds(revoked)}): it is to be used for nothing any more.",
                DsAdvice.Without(view, links, revoked));
        }

        var keyless = KeylessAlgorithms(links);
        if (keyless.Count > 0)
        {
            yield return DsAlgorithmWithoutKey.Finding(
                view,
                [],
                [],
                $"The DS records at the parent say that {view.DomainName} is signed with algorithms of which it has no key ({KeyWording.Ds(keyless)}). Resolvers are to make do with the others; one that insists on every algorithm takes the zone for forged.",
                DsAdvice.Without(view, links, keyless));
        }

        if (links.Ds.IsDeprecated)
        {
            yield return Deprecated(view, links);
        }
        else if (links.Ds.IsNotRecommended)
        {
            yield return NotRecommended(view, links);
        }
    }

    /// <summary>The DS records with algorithms of which no server of the zone has a key.</summary>
    private static List<DsData> KeylessAlgorithms(KeyLinks links)
    {
        var keys = links.ZoneKeys();
        var keyless = new List<DsData>(links.Ds.All);
        keyless.RemoveAll(ds => keys.Exists(key => key.Algorithm == ds.Algorithm));
        return keyless;
    }

    private static Finding Deprecated(DelegationView view, KeyLinks links)
    {
        var algorithm = links.Ds.Effective[0].Algorithm;
        return DnssecAlgorithm.StandingOf(algorithm) == DnssecStanding.Deprecated
            ? DsDeprecated.Finding(
                view,
                [],
                [],
                $"{view.DomainName} is signed with algorithm {DnssecAlgorithm.NameOf(algorithm)}, which must not be used any more; a part of the validating resolvers treats such zones as if they were not signed.",
                Advice.None($"Change the zone {view.DomainName} to algorithm 13 (ECDSAP256SHA256) by an algorithm rollover, and then the DS records."))
            : DsDeprecated.Finding(
                view,
                [],
                [],
                links.Ds.Effective.Count == 1
                    ? (System.FormattableString)$"The only DS record of {view.DomainName} that counts has digest type 1 (SHA-1), which must not be used in DS records any more."
                    : $"{Prose.Capital(Prose.All(links.Ds.Effective.Count))} DS records of {view.DomainName} that count have digest type 1 (SHA-1), which must not be used in DS records any more.",
                DsAdvice.WithBetterDigest(view, links));
    }

    /// <summary>Validators take it all the same, so nothing is at stake now.</summary>
    private static Finding NotRecommended(DelegationView view, KeyLinks links)
    {
        byte algorithm = 0;
        foreach (var ds in links.Ds.Effective)
        {
            algorithm = DnssecAlgorithm.StandingOf(ds.Algorithm) == DnssecStanding.NotRecommended ? ds.Algorithm : algorithm;
        }

        return DsDeprecated.Finding(
            view,
            [],
            [],
            $"{view.DomainName} is signed with algorithm {DnssecAlgorithm.NameOf(algorithm)}, with which signing is not recommended any more; validating resolvers still take it.",
            Advice.None($"Nothing need be done in a hurry; at the next change of keys go to algorithm 13 (ECDSAP256SHA256) by an algorithm rollover.")).As(Severity.Notice);
    }

    private static List<DnskeyData> KeysOf(List<KeyLink> links)
    {
        var keys = new List<DnskeyData>();
        foreach (var link in links)
        {
            foreach (var key in link.Set.Keys)
            {
                if (!keys.Contains(key))
                {
                    keys.Add(key);
                }
            }
        }

        keys.Sort((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        return keys;
    }
}
