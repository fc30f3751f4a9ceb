using System;
using System.Collections.Generic;

namespace GlueTools.Delegation.Judging;

/// <summary>The names of the catalogue as people type them: in any case, and not always right.</summary>
public static class CheckNames
{
    private const int Suggestions = 3;

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

    /// <summary>The known names that look most like a mistyped one, best first: as many as look alike, at least one and at most three.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names to choose from.</param>
    public static IReadOnlyList<string> Nearest(string name, IReadOnlyList<string> known)
    {
        var ranked = new List<KeyValuePair<int, string>>();
        foreach (var one in known)
        {
            ranked.Add(new KeyValuePair<int, string>(Distance(name.ToUpperInvariant(), one.ToUpperInvariant()), one));
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
