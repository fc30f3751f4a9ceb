using System;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Writes each finding as a row of its own. A healthy domain has none, and one without a verdict a row that says so.</summary>
internal sealed class FindingSink(IRowWriter<Finding> writer, Verdict verdict) : IResultSink
{
    /// <summary>Makes a sink that lays findings out in one way.</summary>
    internal static Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> Of(RowLayout<Finding> layout) => (choice, streams, verdict) =>
        new FindingSink(layout.WriterFor(choice, streams.Out, TableStyle.Of(streams)), verdict);

    public bool IgnoresHealthy => true;

    public void Without(string name, string status, string sentence) => Write(DelegationResult.Without(name, status, sentence));

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report) => Write(DelegationResult.From(report));

    public void Flush() => writer.Flush();

    public void End() => writer.End();

    private void Write(DelegationResult result)
    {
        verdict.Add(result.Status, result.Worst());
        foreach (var finding in Finding.From(result))
        {
            writer.Write(finding);
        }
    }
}
