using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The keys that one source gives, and whether the DS records lead to them.</summary>
internal sealed class KeyLink
{
    internal KeyLink(ServerAddress? server, KeySet set, KeySetLink link)
    {
        Server = server;
        Set = set;
        Link = link;
    }

    /// <summary>The server; null where nobody was asked.</summary>
    internal ServerAddress? Server { get; }

    internal KeySet Set { get; }

    internal KeySetLink Link { get; }

    internal LinkState State => Link.State;
}

/// <summary>The DS records of all of the parent's side beside the keys that each of the child's servers gives.</summary>
internal sealed class KeyLinks
{
    private readonly DelegationView _view;
    private readonly List<ZoneCopy> _copies;

    private KeyLinks(DelegationView view, DsSet ds, List<ZoneCopy> copies)
    {
        _view = view;
        Ds = ds;
        _copies = copies;
    }

    /// <summary>The DS records.</summary>
    internal DsSet Ds { get; }

    /// <summary>Whether they would have been seen, if there were any.</summary>
    internal bool ShowsDs { get; private set; }

    /// <summary>Whether some of them came with a signature; those that nobody serves yet are taken to be signed one day.</summary>
    internal bool HasSignedDs { get; private set; }

    /// <summary>Both sides as far as they were seen; null where there is no delegation or nobody spoke of keys.</summary>
    internal static KeyLinks? Of(DelegationView view)
    {
        if (view.Parent is not { HasReferral: true } parent || view.Child is not { } child)
        {
            return null;
        }

        var copies = new List<ZoneCopy>();
        foreach (var copy in child.Reference)
        {
            if (copy.KeySet is not null)
            {
                copies.Add(copy);
            }
        }

        var records = new List<DsData>();
        bool shows = false, isSigned = false;
        foreach (var statement in parent.Statements)
        {
            shows |= statement.ShowsDs;
            isSigned |= statement.HasSignedDs && statement.Delegation.Ds.Count > 0;
            records.AddRange(statement.Delegation.Ds);
        }

        return copies.Count == 0 ? null : new KeyLinks(view, new DsSet(records), copies) { ShowsDs = shows, HasSignedDs = isSigned };
    }

    /// <summary>Whether some server that spoke of keys gives none.</summary>
    internal bool SomeLackKeys => _copies.Exists(copy => !HasZoneKey(copy.Keys!));

    /// <summary>
    /// Whether servers have keys of which none is the other's, and each signs its own: several signers, as where two providers sign one zone (RFC 8901), or a copy from
    /// before all keys were replaced. Neither is the older version of the other that a transfer would mend.
    /// </summary>
    internal bool AreOfSeveralSigners()
    {
        var signing = _copies.FindAll(copy => HasZoneKey(copy.Keys!) && LinksTo(DsAdvice.Of(_view.DomainName, copy.Keys!))(copy));
        return signing.Exists(one => signing.Exists(other => !Share(one.Keys!, other.Keys!)));
    }

    /// <summary>The zone keys that any server gives, in the order of their text.</summary>
    internal List<DnskeyData> ZoneKeys()
    {
        var keys = new List<DnskeyData>();
        foreach (var copy in _copies)
        {
            foreach (var key in copy.Keys!)
            {
                if (key.IsZoneKey && !keys.Contains(key))
                {
                    keys.Add(key);
                }
            }
        }

        keys.Sort((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        return keys;
    }

    /// <summary>The link at each server as far as its keys go.</summary>
    internal List<KeyLink> ToKeys() => Links((set, _) => KeySetLink.WithoutSignatures(_view.DomainName, Ds, set.Keys));

    /// <summary>The link at each server with its signature, at the time that the server was asked.</summary>
    internal List<KeyLink> ToSignatures()
    {
        // Servers mostly give the same: what was verified once is not verified again.
        var known = new Dictionary<string, KeySetLink>(StringComparer.Ordinal);
        var verifier = new SignatureVerifier(new FrameworkSignatures());
        return Links((set, text) =>
        {
            if (!set.ShowsSignatures)
            {
                return KeySetLink.WithoutSignatures(_view.DomainName, Ds, set.Keys);
            }

            if (!known.TryGetValue(text, out var link))
            {
                known.Add(text, link = KeySetLink.Judge(_view.DomainName, Ds, set.Keys, set.Signatures, set.SaidUtc, verifier));
            }

            return link;
        });
    }

    /// <summary>Whether other DS records than those that are there would lead to the keys of every server, as far as its signatures are seen.</summary>
    internal bool AreLinkedWith(IReadOnlyList<DsData> records) => _copies.TrueForAll(LinksTo(records));

    /// <summary>Whether they would do so at some server.</summary>
    internal bool IsLinkedSomewhereWith(IReadOnlyList<DsData> records) => _copies.Exists(LinksTo(records));

    private Predicate<ZoneCopy> LinksTo(IReadOnlyList<DsData> records)
    {
        var ds = new DsSet(records);
        var verifier = new SignatureVerifier(new FrameworkSignatures());
        return copy =>
        {
            var set = copy.KeySet!;
            var link = set.ShowsSignatures
                ? KeySetLink.Judge(_view.DomainName, ds, set.Keys, set.Signatures, set.SaidUtc, verifier)
                : KeySetLink.WithoutSignatures(_view.DomainName, ds, set.Keys);
            return link.State is LinkState.Linked or LinkState.NotJudged;
        };
    }

    private List<KeyLink> Links(Func<KeySet, string, KeySetLink> judge)
    {
        var links = new List<KeyLink>(_copies.Count);
        foreach (var copy in _copies)
        {
            var set = copy.KeySet!;
            links.Add(new KeyLink(copy.Source.Server, set, judge(set, TextOf(set))));
        }

        return links;
    }

    private static bool Share(IReadOnlyList<DnskeyData> one, IReadOnlyList<DnskeyData> other)
    {
        foreach (var key in one)
        {
            foreach (var same in other)
            {
                if (key.Equals(same))
                {
                    return true;
                }
            }
        }

        return false;
    }

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

    // To the second, which is all that signatures know of time.
    private static string TextOf(KeySet set) =>
        (set.SaidUtc.Ticks / TimeSpan.TicksPerSecond).ToString(System.Globalization.CultureInfo.InvariantCulture) + "|" + string.Join("|", set.Keys) + "|" + string.Join("|", set.Signatures);
}
