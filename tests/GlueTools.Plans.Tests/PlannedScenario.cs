using System;
using System.Linq;
using System.Threading;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Plans.Tests;

/// <summary>The domain <c>shop.example</c> of a scenario, audited and planned for.</summary>
internal static class PlannedScenario
{
    internal static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static DelegationReport Audit(string scenario)
    {
        var lab = new SimulatedLab(LabScenario.Parse(scenario, SimulatedClock.Begin));
        var options = new AuditOptions { Map = lab.Map, RootHints = lab.RootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(), TimeoutSec = 0.4 };
        using var session = new AuditSession(options, random: new Random(1), machine: lab.NewMachine());
        session.Start(DomainName.Parse("shop.example"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var item = session.Take(limit.Token);
        return item.Failure is null ? item.Report! : throw new InvalidOperationException(scenario, item.Failure);
    }

    internal static DelegationPlan Plan(string scenario, PlanGoal? goal = null) => Plan(Audit(scenario), goal);

    internal static DelegationPlan Plan(DelegationReport report, PlanGoal? goal = null) =>
        Planner.Make(PlanReader.Read(report.View)!, goal ?? PlanGoal.Repair(report), new PlanOptions { NowUtc = Now });

    /// <summary>The steps as a person reads them, one a line.</summary>
    internal static string Steps(DelegationPlan plan) => string.Join("\n", plan.Steps.Select(step => PlanWords.ActionOf(step, plan.Start.Domain)));
}
