using System;
using System.Threading;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Shared;

namespace GlueTools.Delegation.Tests;

/// <summary>Runs the audits of a scenario on the lab and sets what was found against what the scenario expects: all of it, and nothing else.</summary>
internal static partial class ScenarioRun
{
    internal static bool ExpectsNothingKnown(LabAudit audit) => ScenarioAudit.ExpectsNothingKnown(audit);

    internal static AuditOptions Options(LabNetwork network, LabAudit? audit = null) => ScenarioAudit.Options(network, audit);

    internal static DelegationReport Audit(LabNetwork network, LabAudit audit) => Audit(Options(network, audit), audit.DomainName);

    /// <summary>On the system's sockets where no machine is given.</summary>
    internal static DelegationReport Audit(AuditOptions options, Dns.Names.DomainName name, Machine? machine = null)
    {
        using var session = new AuditSession(options, random: new Random(1), machine: machine);
        session.Start(name);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var item = session.Take(limit.Token);
        if (item.Failure is not null)
        {
            throw new InvalidOperationException("The audit of " + name + " failed.", item.Failure);
        }

        return item.Report!;
    }

    /// <summary>Expectations as lines: one line, one finding.</summary>
    internal static string[] Expected(LabAudit audit) => ScenarioAudit.Expected(audit);

    /// <summary>Findings as lines.</summary>
    internal static string[] Found(DelegationReport report) => ScenarioAudit.Found(Finding.From(report.Findings));
}
