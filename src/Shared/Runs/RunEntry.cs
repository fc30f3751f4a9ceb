using System;
using System.Globalization;

namespace GlueTools.Shared.Runs;

/// <summary>One finished name in a journal: <c>POSITION END CHECK WORST NAME</c>.</summary>
/// <param name="Position">Its place in the whole list, from 1.</param>
/// <param name="End">Octets of the results up to the end of its rows.</param>
/// <param name="Check">What those octets come to, as a running check has it.</param>
/// <param name="Worst">The worst that its rows tell of.</param>
/// <param name="Name">Its text, escaped.</param>
internal sealed record RunEntry(long Position, long End, ulong Check, RunVerdict Worst, string Name)
{
    internal string ToText() => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2:x16} {3} {4}\n", Position, End, Check, Worst.ToText(), Name);

    internal static RunEntry? Read(string line)
    {
        var words = line.Split([' '], 5);
        return words.Length == 5
            && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && words[2].Length == 16 && ulong.TryParse(words[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var check)
            && RunVerdict.TryRead(words[3], out var worst)
                ? new RunEntry(position, end, check, worst, words[4])
                : null;
    }
}

/// <summary>What the rows of a name add to the exit status.</summary>
/// <param name="Severity">The worst severity, from 0; -1 where there is none.</param>
/// <param name="IsGap">Whether a row is Unknown or Invalid.</param>
internal readonly record struct RunVerdict(int Severity, bool IsGap)
{
    private static readonly string[] Words = ["none", "info", "notice", "warning", "error", "critical"];
    private const string Gap = "gap+";

    internal string ToText() => (IsGap ? Gap : string.Empty) + Words[Severity + 1];

    internal static bool TryRead(string text, out RunVerdict verdict)
    {
        var isGap = text.StartsWith(Gap, StringComparison.Ordinal);
        var severity = Array.IndexOf(Words, isGap ? text.Substring(Gap.Length) : text) - 1;
        verdict = new RunVerdict(severity, isGap);
        return severity >= -1;
    }
}
