using System;
using System.Collections.Generic;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Writes nothing of what is found but what has changed.</summary>
internal sealed class ChangesOnlySink(IRowWriter<DelegationChange> writer, Verdict verdict) : IResultSink
{
    internal static Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> Of => (choice, streams, verdict) =>
        new ChangesOnlySink(Layouts.Change.WriterFor(choice, streams.Out, TableStyle.Of(streams)), verdict);

    public void Without(string name, string status, string sentence)
    {
    }

    public void Take(AuditItem item)
    {
    }

    public void Take(DelegationReport report)
    {
    }

    public void Flush() => writer.Flush();

    public void End() => writer.End();

    internal void Write(IReadOnlyList<DelegationChange> changes)
    {
        foreach (var change in changes)
        {
            verdict.Add(change.Rank < 0 ? RowStatus.Unknown : change.Status, change.Rank < 0 ? null : (Severity)(change.Rank - 1));
            writer.Write(change);
        }
    }
}
