using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Judging;

namespace GlueTools.Reports.Runs;

/// <summary>
/// What is otherwise about a domain in one run than in another. Only what both can tell is compared: what nobody could say, what one of them did not look at and a domain that
/// is missing are no changes.
/// </summary>
public static class RunComparer
{
    /// <summary>The changes of one domain, and a row for what could not be compared.</summary>
    /// <param name="before">The earlier run; null where it does not hold the domain.</param>
    /// <param name="after">The later run; null where it does not hold the domain.</param>
    public static IReadOnlyList<DelegationChange> Of(SeenDelegation? before, SeenDelegation? after)
    {
        var name = (after ?? before)!.DomainName;
        if (before is null || after is null || before.Known == Topic.None || after.Known == Topic.None)
        {
            return [ChangeRows.Uncompared(name, "Domain", WhyNot(before, after))];
        }

        var known = Common(before, after);
        var rows = new List<DelegationChange>();
        if (known == Topic.None)
        {
            return [ChangeRows.Uncompared(name, "Domain", "The rows of the two runs tell of different things; there is nothing in both to compare.")];
        }

        foreach (var (was, isNow) in Pairs(before, after, known))
        {
            if (IsChange(was, isNow, before, after))
            {
                var row = ChangeRows.Of(name, was, isNow);
                row.BeforeUtc = before.SeenUtc;
                row.SinceUtc = after.SeenUtc;
                rows.Add(row);
            }
        }

        AddUncomparedFindings(rows, name, before, after, known);
        return rows;
    }

    /// <summary>The row of a domain of which nothing is known now.</summary>
    public static DelegationChange Unknown(SeenDelegation now) => ChangeRows.Uncompared(now.DomainName, "Domain", "Nothing is known of it now: " + now.Why);

    /// <summary>What both runs can tell. Codes are known wherever findings are.</summary>
    internal static Topic Common(SeenDelegation before, SeenDelegation after)
    {
        var known = WithCodes(before.Known) & WithCodes(after.Known);
        return (known & Topic.Finding) != 0 ? known & ~Topic.Code : known;
    }

    /// <summary>Whether findings that a run lacks may lack because it looked at less than the other.</summary>
    internal static bool LooksAtLess(SeenDelegation less, SeenDelegation more)
    {
        var isDepthKnown = less.KnowsDepth && more.KnowsDepth;
        var scope = isDepthKnown ? less.Scope : ReportFacts.WithoutDepth(less.Scope);
        return scope.Except(more.Scope).Any();
    }

    private static bool IsCode(string code) => CheckCatalog.Kinds.Any(kind => kind.Code == code);

    private static Topic WithCodes(Topic known) => (known & Topic.Finding) != 0 ? known | Topic.Code : known;

    private static string WhyNot(SeenDelegation? before, SeenDelegation? after) =>
        before is null ? "The earlier run does not hold this domain."
        : after is null ? "The later run does not hold this domain."
        : before.Known == Topic.None ? "The earlier run knows nothing of it: " + before.Why
        : "The later run knows nothing of it: " + after.Why;

    private static IEnumerable<(Fact? Before, Fact? After)> Pairs(SeenDelegation before, SeenDelegation after, Topic known)
    {
        var old = FactsOf(before, known);
        var present = FactsOf(after, known);
        foreach (var key in old.Keys.Concat(present.Keys.Except(old.Keys)).OrderBy(key => (old.TryGetValue(key, out var fact) ? fact : present[key]).Topic).ThenBy(key => key, StringComparer.Ordinal))
        {
            old.TryGetValue(key, out var was);
            present.TryGetValue(key, out var isNow);
            yield return (was, isNow);
        }
    }

    private static Dictionary<string, Fact> FactsOf(SeenDelegation seen, Topic known)
    {
        var facts = new Dictionary<string, Fact>(StringComparer.Ordinal);
        foreach (var fact in seen.Facts)
        {
            if ((known & Topic.Code) != 0 && fact.Topic is Topic.Finding or Topic.Code)
            {
                var code = new Fact(Topic.Code, fact.Code, string.Empty, []) { Rank = fact.Rank };
                facts[code.Key] = code;
            }
            else if ((fact.Topic & known) != 0)
            {
                facts[fact.Key] = fact;
            }
        }

        return facts;
    }

    private static bool IsChange(Fact? was, Fact? isNow, SeenDelegation before, SeenDelegation after)
    {
        var fact = (isNow ?? was)!;
        if (was?.IsUnknown == true || isNow?.IsUnknown == true || (was is not null && isNow?.IsSameAs(was) == true))
        {
            return false;
        }

        if (fact.Topic is Topic.Finding or Topic.Code)
        {
            return IsCode(fact.Code) && !(was is null ? LooksAtLess(before, after) : isNow is null && LooksAtLess(after, before));
        }

        // A TTL comes and goes with its record.
        return fact.Topic is Topic.ParentTtl or Topic.ZoneTtl ? was is not null && isNow is not null
            : was is null ? !IsTheirsAlone(fact, after, before)
            : isNow is not null || !IsTheirsAlone(fact, before, after);
    }

    /// <summary>
    /// Whether only some servers showed something, none of which spoke in the other run: then nobody can say whether they would have shown it. What all of them show, all others
    /// would.
    /// </summary>
    private static bool IsTheirsAlone(Fact fact, SeenDelegation shown, SeenDelegation other) =>
        fact.Servers.Count > 0 && shown.Speakers.Count > 0 && other.Speakers.Count > 0
        && shown.Speakers.Except(fact.Servers).Any() && !other.Speakers.Intersect(fact.Servers).Any();

    private static void AddUncomparedFindings(List<DelegationChange> rows, string name, SeenDelegation before, SeenDelegation after, Topic known)
    {
        if ((known & (Topic.Finding | Topic.Code)) == 0)
        {
            return;
        }

        foreach (var (was, isNow) in Pairs(before, after, known & (Topic.Finding | Topic.Code)))
        {
            if ((was is null || isNow is null) && !IsCode((was ?? isNow)!.Code))
            {
                rows.Add(ChangeRows.Uncompared(name, "Finding", "This version has no such finding, so it cannot say what became of it.", (was ?? isNow)!.Code));
            }
        }

        foreach (var (less, more, when, otherwise) in new[] { (before, after, "earlier", "have appeared"), (after, before, "later", "are gone") })
        {
            if (LooksAtLess(less, more) && Pairs(before, after, known & (Topic.Finding | Topic.Code)).Any(pair => (less == before ? pair.Before : pair.After) is null && IsCode((pair.Before ?? pair.After)!.Code)))
            {
                rows.Add(ChangeRows.Uncompared(
                    name, "Finding", "The " + when + " run looked at less (" + string.Join("; ", less.Scope.Except(more.Scope)) + "), so nobody can say which findings " + otherwise + "."));
            }
        }
    }
}
