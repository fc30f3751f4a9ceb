using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Network.Walking;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Servers that protect themselves, and lists with many dead servers.</summary>
public sealed class PolitenessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("dropover 60")]
    [InlineData("refuseover 60")]
    public void A_parent_server_that_answers_only_so_many_in_a_second_yields_no_finding(string fault)
    {
        var network = new SimulatedLab(LabScenario.Parse(Domains(150, dead: 0) + "server 37.209.192.10 " + fault + "\n"));
        var options = ScenarioRun.Options(network) with { TimeoutSec = 0.3, ThrottleLimit = 32, Depth = AuditDepth.Core };

        var items = Audit(network, options, 150, out _);

        Assert.Equal(150, items.Count);
        Assert.Empty(items.SelectMany(item => item.Report!.Findings).Select(finding => finding.Code + " " + finding.DomainName));
    }

    /// <summary>The limit is the server's, and what it does to one domain comes of the questions about the others: alone each of them is healthy.</summary>
    [Theory]
    [InlineData("refuseover 60", AuditDepth.Core, 32)]
    [InlineData("refuseover 30", AuditDepth.Standard, 32)]
    [InlineData("refuseover 30", AuditDepth.Standard, 4)]
    [InlineData("refuseover 12", AuditDepth.Standard, 32)]
    [InlineData("servfailover 30", AuditDepth.Standard, 32)]
    public void A_server_of_many_domains_that_refuses_above_a_rate_yields_no_finding(string fault, AuditDepth depth, int throttle)
    {
        var network = new SimulatedLab(LabScenario.Parse(Domains(150, dead: 0) + "server 46.10.1.1 " + fault + "\n"));
        var options = ScenarioRun.Options(network) with { TimeoutSec = 0.3, ThrottleLimit = throttle, Depth = depth };

        var items = Audit(network, options, 150, out _);

        Assert.Equal(150, items.Count);
        Assert.Empty(items.SelectMany(item => item.Report!.Findings).Select(finding => finding.Code + " " + finding.DomainName));
    }

    /// <summary>A server that has answered the first domains and then refuses everything, as one does that shuts a client out, says nothing of the rest.</summary>
    [Fact]
    public void A_server_that_shuts_us_out_is_left_out_of_the_verdict_and_accused_of_nothing()
    {
        const int Count = 16;
        var network = new SimulatedLab(LabScenario.Parse(Domains(Count, dead: 0) + "server 46.10.1.1 slow 200\nafter 1\nserver 46.10.1.1 refuse\n"));
        var options = ScenarioRun.Options(network) with { TimeoutSec = 1, ThrottleLimit = 8, Depth = AuditDepth.Standard };

        var items = Audit(network, options, Count, out _);

        Assert.Empty(items.SelectMany(item => item.Report!.Findings).Select(finding => finding.Code + " " + finding.DomainName));
        var limited = items.Where(item => item.Report!.View.Limits.Count > 0).ToList();
        Assert.InRange(limited.Count, 1, Count - 1);
        // Of some of those that were under way it had answered a part.
        Assert.All(limited, item => Assert.Matches("^refusals that may come of how much the server was asked: .*46[.]10[.]1[.]1", Assert.Single(item.Report!.View.Limits)));
    }

    /// <summary>The zone is refused by a server that is asked a lot and answers the rest: that costs the zone at most three questions and a second, and the others nothing.</summary>
    [Fact]
    public void A_zone_that_is_refused_for_good_is_found_at_the_cost_of_at_most_three_questions_and_a_second()
    {
        const int Count = 100, Every = 10;
        var refused = "server 46.10.1.1" + string.Concat(Enumerable.Range(0, Count / Every).Select(i => " refuse d" + (i * Every) + ".example.")) + "\n";

        // Some of a list cost a few questions more than others: those that what serves all of them counts with.
        var usual = Run(string.Empty).Select(item => item.Report!.View.Questions).ToHashSet();
        var items = Run(refused);

        for (var i = 0; i < Count; i++)
        {
            var report = items[i].Report!;
            var isRefused = i % Every == 0;
            Assert.Equal(isRefused ? ["ServerRefuses ns1.d" + i + ".example 46.10.1.1"] : [], ScenarioRun.Found(report));
            Assert.InRange(report.View.Questions, usual.Min(), usual.Max() + (isRefused ? 3 : 0));
            Assert.InRange(report.View.DurationUs, 0, (isRefused ? 1_100_000 : 0) + 500_000);
        }

        List<AuditItem> Run(string faults)
        {
            var network = new SimulatedLab(LabScenario.Parse(Domains(Count, dead: 0) + faults));
            var options = ScenarioRun.Options(network) with { ThrottleLimit = 32, Depth = AuditDepth.Standard };
            return Audit(network, options, Count, out _).OrderBy(item => int.Parse(item.DomainName.Text[1..^".example".Length], CultureInfo.InvariantCulture)).ToList();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 64)]
    public void Domains_that_only_wait_make_room_for_others_within_bounds(int limit, int most)
    {
        var network = new SimulatedLab(LabScenario.Parse(Domains(limit == 1 ? 2 : 100, dead: 100)));
        var options = ScenarioRun.Options(network) with { TimeoutSec = 1, Retry = 0, ThrottleLimit = limit, Depth = AuditDepth.Core };

        var items = Audit(network, options, limit == 1 ? 2 : 100, out var room);

        Assert.All(items, item => Assert.Contains(item.Report!.Findings, finding => finding.Code == "ServerUnresponsive"));
        Assert.InRange(room, limit == 1 ? 1 : limit * 4, most);
    }

    [Fact]
    public void Domains_on_a_server_that_keeps_waiting_take_no_place_of_others()
    {
        const int Limit = 8, Waiting = Limit * 15;
        var text = new StringBuilder("base\n\nin example.\n");
        for (var i = 0; i < Waiting; i++)
        {
            text.Append("  d" + i + " NS ns1.d" + i + "\n  ns1.d" + i + " A 46.20.1.1\n");
        }

        text.Append(Records("d" + Waiting, ".d" + Waiting, "46.10.2.1")).Append("\nzone d" + Waiting + ".example. at 46.10.1.1 2a10:10:1::1 2a10:10:2::1 46.10.2.1\n")
            .Append(Records("@", string.Empty, "46.10.2.1")).Append("server 46.20.1.1 silent\n");
        var network = new SimulatedLab(LabScenario.Parse(text.ToString()));
        var options = ScenarioRun.Options(network) with { ThrottleLimit = Limit, Depth = AuditDepth.Core };

        var times = new Dictionary<string, double>();
        var items = Audit(network, options, Waiting + 1, out _, times);

        // The first of them show that it keeps waiting, in a quarter of a second; by itself each of them would take a place for as long.
        Assert.InRange(times["d" + Waiting + ".example"], 250, 1_500);
        Assert.Equal(Waiting, items.Count(item => item.Report!.Findings.Any(finding => finding.Code == "ServerUnresponsive")));
    }

    [Fact]
    public void Shared_work_keeps_so_many_results_and_does_the_rest_again()
    {
        using var loop = new EventLoop();
        using var done = new ManualResetEventSlim();
        var times = new int[1000];
        var count = 0;
        loop.Post(() =>
        {
            var shared = new SharedWork<int, ServerSet>(100, () => new ServerSet([]), key => "number " + key);
            for (var i = 0; i < times.Length; i++)
            {
                Get(shared, i);
                Get(shared, 0);
            }

            Get(shared, 1);
            Get(shared, 999);
            count = shared.Count;
            done.Set();
        });

        Assert.True(done.Wait(Patience));
        Assert.InRange(count, 50, 100);
        Assert.Equal(1, times[0]);
        Assert.Equal(2, times[1]);
        Assert.Equal(1, times[999]);

        void Get(SharedWork<int, ServerSet> shared, int key) => shared.Get(key, Dependency.ForAudit(new AuditTally(loop.Clock), "x"), _ =>
        {
            times[key]++;
            return LoopTasks.FromResult(new ServerSet([]));
        });
    }

    private static List<AuditItem> Audit(SimulatedLab network, AuditOptions options, int count, out int mostRoom, Dictionary<string, double>? times = null)
    {
        var machine = network.NewMachine();
        using var session = new AuditSession(options, random: new Random(1), machine: machine);
        using var limit = new CancellationTokenSource(Patience);
        var items = new List<AuditItem>();
        mostRoom = 0;
        // Time passes in steps alone, from the first domain on: otherwise it runs on while this thread, on a busy machine, comes to its first step.
        machine.Step(0);
        for (var next = 0; items.Count < count;)
        {
            mostRoom = Math.Max(mostRoom, session.Room);
            for (; next < count && session.InFlight < session.Room; next++)
            {
                session.Start(DomainName.Parse("d" + next + ".example"));
            }

            // As if this thread and the judge's were as quick as the network: nothing happens while they look.
            machine.Step(10_000);
            Assert.True(SpinWait.SpinUntil(() => session.IsJudged, Patience));
            limit.Token.ThrowIfCancellationRequested();
            while (session.TryTake(out var item))
            {
                items.Add(item);
                times?.Add(item.DomainName.Text, machine.ElapsedMs);
            }
        }

        return items;
    }

    /// <summary>Domains with two dual-stack name servers of their own; with so many percent of them, an address of the second is dead.</summary>
    private static string Domains(int count, int dead)
    {
        var text = new StringBuilder("base\n\nin example.\n");
        var zones = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var isDead = i % 100 < dead;
            var gone = isDead ? "46.20." + i + ".1" : "46.10.2.1";
            text.Append(Records("d" + i, ".d" + i, gone));
            zones.Append("zone d" + i + ".example. at 46.10.1.1 2a10:10:1::1 2a10:10:2::1" + (isDead ? string.Empty : " 46.10.2.1") + "\n");
            zones.Append(Records("@", string.Empty, gone));
            if (isDead)
            {
                zones.Append("server " + gone + " silent\n");
            }
        }

        return text.Append('\n').Append(zones).ToString();
    }

    private static string Records(string owner, string below, string second) =>
        $"  {owner} NS ns1{below}\n  {owner} NS ns2{below}\n  ns1{below} A 46.10.1.1\n  ns1{below} AAAA 2a10:10:1::1\n  ns2{below} A {second}\n  ns2{below} AAAA 2a10:10:2::1\n";
}
