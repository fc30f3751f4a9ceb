using System.IO;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Graph;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Drawings;

namespace GlueTools.Console.Running;

/// <summary>Writes a drawing for each domain. A domain without one is told of on standard error, so that what is drawn can be read by a program.</summary>
internal sealed class DrawingSink(DrawingKind kind, AutonomousSystems? systems, ConsoleStreams streams, Verdict verdict) : IResultSink
{
    private bool _hasDrawn;

    public void Without(string name, string status, string sentence)
    {
        verdict.Add(status, null);
        streams.Error.WriteLine((name.Length > 0 ? name + ": " : string.Empty) + sentence);
    }

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report)
    {
        if (DependencyGraph.Of(report.View) is not { } graph)
        {
            var (status, why) = DependencySummary.WhyNot(report);
            Without(report.View.DomainName.Text, status, why);
            return;
        }

        if (_hasDrawn && kind is DrawingKind.Svg or DrawingKind.Mermaid)
        {
            throw new UsageException("--draw " + kind.ToString().ToLowerInvariant() + " draws one domain; call it once for each.");
        }

        var measures = DependencyMeasures.Of(graph, systems);
        verdict.Add(measures.IsReachable ? "Reached" : "OutOfReach", measures.IsReachable ? null : Severity.Critical);
        if (_hasDrawn && kind == DrawingKind.Tree)
        {
            streams.Out.Write('\n');
        }

        streams.Out.Write(DependencyDrawing.Of(measures, kind));
        _hasDrawn = true;
    }

    public void Flush() => streams.Out.Flush();

    public void End() => streams.Out.Flush();
}
