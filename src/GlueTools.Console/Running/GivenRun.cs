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
    internal void RunAll(Shard? shard, IResultSink sink) => Run(sink, Each(shard));

    /// <summary>The names of a list.</summary>
    internal void Run(IEnumerable<ListedName> names, IResultSink sink) => Run(sink, Each(names, sink));

    private IEnumerable<(DomainName Name, GivenSides Given)> Each(Shard? shard)
    {
        foreach (var given in zones.All(shard))
        {
            yield return (given.Parent!.Child, given);
        }
    }

    private IEnumerable<(DomainName Name, GivenSides Given)> Each(IEnumerable<ListedName> names, IResultSink sink)
    {
        foreach (var listed in names)
        {
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
                yield return (name, zones.Of(name));
            }
        }
    }

    private void Run(IResultSink sink, IEnumerable<(DomainName Name, GivenSides Given)> all)
    {
        var progress = new Progress(streams.Error, streams.ShowsProgress);
        long done = 0, findings = 0;
        try
        {
            foreach (var (name, given) in all)
            {
                cancel.ThrowIfCancellationRequested();
                var report = DelegationReport.Of(given.ToView(name), policy);
                sink.Take(report);
                findings += report.Findings.Count;
                progress.Show(++done, inFlight: 0, findings);
            }
        }
        finally
        {
            progress.Clear();
        }
    }
}
