using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Judging;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Findings do not depend on who is asked first and who answers first: the same faults, the same words.</summary>
public sealed class OrderTests
{
    private const int Runs = 20;

    /// <summary>Long against a round trip on loopback, short against the time-out.</summary>
    private const int SlowestMs = 20;

    public static TheoryData<string> Files => ["DependenciesResolve-circles", "DependenciesResolve-depth", "Order-rotated", "ParentServersAgree-differences", "GlueMatchesChild-furthercut"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Findings_are_the_same_text_whatever_the_order_of_arrival(string file)
    {
        var scenario = ScenarioFiles.Load(file);

        var texts = new string[Runs];
        Parallel.For(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, run =>
        {
            var network = new SimulatedLab(WithRandomDelays(scenario, new Random(run)));
            texts[run] = AuditAll(network, run);
        });

        Assert.Contains(" | ", texts[0], StringComparison.Ordinal);
        for (var run = 1; run < Runs; run++)
        {
            Assert.True(texts[0] == texts[run], "Run 0:\n" + texts[0] + "\n\nRun " + run + ":\n" + texts[run]);
        }
    }

    [Fact]
    public void The_delays_do_change_the_order_of_arrival()
    {
        var scenario = ScenarioFiles.Load("Order-rotated");
        var orders = new HashSet<string>();
        for (var seed = 1; seed <= 3; seed++)
        {
            var network = new SimulatedLab(WithRandomDelays(scenario, new Random(seed)));
            AuditAll(network, seed);
            orders.Add(string.Join('\n', network.Queries.Select(query => query.ToString())));
        }

        Assert.True(orders.Count > 1);
    }

    private static LabScenario WithRandomDelays(LabScenario scenario, Random random) => new(
        scenario.Title,
        scenario.Zones,
        scenario.Servers.Select(server => new LabServer(server.Address, [.. server.Faults, new LabFault(LabFaultKind.Slow, random.Next(1, SlowestMs))])).ToList(),
        scenario.Path,
        scenario.Audits);

    private static string AuditAll(SimulatedLab network, int seed)
    {
        using var session = new AuditSession(ScenarioRun.Options(network), random: new Random(seed), machine: network.NewMachine());
        var audits = network.Scenario.Audits.Where(audit => audit.Options.Count == 0).ToList();
        foreach (var audit in audits)
        {
            session.Start(audit.DomainName);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var _ in audits)
        {
            var item = session.Take(limit.Token);
            Assert.Null(item.Failure);
            texts.Add(item.DomainName.Text, Text(item.Report!));
        }

        return string.Join('\n', texts.Select(pair => "== " + pair.Key + "\n" + pair.Value));
    }

    private static string Text(DelegationReport report) => string.Join('\n', report.Rows().Select(finding => string.Join(
        " | ", finding.Severity, finding.Check, finding.Code, finding.NameServer, finding.IPAddress, finding.Servers, finding.Message, finding.Remedy, finding.Reference)));
}
