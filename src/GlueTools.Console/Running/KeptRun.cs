using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;

namespace GlueTools.Console.Running;

/// <summary>Takes what earlier runs kept into a report, line by line: evidence is judged again, a verdict without evidence is shown as it was.</summary>
internal sealed class KeptRun(CheckPolicy policy, bool withEvidence, ConsoleStreams streams, CancellationToken cancel)
{
    /// <summary>Lines held ready.</summary>
    private const int ReadAhead = 8;

    private readonly Progress _progress = new(streams.Error, streams.ShowsProgress);
    private long _done;

    /// <summary>Takes all lines of a file.</summary>
    /// <param name="file">The file as it was written; empty for standard input.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="sink">Takes the domains.</param>
    /// <exception cref="UsageException">The lines cannot be read further.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(string file, IEnumerable<BoundedLine> lines, ReportSink sink)
    {
        using var feed = new Feed<BoundedLine>(lines, ReadAhead);
        try
        {
            while (TryNext(feed, sink, out var line))
            {
                if (line.Text.AsSpan().Trim().Length > 0)
                {
                    sink.Take(Read(file, line));
                    _progress.Show(++_done, inFlight: 0);
                }
            }
        }
        finally
        {
            _progress.Clear();
        }
    }

    private bool TryNext(Feed<BoundedLine> feed, ReportSink sink, out BoundedLine line)
    {
        cancel.ThrowIfCancellationRequested();
        if (feed.TryTake(out line))
        {
            return true;
        }

        sink.Flush();
        return feed.TryWait(cancel, out line);
    }

    private ReportedDomain Read(string file, BoundedLine line) => line.IsCut
        ? KeptDomain.Gap(string.Empty, RowStatus.Invalid, string.Format(CultureInfo.InvariantCulture, "longer than {0} characters, so this is no line that an audit wrote.", SavedOption.LongestLine), file, line.Number)
        : KeptDomain.Read(line.Text, policy, withEvidence, file, line.Number);
}
