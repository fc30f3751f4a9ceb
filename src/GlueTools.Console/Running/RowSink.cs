using System.Collections.Generic;
using GlueTools.Console.Output;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Writes rows as they come, and remembers the verdict.</summary>
internal sealed class RowSink<T>(RowKind<T> kind, IRowWriter<T> writer, Verdict verdict) : IResultSink
    where T : notnull
{
    public void Without(string name, string status, string sentence) => Write([kind.Without(name, status, sentence)]);

    public void Take(AuditItem item) => Write(item.Arrival is { } arrival ? [kind.OfArrival!(arrival)] : item.Trace is { } trace ? kind.OfSteps(DelegationStep.From(item.DomainName, trace)) : kind.OfReport(item.Report!));

    public void Take(DelegationReport report) => Write(kind.OfReport(report));

    public void Flush() => writer.Flush();

    public void End() => writer.End();

    /// <summary>Writes rows that are there already.</summary>
    internal void Write(IReadOnlyList<T> rows)
    {
        foreach (var row in rows)
        {
            verdict.Add(kind.StatusOf(row), kind.SeverityOf(row));
            writer.Write(row);
        }
    }
}
