using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Checks;

/// <summary>Putting those together that say the same.</summary>
internal static class Grouping
{
    /// <summary>Groups by what they say, in the order of the text; no group at all where all say the same. Those that say nothing (null) are left out.</summary>
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
