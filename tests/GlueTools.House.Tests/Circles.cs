using System;
using System.Collections.Generic;
using System.Linq;

namespace GlueTools.House.Tests;

/// <summary>Finds circles among folders.</summary>
internal static class Circles
{
    /// <summary>A line for each pair of folders that lead to each other, with a type on either way that does.</summary>
    internal static IEnumerable<string> Find(IEnumerable<(string User, string Used)> uses, IReadOnlyDictionary<string, string> folders)
    {
        var ways = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (user, used) in uses.Order())
        {
            if (folders.TryGetValue(user, out var from) && folders.TryGetValue(used, out var to) && from != to)
            {
                ways.TryAdd(from, new Dictionary<string, string>(StringComparer.Ordinal));
                ways[from].TryAdd(to, user + " uses " + used);
            }
        }

        foreach (var (from, next) in ways)
        {
            foreach (var (to, example) in next)
            {
                if (string.CompareOrdinal(from, to) < 0 && Leads(ways, to, from))
                {
                    yield return "'" + from + "' and '" + to + "' lead to each other: " + example + (ways[to].TryGetValue(from, out var back) ? ", " + back : string.Empty);
                }
            }
        }
    }

    private static bool Leads(Dictionary<string, Dictionary<string, string>> ways, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var at))
        {
            foreach (var next in ways.GetValueOrDefault(at)?.Keys ?? Enumerable.Empty<string>())
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
