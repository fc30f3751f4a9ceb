using System;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.ZoneFiles;

namespace GlueTools.Console.Running;

/// <summary>Judges what zone files show, and asks nobody.</summary>
internal sealed class GivenRun(ZoneFileSet zones, CheckPolicy policy, ConsoleStreams streams, CancellationToken cancel)
{
    /// <summary>Every delegation of the parent's file.</summary>
    /// <param name="shard">The part of them to take; null for all.</param>
    /// <param name="sink">Takes the results.</param>
    internal void RunAll(Shard? shard, IResultSink sink) => Run(sink, Each(shard, sink.IgnoresHealthy));

    /// <summary>The names of a list.</summary>
    internal void Run(IEnumerable<ListedName> names, IResultSink sink) => Run(sink, Each(names, sink));

    private IEnumerable<DelegationReport?> Each(Shard? shard, bool leavesOutPlain)
    {
        foreach (var one in zones.All(shard, leavesOutPlain))
        {
            yield return one.Judge(policy);
        }
    }

    private IEnumerable<DelegationReport?> Each(IEnumerable<ListedName> names, IResultSink sink)
    {
        foreach (var listed in names)
        {
            cancel.ThrowIfCancellationRequested();
            if (!DomainNameInput.TryRead(listed.Text, out var name, out _, out var sentence))
            {
                sink.Without(SafeText.Escape(listed.Text), RowStatus.Invalid, sentence);
            }
            else if (zones.WhyNot(name) is { } why)
            {
                sink.Without(name.Text, RowStatus.Unknown, why);
            }
            else
            {
                yield return DelegationReport.Of(zones.Of(name).ToView(name), policy);
            }

            sink.Finished(listed);
        }
    }

    /// <summary>Hands reports on; what is null has no finding, and the sink has no use for it.</summary>
    private void Run(IResultSink sink, IEnumerable<DelegationReport?> all)
    {
        var progress = new Progress(streams.Error, streams.ShowsProgress);
        long done = 0, findings = 0;
        try
        {
            foreach (var report in all)
            {
                cancel.ThrowIfCancellationRequested();
                if (report is not null)
                {
                    sink.Take(report);
                    findings += report.Findings.Count;
                }

                progress.Show(++done, inFlight: 0, findings);
            }
        }
        finally
        {
            progress.Clear();
        }
    }
}
