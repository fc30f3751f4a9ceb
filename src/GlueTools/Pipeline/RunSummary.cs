using System.Globalization;

namespace GlueTools;

/// <summary>What a command did, as it says at its end in the information stream. As text it is one sentence.</summary>
public sealed class RunSummary
{
    private readonly string _text;

    internal RunSummary(string command, int? domains, int? findings, int skippedLines, long questions, long durationUs)
    {
        Command = command;
        DomainCount = domains ?? 0;
        FindingCount = findings ?? 0;
        SkippedLineCount = skippedLines;
        QueryCount = questions;
        DurationUs = durationUs;
        _text = string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1}{2}{3}{4}{5}.{6} s.",
            command,
            domains is { } some ? Count(some, "domain") : string.Empty,
            findings is { } found ? Count(found, "finding") : string.Empty,
            skippedLines > 0 ? Count(skippedLines, "skipped line") : string.Empty,
            Count(questions, "question"),
            durationUs / 1_000_000,
            durationUs / 100_000 % 10);
    }

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>Domains that came in and got their rows; 0 of Invoke-DnsQuery, which has questions only.</summary>
    public int DomainCount { get; }

    /// <summary>Blank lines and comments that came in and are no domains.</summary>
    public int SkippedLineCount { get; }

    /// <summary>Findings in these rows; 0 of commands other than Test-Delegation, which do not judge.</summary>
    public int FindingCount { get; }

    /// <summary>Questions put on the network, each counted once however often it was repeated.</summary>
    public long QueryCount { get; }

    /// <summary>Microseconds from the first moment to the last.</summary>
    public long DurationUs { get; }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static string Count(long count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? ", " : "s, ");
}
