using System;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Running;

/// <summary>Gathers rows into an exit status.</summary>
internal sealed class Verdict(Severity failOn)
{
    private static readonly RunVerdict Nothing = new(-1, IsGap: false);

    private RunVerdict _all = Nothing, _latest = Nothing;

    /// <summary>The exit status by the rules of a format that has some of its own; null where those of all programs hold.</summary>
    internal int? Own { get; set; }

    internal int ExitCode => Own is { } own ? own : _all.Severity >= (int)failOn ? Streams.ExitCode.Found : _all.IsGap ? Streams.ExitCode.Failure : Streams.ExitCode.Good;

    /// <summary>Takes a row.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="worst">The worst that it tells of; null where that is nothing.</param>
    internal void Add(string status, Severity? worst)
    {
        var row = new RunVerdict(worst is { } severity ? (int)severity : -1, status is RowStatus.Unknown or RowStatus.Invalid);
        _latest = Join(_latest, row);
        _all = Join(_all, row);
    }

    /// <summary>Takes what rows came to that an earlier run has written.</summary>
    internal void Add(RunVerdict earlier) => _all = Join(_all, earlier);

    /// <summary>What the rows came to that were added since this was asked for last.</summary>
    internal RunVerdict TakeLatest()
    {
        var latest = _latest;
        _latest = Nothing;
        return latest;
    }

    private static RunVerdict Join(RunVerdict one, RunVerdict other) => new(Math.Max(one.Severity, other.Severity), one.IsGap || other.IsGap);
}
