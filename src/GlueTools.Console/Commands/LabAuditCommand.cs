using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Shared;

namespace GlueTools.Console.Commands;

/// <summary><c>glue lab audit</c>: audits the lab's domains as <c>glue test</c> would, and holds the findings against what the lab is known to hold.</summary>
internal static class LabAuditCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("audit", "Start the lab, test its domains, and say whether exactly the faults were found that it holds.");
        var source = command.Takes(new ScenarioOption());
        return command.Does(options =>
        {
            var scenario = source.Read(options);
            options.ThrowIfMistaken();
            var watch = Stopwatch.StartNew();
            var results = Audit(scenario!, streams, cancel);
            return Report(scenario!, results, watch.Elapsed, streams);
        });
    }

    private static Dictionary<LabAudit, DelegationResult> Audit(LabScenario scenario, ConsoleStreams streams, CancellationToken cancel)
    {
        using var network = LabNetwork.Start(scenario);
        var results = new Dictionary<LabAudit, DelegationResult>();
        try
        {
            // One run for all domains with the same options.
            foreach (var run in scenario.Audits.GroupBy(audit => string.Join(" ", audit.Options)))
            {
                var collected = new Collected();
                var sink = new RowSink<DelegationResult>(TestCommand.Kind(ResultLayout.Create(streams.Width)), collected, new Verdict(Severity.Error));
                new AuditRun(ScenarioAudit.Options(network, run.First()), streams, cancel) { CountsFindings = true }.Run(run.Select((audit, index) => new ListedName(index + 1L, audit.DomainName.Text)), sink);
                foreach (var audit in run)
                {
                    results[audit] = collected.Results[audit.DomainName.Text];
                }
            }
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }

        return results;
    }

    private static int Report(LabScenario scenario, Dictionary<LabAudit, DelegationResult> results, TimeSpan time, ConsoleStreams streams)
    {
        var table = ResultLayout.Create(streams.Width).WriterFor(new(OutputFormat.Table), streams.Out, TableStyle.Of(streams));
        var differences = new List<string>();
        var queries = 0;
        var findings = 0;
        foreach (var audit in scenario.Audits)
        {
            var name = audit.DomainName.Text;
            var row = results[audit];
            table.Write(row);
            queries += row.QueryCount;
            findings += row.Findings.Count;
            string[] expected = ScenarioAudit.Expected(audit), found = ScenarioAudit.Found(row.Findings);
            differences.AddRange(Without(expected, found).Select(line => name + ": not found: " + line));
            differences.AddRange(Without(found, expected).Select(line => name + ": not expected: " + line));
            if (row.Status == RowStatus.Unknown && !ScenarioAudit.ExpectsNothingKnown(audit))
            {
                differences.Add(name + ": no verdict: " + row.FirstProblem);
            }
        }

        table.End();
        differences.ForEach(streams.Out.WriteLine);
        streams.Out.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0} domains, {1} findings, {2} questions, {3:0.0} s: {4}",
            scenario.Audits.Count,
            findings,
            queries,
            time.TotalSeconds,
            differences.Count == 0 ? "exactly what the lab holds." : "not what the lab holds, see above."));
        return differences.Count == 0 ? ExitCode.Good : ExitCode.Found;
    }

    // One line, one finding: what stands twice counts twice.
    private static List<string> Without(string[] lines, string[] others)
    {
        var left = new List<string>(lines);
        foreach (var line in others)
        {
            left.Remove(line);
        }

        return left;
    }

    private sealed class Collected : IRowWriter<DelegationResult>
    {
        internal Dictionary<string, DelegationResult> Results { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Write(DelegationResult row) => Results[row.DomainName] = row;

        public void Flush()
        {
        }

        public void End()
        {
        }
    }
}
