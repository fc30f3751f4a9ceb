using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Delegation.Judging;

namespace GlueTools.Hostile.Tests;

/// <summary>Name servers without glue, each in a zone that has such name servers itself. Each run has innocent domains beside it that must come out exact.</summary>
public sealed class GraphTests
{
    /// <summary>Between two looks at the clock: 64 steps, and what the last of them looks at where it unties the largest knot here.</summary>
    private const int StepsAtAStretch = 5000;

    private const long Memory = 96L << 20;

    /// <summary>Zones, name servers of each: every name server in another zone of the graph.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(21, 4)]
    [InlineData(40, 3)]
    [InlineData(12, 12)]
    public void A_complete_graph_is_circular_for_everybody_and_stops_nobody(int zones, int servers)
    {
        var names = Enumerable.Range(0, zones).Select(i => "g" + i + ".example").ToList();
        var network = new HostileNetwork(Innocents.Text() + "in example.\n" + Graph(zones, servers));

        var run = HostileRun.Of(network, names.Concat(Innocents.Names()), isWeighed: true);

        run.AssertInnocents();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var report = run.Report(name);
            Assert.Equal(Enumerable.Range(0, servers).Select(j => Server(i, j, zones)).Where(server => !server.EndsWith("." + name, StringComparison.Ordinal)).Order(StringComparer.Ordinal), Circular(report));
            Assert.Contains(report.Findings, finding => finding.Code == "DelegationUnreachable");
            Assert.Empty(report.View.Limits);
            Assert.InRange(report.View.Questions, 1, 100);
        }

        AssertBounds(run, 40 * (zones + 2) * (servers + 2));
    }

    /// <summary>The same words whoever is asked first, alone or not.</summary>
    [Theory]
    [InlineData(8, 5)]
    [InlineData(40, 1)]
    [InlineData(40, 3)]
    public void A_circle_reads_the_same_whoever_came_into_it_first(int zones, int servers)
    {
        var network = new HostileNetwork("base\nin example.\n" + Graph(zones, servers));
        var names = Enumerable.Range(0, zones).Select(i => "g" + i + ".example").ToList();
        var together = new Dictionary<string, string>();

        foreach (var order in new[] { names, Enumerable.Reverse(names).ToList(), names.Skip(3).Concat(names.Take(3)).ToList() })
        {
            foreach (var throttle in new[] { 1, 64 })
            {
                var run = HostileRun.Of(network, order, options => options with { ThrottleLimit = throttle });
                Assert.All(names, name =>
                {
                    together.TryAdd(name, Sentences(run.Report(name)));
                    Assert.Equal(together[name], Sentences(run.Report(name)));
                });
            }
        }

        // Every zone of the graph sees the same of the others, so that some of them alone tell what all would.
        Assert.All(names.Where((_, i) => i % Thorough.Times(6, 1) == 0), name => Assert.Equal(together[name], Sentences(HostileRun.Of(network, [name]).Report(name))));
    }

    /// <summary>A graph is no circle where one zone of it can be reached: then all of it can.</summary>
    [Theory]
    [InlineData(6, 3)]
    [InlineData(12, 12)]
    public void One_way_out_of_a_graph_is_a_way_out_for_all_of_it(int zones, int servers)
    {
        var text = new StringBuilder("base\nin example.\n" + Graph(zones, servers) + "  ns.exit A 46.10.1.1\n  exit NS ns.exit\n  g" + (zones - 1) + " NS ns.exit\n");
        text.Append("zone exit.example. at 46.10.1.1\n  @ NS ns\n  ns A 46.10.1.1\n");
        for (var i = 0; i < zones; i++)
        {
            text.Append("zone g" + i + ".example. at 46.10.1.1\n");
            for (var j = 0; j < servers; j++)
            {
                text.Append("  @ NS " + Server(i, j, zones) + ".\n");
            }

            foreach (var own in Enumerable.Range(0, zones).SelectMany(k => Enumerable.Range(0, servers).Select(j => Server(k, j, zones))).Where(name => name.EndsWith(".g" + i + ".example", StringComparison.Ordinal)))
            {
                text.Append("  " + own.Split('.')[0] + " A 46.10.1.1\n");
            }
        }

        var network = new HostileNetwork(text.ToString());
        var names = Enumerable.Range(0, zones).Select(i => "g" + i + ".example").ToList();
        var forward = HostileRun.Of(network, names);
        var backward = HostileRun.Of(network, Enumerable.Reverse(names), options => options with { ThrottleLimit = 1 });

        foreach (var name in names)
        {
            Assert.Empty(Circular(forward.Report(name)));
            Assert.DoesNotContain(forward.Report(name).Findings, finding => finding.Code is "DelegationUnreachable" or "NameServerUnresolvable");
            Assert.Equal(Sentences(forward.Report(name)), Sentences(backward.Report(name)));
            Assert.Equal(forward.Row(name).FurtherZoneCount, backward.Row(name).FurtherZoneCount);
        }
    }

    [Fact]
    public void A_chain_is_followed_as_deep_as_anything_may_go_and_the_row_says_where_it_ended()
    {
        const int Length = 60;
        var text = Innocents.Text() + "in example.\n" + string.Concat(Enumerable.Range(0, Length).Select(i => "  c" + i + " NS ns.c" + (i + 1) + "\n"));
        text += "  c" + Length + " NS ns.c" + Length + "\n  ns.c" + Length + " A 46.10.1.1\n";
        text += string.Concat(Enumerable.Range(0, Length + 1).Select(i => "zone c" + i + ".example. at 46.10.1.1\n  @ NS ns.c" + Math.Min(i + 1, Length) + ".example.\n  ns A 46.10.1.1\n"));
        var network = new HostileNetwork(text);
        var names = Enumerable.Range(0, Length).Select(i => "c" + i + ".example").ToList();
        var forward = HostileRun.Of(network, names.Concat(Innocents.Names()), isWeighed: true);
        var backward = HostileRun.Of(network, Enumerable.Reverse(names).Concat(Innocents.Names()), options => options with { ThrottleLimit = 1 }, isWeighed: true);

        foreach (var run in new[] { forward, backward })
        {
            run.AssertInnocents();
            for (var i = 0; i < Length; i++)
            {
                // The address of ns.c60 comes with the referral of c59: from c35 on, no more than 24 have to be looked up.
                var row = run.Row(names[i]);
                var isTooDeep = Length - i > 25;
                Assert.Equal(isTooDeep ? ["depth: ns.c" + (i + 1) + ".example"] : [], row.Limits);
                Assert.DoesNotContain(run.Report(names[i]).Findings, finding => finding.Code is "CircularDependency" or "NameServerUnresolvable" or "DelegationUnreachable");
            }

            AssertBounds(run, 20_000);
        }
    }

    [Fact]
    public void A_fan_of_names_in_zones_without_a_way_costs_what_its_zones_cost()
    {
        const int Names = 60;
        var text = Innocents.Text() + "in example.\n" + string.Concat(Enumerable.Range(0, Names).Select(i => $"  fan NS n{i}.f{i}.example.\n  f{i} NS n.f{(i * 7) % Names}\n"));
        var network = new HostileNetwork(text);

        var run = HostileRun.Of(network, Innocents.Names().Prepend("fan.example"), isWeighed: true);

        run.AssertInnocents();
        Assert.Equal(Names, Circular(run.Report("fan.example")).Length);
        Assert.InRange(run.Row("fan.example").QueryCount, Names, 5 * Names);
        AssertBounds(run, 20_000);
    }

    /// <summary>More zones in one circle than may be looked up one for the other: none of them is found out again for want of room.</summary>
    [Fact]
    public void A_circle_longer_than_anything_may_go_ends_for_everybody()
    {
        const int Zones = 400;
        var network = new HostileNetwork(Innocents.Text() + "in example.\n" + Graph(Zones, 1));
        var names = Enumerable.Range(0, Zones).Select(i => "g" + i + ".example").ToList();

        var run = HostileRun.Of(network, names.Concat(Innocents.Names()));
        var backward = HostileRun.Of(network, Enumerable.Reverse(names), options => options with { ThrottleLimit = 1 });

        run.AssertInnocents();
        Assert.All(names, name => Assert.Equal(["questions: " + Server(int.Parse(name.Split('.')[0][1..], System.Globalization.CultureInfo.InvariantCulture), 0, Zones)], run.Row(name).Limits));
        Assert.Equal(run.Row(names[7]).Limits, HostileRun.Of(network, [names[7]]).Row(names[7]).Limits);
        Assert.All(names, name => Assert.Equal(run.Row(name).Limits, backward.Row(name).Limits));
    }

    private static void AssertBounds(HostileRun run, int steps)
    {
        Assert.InRange(run.MostStepsAtAStretch, 1, StepsAtAStretch);
        // Innocents take their share.
        Assert.InRange(run.Steps, 1, steps + (60 * Innocents.Count));
        Assert.InRange(run.Memory, 0, Memory);
    }

    private static string[] Circular(DelegationReport report) =>
        Finding.From(report.Findings).Where(finding => finding.Code == "CircularDependency").Select(finding => finding.NameServer).Order(StringComparer.Ordinal).ToArray();

    private static string Sentences(DelegationReport report) => string.Join("\n", Finding.From(report.Findings).Select(finding => finding.Code + " " + finding.NameServer + " " + finding.Message));

    private static string Server(int zone, int number, int zones) => "n" + zone + "-" + number + ".g" + ((zone + number + 1) % zones) + ".example";

    private static string Graph(int zones, int servers)
    {
        var text = new StringBuilder();
        for (var i = 0; i < zones; i++)
        {
            for (var j = 0; j < servers; j++)
            {
                text.Append("  g" + i + " NS " + Server(i, j, zones) + ".\n");
            }
        }

        return text.ToString();
    }
}
