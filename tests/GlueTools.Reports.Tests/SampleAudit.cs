using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GlueTools.Delegation.Judging;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Documents;
using GlueTools.Shared;
using GlueTools.Simulation;

namespace GlueTools.Reports.Tests;

/// <summary>The sample's domains, audited once on simulated machines with their evidence kept.</summary>
internal static class SampleAudit
{
    private static readonly Lazy<IReadOnlyList<DelegationReport>> All = new(Run);

    internal static IReadOnlyList<DelegationReport> Reports => All.Value;

    /// <summary>The domains as a list names them, a line for each.</summary>
    internal static IReadOnlyList<ReportedDomain> Domains { get; } = Reports.Select((report, i) => ReportedDomain.Of(report, withEvidence: true, "list.txt", i + 1)).ToList();

    internal static ReportedDomain Domain(string name) => Domains.Single(domain => domain.Result.DomainName == name);

    private static List<DelegationReport> Run()
    {
        var lab = new SimulatedLab(LabSamples.Load("sample"));
        var reports = new List<DelegationReport>();
        foreach (var audit in lab.Scenario.Audits)
        {
            using var session = new AuditSession(ScenarioAudit.Options(lab.Map, lab.RootHints, audit) with { KeepEvidence = true }, random: new Random(1), machine: lab.NewMachine());
            session.Start(audit.DomainName);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            reports.Add(session.Take(limit.Token).Report ?? throw new InvalidOperationException("The audit of " + audit.DomainName + " failed."));
        }

        return reports;
    }
}
