using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;

namespace GlueTools.Console.Running;

/// <summary>Takes what earlier runs kept into a report, line by line: evidence is judged again, a verdict without evidence is shown as it was.</summary>
internal sealed class KeptRun(CheckPolicy policy, bool withEvidence, ConsoleStreams streams, CancellationToken cancel)
{
    /// <summary>Domains held ready.</summary>
    private const int ReadAhead = 32;

    private readonly Progress _progress = new(streams.Error, streams.ShowsProgress);
    private long _done, _findings;

    /// <summary>The domains of a file.</summary>
    /// <param name="file">The file as it was written; empty for standard input.</param>
    /// <param name="lines">Its lines.</param>
    internal IEnumerable<ReportedDomain> Domains(string file, IEnumerable<BoundedLine> lines) =>
        lines.Where(line => line.Text.AsSpan().Trim().Length > 0).Select(line => Read(file, line));

    /// <summary>Takes all domains of a file.</summary>
    /// <param name="domains">The domains, which are read and judged on a thread of their own while others are written.</param>
    /// <param name="sink">Takes them.</param>
    /// <exception cref="UsageException">The file cannot be read further.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(IEnumerable<ReportedDomain> domains, ReportSink sink)
    {
        using var feed = new Feed<ReportedDomain>(domains, ReadAhead);
        try
        {
            while (TryNext(feed, sink, out var domain))
            {
                sink.Take(domain);
                _findings += domain.Result.Findings.Count;
                _progress.Show(++_done, inFlight: 0, _findings);
            }
        }
        finally
        {
            _progress.Clear();
        }
    }

    private bool TryNext(Feed<ReportedDomain> feed, ReportSink sink, out ReportedDomain domain)
    {
        cancel.ThrowIfCancellationRequested();
        if (feed.TryTake(out domain))
        {
            return true;
        }

        sink.Flush();
        return feed.TryWait(cancel, out domain);
    }

    private ReportedDomain Read(string file, BoundedLine line) => line.IsCut
        ? KeptDomain.Gap(string.Empty, RowStatus.Invalid, string.Format(CultureInfo.InvariantCulture, "longer than {0} characters, so this is no line that an audit wrote.", SavedOption.LongestLine), file, line.Number)
        : KeptDomain.Read(line.Text, policy, withEvidence, file, line.Number);
}
