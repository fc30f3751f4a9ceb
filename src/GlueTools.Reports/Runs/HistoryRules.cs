using System;
using System.Collections.Generic;
using System.Linq;

namespace GlueTools.Reports.Runs;

/// <summary>
/// What a run adds to the history of a domain, and which changes are to be told. Something is told once it was seen in so many runs behind one another; what comes and goes is told once,
/// and then not until it rests. What nobody could say, what was not looked at and what only another version of the tool sees are no changes.
/// </summary>
/// <param name="confirmAfter">Runs behind one another that make a change; 1 or more.</param>
/// <param name="otherCodes">Codes whose meaning is another than when the history was last written: what becomes of them now is the tool's doing.</param>
public sealed class HistoryRules(int confirmAfter, ISet<string> otherCodes)
{
    /// <summary>Takes what a run sees of a domain.</summary>
    /// <param name="history">What is remembered; changed to what is to be remembered from now on.</param>
    /// <param name="seen">What the run sees.</param>
    /// <param name="nowUtc">When it was seen, ISO 8601, UTC.</param>
    /// <returns>The changes to be told.</returns>
    public IReadOnlyList<DelegationChange> Take(DomainHistory history, SeenDelegation seen, string nowUtc)
    {
        var told = new List<DelegationChange>();
        if (seen.Known == Topic.None)
        {
            return told;
        }

        var isLess = seen.Scope.Except(history.Scope).Any();
        var isMore = history.Scope.Except(seen.Scope).Any();
        var isNew = history.Known == Topic.None;
        var facts = new Dictionary<string, Fact>(StringComparer.Ordinal);
        foreach (var fact in seen.Facts)
        {
            facts[fact.Key] = fact;
        }

        foreach (var key in history.Items.Keys.Where(key => (history.Items[key].About.Topic & seen.Known) != 0).Union(facts.Keys).ToList())
        {
            facts.TryGetValue(key, out var fact);
            history.Items.TryGetValue(key, out var item);
            var topic = (fact ?? item!.About).Topic;
            if (fact is { IsUnknown: true } || IsUnsaid(fact, item, seen, topic, isLess))
            {
                continue;
            }

            item ??= history.Items[key] = new HistoryItem(fact!) { LastUtc = history.LastUtc };
            item.See(fact is null ? null : Remembered(fact, seen), nowUtc);
            if ((history.Known & topic) == 0 || IsTools(fact, item, topic, isMore && !isNew))
            {
                item.Settle(nowUtc);
                item.Turns = 0;
                item.FirstUtc = item.FirstUtc.Length > 0 ? item.FirstUtc : nowUtc;
            }
            else if (Tell(history.DomainName, item, fact, nowUtc) is { } row)
            {
                told.Add(row);
            }

            if (item.IsEmpty)
            {
                history.Items.Remove(key);
            }
        }

        history.Scope = isNew ? seen.Scope : [.. history.Scope.Intersect(seen.Scope)];
        history.Known |= seen.Known;
        history.FirstUtc = isNew ? nowUtc : history.FirstUtc;
        history.LastUtc = nowUtc;
        return told;
    }

    private DelegationChange? Tell(string domainName, HistoryItem item, Fact? fact, string nowUtc)
    {
        var flaps = item.Flaps();
        if (flaps || !item.IsOtherwise || item.NextRuns < confirmAfter)
        {
            var begins = flaps && !item.IsFlapping;
            item.IsFlapping = flaps;
            return begins ? Flapping(domainName, item, nowUtc) : null;
        }

        item.IsFlapping = false;
        var row = ChangeRows.Of(domainName, item.Settled, item.Next);
        row.BeforeUtc = item.LastUtc;
        row.SinceUtc = item.NextUtc;
        row.Servers = fact is null ? row.Servers : TextList.Of(fact.Servers);
        item.Settle(nowUtc);
        return row;
    }

    private static DelegationChange Flapping(string domainName, HistoryItem item, string nowUtc)
    {
        var row = ChangeRows.Of(domainName, item.Settled, item.IsOtherwise ? item.Next : item.Settled, ChangeRows.Flapping, item.About);
        row.BeforeUtc = item.LastUtc;
        row.SinceUtc = nowUtc;
        row.Detail = "It comes and goes; it is told again when it rests.";
        return row;
    }

    /// <summary>Whether a run that does not see it cannot say that it is gone.</summary>
    private static bool IsUnsaid(Fact? fact, HistoryItem? item, SeenDelegation seen, Topic topic, bool isLess) => fact is null && topic switch
    {
        Topic.Finding => isLess,
        // It goes with its record.
        Topic.ParentTtl or Topic.ZoneTtl => false,
        // Only some servers showed it, and none of them speaks now.
        _ => item?.Settled is { Servers.Count: > 0 } partly && seen.Speakers.Count > 0 && !seen.Speakers.Intersect(partly.Servers).Any(),
    };

    /// <summary>Whether what differs is the tool's doing: another version, a run that looks at more, or a TTL that comes and goes with its record.</summary>
    private bool IsTools(Fact? fact, HistoryItem item, Topic topic, bool isMore) => topic switch
    {
        Topic.Finding => otherCodes.Contains(item.About.Code) || (isMore && fact is not null && item.Settled is null && item.NextRuns == 1),
        Topic.ParentTtl or Topic.ZoneTtl => fact is null || item.Settled is null,
        _ => false,
    };

    // Who shows it is remembered only where not all do: that alone says later whether somebody is silent who might.
    private static Fact Remembered(Fact fact, SeenDelegation seen) => new(fact.Topic, fact.Code, fact.Name, fact.Values)
    {
        Servers = seen.Speakers.Except(fact.Servers).Any() && fact.Topic is not Topic.Finding ? fact.Servers : [],
        Rank = fact.Rank,
        Text = fact.Text,
    };
}
