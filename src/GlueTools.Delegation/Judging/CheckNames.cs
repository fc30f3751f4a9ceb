using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Judging;

/// <summary>The names of the catalogue as people type them: in any case, and not always right.</summary>
public static class CheckNames
{
    private const int Suggestions = 3;

    /// <summary>Characters of what was typed that are shown.</summary>
    private const int LongestShown = 100;

    /// <summary>All checks and codes, in the order of the catalogue, each check before its codes.</summary>
    public static IReadOnlyList<string> All { get; } = Collect(withChecks: true);

    /// <summary>All codes, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Codes { get; } = Collect(withChecks: false);

    /// <summary>The known name that is the same but for its case; null where there is none.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names to choose from.</param>
    public static string? Find(string name, IReadOnlyList<string> known)
    {
        foreach (var one in known)
        {
            if (string.Equals(one, name, StringComparison.OrdinalIgnoreCase))
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a name that is to be a check or a code, or a code only: a sentence without its first capital; null where nothing is.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="isCode">Whether a check is not enough.</param>
    public static string? ProblemOf(string name, bool isCode)
    {
        var known = isCode ? Codes : All;
        if (Find(name, known) is not null)
        {
            return null;
        }

        var nearest = new List<string>(Nearest(name, known));
        var last = nearest[nearest.Count - 1];
        nearest.RemoveAt(nearest.Count - 1);
        return "'" + SafeText.Escape(name.Length > LongestShown ? name.Substring(0, LongestShown) + "..." : name) + "' is " + (isCode ? "no code of a finding" : "neither a check nor a code")
            + "; did you mean " + (nearest.Count > 0 ? string.Join(", ", nearest) + " or " : string.Empty) + last + "?";
    }

    /// <summary>The known names that a pattern means: <c>*</c> stands for any letters, <c>?</c> for one. Empty where it means none.</summary>
    /// <param name="pattern">What was typed, in any case; without wildcards a name as it is.</param>
    /// <param name="known">The names to choose from.</param>
    public static IReadOnlyList<string> Matching(string pattern, IReadOnlyList<string> known)
    {
        var matching = new List<string>();
        foreach (var one in known)
        {
            if (Matches(pattern.ToUpperInvariant(), 0, one.ToUpperInvariant(), 0))
            {
                matching.Add(one);
            }
        }

        return matching;
    }

    /// <summary>The known names that look most like a mistyped one, best first: as many as look alike, at least one and at most three.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names to choose from.</param>
    public static IReadOnlyList<string> Nearest(string name, IReadOnlyList<string> known)
    {
        var ranked = new List<KeyValuePair<int, string>>();
        foreach (var one in known)
        {
            ranked.Add(new KeyValuePair<int, string>(Math.Min(Distance(name.ToUpperInvariant(), one.ToUpperInvariant()), 1 + DistanceOfWords(name, one)), one));
        }

        ranked.Sort((left, right) => left.Key != right.Key ? left.Key - right.Key : string.CompareOrdinal(left.Value, right.Value));
        var nearest = new List<string>();
        foreach (var one in ranked)
        {
            // A third of the best one's distance further still is a likely guess.
            if (nearest.Count < Suggestions && (nearest.Count == 0 || one.Key <= ranked[0].Key + 1 + (ranked[0].Key / 3)))
            {
                nearest.Add(one.Value);
            }
        }

        return nearest;
    }

    /// <summary>The same, whatever the order of the words: a stale glue is a likely way to ask for glue that is stale.</summary>
    private static int DistanceOfWords(string typed, string known) =>
        InOrder(typed) is { } sorted ? Distance(sorted, InOrder(known) ?? known.ToUpperInvariant()) : int.MaxValue - 1;

    /// <summary>The words of a name in alphabetical order; null where it is one word.</summary>
    private static string? InOrder(string name)
    {
        var words = new List<string>();
        var from = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            if (at == name.Length || (char.IsUpper(name[at]) && !char.IsUpper(name[at - 1])))
            {
                words.Add(name.Substring(from, at - from).ToUpperInvariant());
                from = at;
            }
        }

        if (words.Count < 2)
        {
            return null;
        }

        words.Sort(StringComparer.Ordinal);
        return string.Concat(words);
    }

    private static bool Matches(string pattern, int from, string name, int at)
    {
        for (; from < pattern.Length && pattern[from] != '*'; from++, at++)
        {
            if (at == name.Length || (pattern[from] != '?' && pattern[from] != name[at]))
            {
                return false;
            }
        }

        if (from == pattern.Length)
        {
            return at == name.Length;
        }

        for (var rest = at; rest <= name.Length; rest++)
        {
            if (Matches(pattern, from + 1, name, rest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Letters to drop, add or change. Letters that are only left out at either end cost less: a part of a name is a likely way to ask for it.
    /// </summary>
    private static int Distance(string typed, string known)
    {
        if (typed.Length >= 3 && known.IndexOf(typed, StringComparison.Ordinal) >= 0)
        {
            return (known.Length - typed.Length + 3) / 4;
        }

        var row = new int[known.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var change = diagonal + (typed[i - 1] == known[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[known.Length];
    }

    private static List<string> Collect(bool withChecks)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in CheckCatalog.Kinds)
        {
            if (withChecks && seen.Add(kind.Check))
            {
                names.Add(kind.Check);
            }

            names.Add(kind.Code);
        }

        return names;
    }
}
