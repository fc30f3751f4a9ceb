using System;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Tests;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>What an audit costs real servers: four parent addresses, four child addresses, two name servers in the domain.</summary>
[Collection(Alone.Name)]
public sealed class QuestionCountTests(ITestOutputHelper output)
{
    private static readonly DomainName First = DomainName.Parse("first.example");
    private static readonly DomainName Second = DomainName.Parse("second.example");

    [Theory]
    [InlineData(AuditDepth.Core, 28)]
    [InlineData(AuditDepth.Standard, 40)]
    public void An_audit_from_a_warm_parent_asks_no_more_than_it_must(AuditDepth depth, int most)
    {
        using var servers = Start(CountedScenario.Text, out var options);
        using var session = servers.Ask(() => new AuditSession(options with { Depth = depth }));
        Audit(session, First);
        var before = servers.Arrivals();

        var report = Audit(session, Second);

        var after = servers.Arrivals();
        output.WriteLine("{0}: {1} datagrams, {2} connections, {3} ms", depth, after.Udp - before.Udp, after.Tcp - before.Tcp, report.View.DurationUs / 1000);
        Assert.Empty(report.Findings);
        Assert.InRange(after.Udp - before.Udp + after.Tcp - before.Tcp, 1, most);
        Assert.Equal(report.View.Questions, after.Udp - before.Udp + after.Tcp - before.Tcp);
    }

    [Fact]
    public void A_dead_child_address_costs_one_time_out_budget()
    {
        using var servers = Start(CountedScenario.WithDeadAddress, out var options);
        using var session = servers.Ask(() => new AuditSession(options));
        Audit(session, First);

        var report = Audit(session, Second);

        output.WriteLine("{0} ms", report.View.DurationUs / 1000);
        Assert.Equal(["ServerUnresponsive ns2.second.example 45.10.8.1"], ScenarioRun.Found(report));
        Assert.InRange(report.View.DurationUs / 1e6, options.TimeoutSec, CountedScenario.DeadAddressLimitSec);
    }

    /// <summary>Starts NSD; the options are the defaults but for where to begin.</summary>
    private static RealServers Start(string scenario, out AuditOptions options)
    {
        Requirements.Servers(ServerSetup.Program(ServerKind.Nsd));
        var parsed = LabScenario.Parse(scenario);
        using var lab = LabNetwork.Start(parsed);
        options = new AuditOptions { RootHints = ScenarioRun.Options(lab).RootHints };
        return RealServers.Start(ServerKind.Nsd, parsed);
    }

    private static DelegationReport Audit(AuditSession session, DomainName name)
    {
        session.Start(name);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return session.Take(limit.Token).Report!;
    }
}
