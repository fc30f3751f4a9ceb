using System;
using System.Linq;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>A network that falls silent without the system knowing it is not taken for servers that do.</summary>
public sealed class FallenSilentTests
{
    private const string Healthy = "healthy1.example";
    private const string WithDeadServer = "unresponsive.example";

    /// <summary>The network goes at whatever moment of an audit, for a shorter or a longer time: what is found is what is found otherwise.</summary>
    [Theory]
    [InlineData(Healthy, 1)]
    [InlineData(Healthy, 3)]
    [InlineData(Healthy, 12)]
    [InlineData(WithDeadServer, 3)]
    [InlineData(WithDeadServer, 12)]
    public void A_network_that_goes_and_comes_back_changes_nothing(string domain, int seconds)
    {
        var expected = Found(Audit(domain, null));
        var moments = domain == Healthy ? Enumerable.Range(1, 12).Select(step => step * 100L) : Enumerable.Range(1, 10).Select(step => (step * 300_000L) + 100);
        foreach (var moment in moments)
        {
            var view = Audit(domain, since => since >= moment && since < moment + (seconds * 1_000_000L));

            Assert.Equal((moment, string.Empty, expected), (moment, view.Problem ?? string.Empty, Found(view)));
        }
    }

    [Fact]
    public void A_network_that_does_not_come_back_leaves_the_domain_unknown()
    {
        var view = Audit(WithDeadServer, since => since >= 500_000);

        Assert.Contains("No server to start from answers", view.Problem, StringComparison.Ordinal);
        Assert.Empty(DelegationReport.Of(view).Findings);
    }

    [Fact]
    public void A_dead_server_takes_no_longer_for_it()
    {
        var view = Audit(WithDeadServer, null);

        Assert.NotEmpty(Found(view));
        Assert.InRange(view.DurationUs, 1_900_000, 2_100_000);
    }

    /// <summary>What it costs a run that hears nobody else while it waits for a server that is dead over both families.</summary>
    [Fact]
    public void A_dead_server_costs_the_start_servers_eight_questions()
    {
        var lab = new SimulatedLab(LabSamples.Load("sample"));
        var options = ScenarioRun.Options(lab) with { TimeoutSec = 1 };
        using var session = new AuditSession(options, random: new Random(1), machine: lab.NewMachine());
        Audit(session, "healthy2.example");
        lab.ClearQueries();

        Audit(session, WithDeadServer);

        var start = lab.RootHints.Select(hint => hint.Address).ToHashSet();
        Assert.Equal(8, lab.Queries.Count(query => start.Contains(query.Server)));
    }

    private static void Audit(AuditSession session, string domain)
    {
        session.Start(DomainName.Parse(domain));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.NotNull(session.Take(limit.Token).Report);
    }

    private static string Found(DelegationView view) => string.Join(" | ", ScenarioRun.Found(DelegationReport.Of(view)));

    /// <summary>Audits a domain in a run that knows the root and the domain's neighbour.</summary>
    private static DelegationView Audit(string domain, Func<long, bool>? isDown)
    {
        var lab = new SimulatedLab(LabSamples.Load("sample"));
        var machine = lab.NewMachine();
        return LoopRun.Collect(lab, machine, "healthy2.example", domain, begun => machine.IsDown = isDown is null ? null : now => isDown(now - begun));
    }
}
