using System;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What an audit costs, counted where the questions arrive: four parent addresses, four child addresses, two name servers in the domain.</summary>
public sealed class QuestionCountTests
{
    /// <summary>How late every server answers where round trips are counted; what we do ourselves takes a small part of it.</summary>
    private const int SlowMs = 300;

    private static readonly DomainName First = DomainName.Parse("first.example");
    private static readonly DomainName Second = DomainName.Parse("second.example");

    [Theory]
    [InlineData(AuditDepth.Core, 28)]
    [InlineData(AuditDepth.Standard, 40)]
    public void An_audit_from_a_warm_parent_asks_no_more_than_it_must(AuditDepth depth, int most)
    {
        var network = new SimulatedLab(LabScenario.Parse(CountedScenario.Text));
        using var session = new AuditSession(ScenarioRun.Options(network) with { Depth = depth }, machine: network.NewMachine());
        Audit(session, First);
        network.ClearQueries();

        var report = Audit(session, Second);

        Assert.Empty(report.Findings);
        Assert.InRange(network.QueryCount, 1, most);
        Assert.Equal(network.QueryCount, report.View.Questions);
    }

    [Theory]
    [InlineData(AuditDepth.Core, 2)]
    [InlineData(AuditDepth.Standard, 3)]
    public void An_audit_from_a_warm_parent_takes_few_round_trips(AuditDepth depth, int most)
    {
        var network = new SimulatedLab(LabScenario.Parse(CountedScenario.Text + CountedScenario.Everywhere("slow " + SlowMs)));
        using var session = new AuditSession(ScenarioRun.Options(network) with { Depth = depth, TimeoutSec = 5 }, machine: network.NewMachine());
        Audit(session, First);

        var report = Audit(session, Second);

        Assert.Empty(report.Findings);
        Assert.InRange(report.View.DurationUs / 1000, SlowMs, ((most + 1) * SlowMs) - 1);
    }

    [Fact]
    public void A_dead_child_address_costs_one_time_out_budget()
    {
        var network = new SimulatedLab(LabScenario.Parse(CountedScenario.WithDeadAddress));
        var standard = new AuditOptions();
        using var session = new AuditSession(ScenarioRun.Options(network) with { TimeoutSec = standard.TimeoutSec, Retry = standard.Retry }, machine: network.NewMachine());
        Audit(session, First);

        var report = Audit(session, Second);

        Assert.Equal(["ServerUnresponsive ns2.second.example 45.10.8.1"], ScenarioRun.Found(report));
        Assert.InRange(report.View.DurationUs / 1e6, standard.TimeoutSec, CountedScenario.DeadAddressLimitSec);
    }

    private static DelegationReport Audit(AuditSession session, DomainName name)
    {
        session.Start(name);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return session.Take(limit.Token).Report!;
    }
}
