using System;
using System.IO;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Writes each finding as a row of its own. A domain without findings has none, so one without a verdict is told of on standard error.</summary>
internal sealed class FindingSink(IRowWriter<Finding> writer, Verdict verdict, TextWriter error) : IResultSink
{
    /// <summary>Makes a sink that lays findings out in one way.</summary>
    internal static Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> Of(RowLayout<Finding> layout) => (choice, streams, verdict) =>
        new FindingSink(layout.WriterFor(choice, streams.Out, TableStyle.Of(streams)), verdict, streams.Error);

    public void Without(string name, string status, string sentence) => Write(DelegationResult.Without(name, status, sentence));

    public void Take(AuditItem item) => Take(item.Report!);

    public void Take(DelegationReport report) => Write(DelegationResult.From(report));

    public void Flush() => writer.Flush();

    public void End() => writer.End();

    private void Write(DelegationResult result)
    {
        verdict.Add(result.Status, result.Worst());
        if (result.Status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped)
        {
            error.WriteLine((result.DomainName.Length == 0 ? string.Empty : result.DomainName + ": ") + result.Status + ". " + result.FirstProblem);
        }

        foreach (var finding in result.Findings)
        {
            writer.Write(finding);
        }
    }
}
