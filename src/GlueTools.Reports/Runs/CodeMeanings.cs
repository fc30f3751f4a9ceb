using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Judging;

namespace GlueTools.Reports.Runs;

/// <summary>What each code means to this version, in a few letters: a code that another version explains in other words is judged otherwise by it.</summary>
public static class CodeMeanings
{
    /// <summary>The codes of this version as <c>CODE:LETTERS</c>.</summary>
    public static IReadOnlyList<string> Now()
    {
        var all = new List<string>();
        foreach (var kind in CheckCatalog.Kinds)
        {
            var hash = 2166136261;
            foreach (var letter in kind.Check + "\n" + kind.Summary + "\n" + kind.Reference)
            {
                hash = unchecked((hash ^ letter) * 16777619);
            }

            all.Add(kind.Code + ":" + hash.ToString("x8", CultureInfo.InvariantCulture));
        }

        return all;
    }

    /// <summary>The codes that mean something else now than they did, are new, or are no more.</summary>
    public static ISet<string> OtherThan(IReadOnlyCollection<string> then)
    {
        var other = new HashSet<string>(then, StringComparer.Ordinal);
        other.SymmetricExceptWith(Now());
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var meaning in other)
        {
            codes.Add(meaning.Substring(0, Math.Max(0, meaning.IndexOf(':'))));
        }

        return codes;
    }
}
