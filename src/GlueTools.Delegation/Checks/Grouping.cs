using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Checks;

/// <summary>Putting those together that say the same.</summary>
internal static class Grouping
{
    /// <summary>Groups by what they say, in the order of the text; no group at all where all say the same. Those that say nothing (null) are left out.</summary>
    /// <param name="all">Who speaks.</param>
    /// <param name="says">What one says, as text.</param>
    /// <param name="areSame">Whether two say the same, told without making text: in a healthy zone all do.</param>
    internal static IReadOnlyCollection<KeyValuePair<string, List<T>>> WhereTheyDiffer<T>(IReadOnlyList<T> all, Func<T, string?> says, Func<T, T, bool> areSame)
    {
        var isOne = true;
        for (var i = 1; i < all.Count && isOne; i++)
        {
            isOne = areSame(all[i], all[0]);
        }

        return isOne ? [] : WhereTheyDiffer(all, says);
    }

    /// <summary>The same, for what has no quick comparison.</summary>
    internal static SortedDictionary<string, List<T>> WhereTheyDiffer<T>(IEnumerable<T> all, Func<T, string?> says)
    {
        var groups = new SortedDictionary<string, List<T>>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            if (says(one) is not { } key)
            {
                continue;
            }

            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new List<T>());
            }

            group.Add(one);
        }

        if (groups.Count == 1)
        {
            groups.Clear();
        }

        return groups;
    }
}
