using System.Collections.Generic;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Drawings;

namespace GlueTools.Console.Running;

/// <summary>Draws each trace as a tree.</summary>
internal sealed class TraceSink(ConsoleStreams streams, Verdict verdict) : IResultSink
{
    private bool _hasDrawn;

    public void Without(string name, string status, string sentence) => Draw([DelegationStep.Without(name, status, sentence)]);

    public void Take(AuditItem item) => Draw(DelegationStep.From(item.DomainName, item.Trace!));

    public void Take(DelegationReport report) => throw new System.NotSupportedException();

    public void Flush() => streams.Out.Flush();

    public void End() => streams.Out.Flush();

    private void Draw(IReadOnlyList<DelegationStep> steps)
    {
        foreach (var step in steps)
        {
            verdict.Add(step.Status, null);
        }

        streams.Out.Write((_hasDrawn ? "\n" : string.Empty) + TraceDrawing.Of(steps));
        _hasDrawn = true;
    }
}
