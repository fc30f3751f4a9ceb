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
using GlueTools.Reports.Changes;
using GlueTools.Simulation;

namespace GlueTools.Plans.Tests;

/// <summary>The domain <c>shop.example</c> of a scenario, audited and planned for.</summary>
internal static class PlannedScenario
{
    internal static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static DelegationReport Audit(string scenario) => Ask(scenario, (session, limit) =>
    {
        session.Start(DomainName.Parse("shop.example"));
        var item = session.Take(limit);
        return item.Failure is null ? item.Report! : throw new InvalidOperationException(scenario, item.Failure);
    });

    /// <summary>The plan of somebody who may ask the servers that a goal leads to.</summary>
    internal static DelegationPlan PlanAhead(string scenario, PlanGoal goal, bool force = false) => new PlanRequest(_ => goal, () => new PlanOptions { NowUtc = Now, Force = force })
    {
        Look = (name, proposed) => Ask(scenario, (session, limit) => DelegationAhead.Look(session, name, proposed, limit)),
    }.PlanOf(Audit(scenario))!;

    private static T Ask<T>(string scenario, Func<AuditSession, CancellationToken, T> ask)
    {
        var lab = new SimulatedLab(LabScenario.Parse(scenario, SimulatedClock.Begin));
        var options = new AuditOptions { Map = lab.Map, RootHints = lab.RootHints.Select(hint => new ServerAddress(hint.Name, hint.Address)).ToList(), TimeoutSec = 0.4 };
        using var session = new AuditSession(options, random: new Random(1), machine: lab.NewMachine());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return ask(session, limit.Token);
    }

    internal static DelegationPlan Plan(string scenario, PlanGoal? goal = null) => Plan(Audit(scenario), goal);

    internal static DelegationPlan Plan(DelegationReport report, PlanGoal? goal = null) =>
        Planner.Make(PlanReader.Read(report.View)!, goal ?? PlanGoal.Repair(report), new PlanOptions { NowUtc = Now });

    /// <summary>The steps as a person reads them, one a line.</summary>
    internal static string Steps(DelegationPlan plan) => string.Join("\n", plan.Steps.Select(step => PlanWords.ActionOf(step, plan.Start.Domain)));
}
