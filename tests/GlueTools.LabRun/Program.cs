using System;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;

namespace GlueTools.LabRun;

/// <summary>Audits the sample lab and prints every finding, sorted, and whether judging the saved evidence gives the same.</summary>
internal static class Program
{
    private static int Main()
    {
        var scenario = LabSamples.Load("sample");
        var hints = new List<ServerAddress>();
        foreach (var hint in scenario.RootHints)
        {
            hints.Add(new ServerAddress(hint.Name, hint.Address));
        }

        using var network = LabNetwork.Start(scenario);
        using var session = new AuditSession(new AuditOptions { Map = network.Map, RootHints = hints, TimeoutSec = 0.5, KeepEvidence = true });
        foreach (var audit in scenario.Audits)
        {
            session.Start(audit.DomainName);
        }

        var lines = new List<string>();
        while (session.InFlight > 0)
        {
            var item = session.Take(CancellationToken.None);
            lines.AddRange(Describe(item.Report ?? throw new InvalidOperationException(item.DomainName + ": " + item.Failure)));
        }

        lines.Sort(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
        }

        return 0;
    }

    private static List<string> Describe(DelegationReport report)
    {
        var row = DelegationResult.From(report);
        var lines = new List<string> { row.DomainName + " " + row.Status + " " + row.NameServerCount + " " + row.GlueCount + " not tested: " + row.NotTested };
        foreach (var finding in row.Findings)
        {
            lines.Add(row.DomainName + "  " + finding.Code + " " + finding.NameServer + " " + finding.IPAddress + " | " + finding.Servers + " | " + finding.Message + " | " + finding.Remedy);
        }

        var again = DelegationReport.Of(EvidenceReader.Read(SavedDelegation.From(report.View).Evidence));
        lines.Add(row.DomainName + "   judged again: " + (string.Join("\n", again.Findings) == string.Join("\n", report.Findings) ? "the same" : "NOT the same"));
        return lines;
    }
}
