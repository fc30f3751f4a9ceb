using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests.Graph;

/// <summary>The graph of what a domain depends on, and what it comes to.</summary>
public sealed class DependencyTests
{
    [Theory]
    [InlineData("two.example", 1, 4, 3, 3, 3, 5, 2, 2, 0)]
    [InlineData("hosted.example", 3, 6, 5, 3, 6, 6, 2, 2, 2)]
    [InlineData("false.example", 3, 8, 5, 3, 6, 6, 3, 1, 3)]
    [InlineData("true.example", 3, 7, 5, 3, 6, 6, 2, 2, 2)]
    [InlineData("both.example", 3, 7, 3, 3, 3, 5, 2, 2, 1)]
    public void Measures_of_a_scenario_are_those_counted_by_hand(string domain, int zones, int servers, int asked, int best, int lookups, int? withoutGlue, int usable, int redundancy, int glueless)
    {
        var measures = Measure(ScenarioFiles.Load("DependenciesAreIndependent-graph", SimulatedClock.Begin), domain);

        // A domain whose name servers lie in it cannot be found without glue; a sibling's zone is a referral and an address further.
        var expected = domain == "two.example" ? null : withoutGlue;
        Assert.Equal((zones, servers, asked, best, lookups, usable, redundancy, glueless), (
            measures.ZoneCount, measures.ServerCount, measures.MinimumServersQueried, measures.BestMinimumServersQueried, measures.Lookups, measures.UsableServers, measures.Redundancy, measures.GluelessNameServers));
        Assert.Equal(expected, measures.LookupsWithoutGlue);
        Assert.Equal(domain == "false.example", measures.HasFalseRedundancy);
    }

    [Fact]
    public void A_domain_that_wants_no_name_servers_depends_on_nobody_s_and_is_not_reached()
    {
        var measures = Measure(ScenarioFiles.Load("NameServersAreHostNames-names", SimulatedClock.Begin), "nowhere.example");

        Assert.False(measures.IsReachable);
        Assert.Equal(0, measures.UsableServers);
        Assert.Equal(["nic.example"], measures.Operators.Select(name => name.Text));
    }

    [Fact]
    public void Circles_are_found_whether_or_not_something_breaks_them()
    {
        var scenario = ScenarioFiles.Load("DependenciesResolve-circles", SimulatedClock.Begin);

        Assert.Equal([["a.example", "b.example"]], Measure(scenario, "a.example").Circles.Select(circle => circle.Select(zone => zone.Text).ToArray()));
        Assert.Equal([["e.example", "f.example"]], Measure(scenario, "f.example").Circles.Select(circle => circle.Select(zone => zone.Text).ToArray()));
        Assert.Empty(Measure(scenario, "c.example").Circles);
        Assert.False(Measure(scenario, "a.example").IsReachable);
        Assert.True(Measure(scenario, "f.example").IsReachable);
    }

    [Fact]
    public void Evidence_without_dependencies_gives_what_it_shows_and_says_what_is_missing()
    {
        var lab = new SimulatedLab(ScenarioFiles.Load("DependenciesAreIndependent-graph", SimulatedClock.Begin));
        var view = ScenarioRun.Audit(lab, ScenarioRun.Options(lab), DomainName.Parse("hosted.example")).View;

        var graph = DependencyGraph.Of(view)!;

        Assert.Equal([".", "example", "hosted.example", "one.test", "test"], graph.Zones.Select(zone => zone.Name.Text).Order(StringComparer.Ordinal));
        Assert.Contains(graph.Limits, limit => limit.Contains("dependencies", StringComparison.Ordinal));
        Assert.DoesNotContain(graph.Zones, zone => !zone.IsDomain && !zone.IsStart && zone.IsKnown);
        Assert.True(DependencyMeasures.Of(graph).IsReachable);
    }

    [Fact]
    public void A_web_of_made_up_zones_has_an_end()
    {
        const int Zones = 400;
        var text = new StringBuilder("base\n");
        for (var i = 0; i < Zones; i++)
        {
            // Each zone has a name server with glue, and five whose names lie below the other top-level domain; all are one machine.
            var (own, other) = i % 2 == 0 ? ("example", "test") : ("test", "example");
            text.Append("in ").Append(own).Append(".\n");
            for (var j = 1; j <= 5; j++)
            {
                text.Append(" z").Append(i).Append(" NS ns.z").Append(((i * 5) + (2 * j) - 1) % Zones).Append('.').Append(other).Append(".\n");
            }

            text.Append(" z").Append(i).Append(" NS ns.z").Append(i).Append("\n ns.z").Append(i).Append(" A 45.10.1.1\n");
            text.Append("zone z").Append(i).Append('.').Append(own).Append(". at 45.10.1.1\n @ NS ns\n ns A 45.10.1.1\n");
        }

        text.Append("in test.\n web NS ns.z2.example.\n web NS ns.z4.example.\nzone web.test. at 45.10.1.1\n @ NS ns.z2.example.\n @ NS ns.z4.example.\n");
        var measures = Measure(LabScenario.Parse(text.ToString()), "web.test");

        Assert.NotEmpty(measures.Graph.Limits);
        Assert.InRange(measures.Graph.Zones.Count(zone => zone.IsKnown), 100, 130);
    }

    [Fact]
    public void A_table_of_prefixes_is_read_in_both_forms_and_the_longest_counts()
    {
        var table = AutonomousSystems.Read(new StringReader("# a table\n45.0.0.0/8 64500\n45.10.0.0\t16\t64501_64502\r\n45.10.6.0/24 AS64503\n2a10::/16,64504\n"));

        Assert.Equal(4, table.Count);
        Assert.Equal(["AS64503", "AS64501_AS64502", "AS64500", "AS64504", null], new[] { "45.10.6.1", "45.10.7.1", "45.11.0.1", "2a10:10::1", "9.9.9.9" }.Select(address => table.Of(IPAddress.Parse(address))));
        var measures = DependencyMeasures.Of(Graph(ScenarioFiles.Load("DependenciesAreIndependent-graph", SimulatedClock.Begin), "two.example"), AutonomousSystems.Read(new StringReader("45.10.0.0/16 64501\n2a10:10::/32 64501\n")));
        Assert.Contains("autonomous system AS64501", measures.CutPoints.Select(point => point.ToString()));
    }

    [Theory]
    [InlineData("45.10.6.1/24 x", "line 1 is no prefix")]
    [InlineData("45.10.6.1/24 1\nns1.example 7", "line 2 is no prefix")]
    [InlineData("45.10.6.1/33 1", "line 1 is no prefix")]
    public void A_line_that_is_none_of_a_table_is_named(string text, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<FormatException>(() => AutonomousSystems.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_endless_line_is_not_read_to_its_end() =>
        Assert.StartsWith("line 1 is longer", Assert.Throws<FormatException>(() => AutonomousSystems.Read(new StringReader(new string('1', 100_000)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ns1.example.com", "example.com")]
    [InlineData("a.b.awsdns-20.co.uk", "awsdns-20.co.uk")]
    [InlineData("ns1.hkirc.net.hk", "hkirc.net.hk")]
    [InlineData("ns.nic.example", "nic.example")]
    [InlineData("localhost", "localhost")]
    [InlineData(".", ".")]
    public void An_operator_is_the_domain_that_somebody_has_registered(string name, string expected) => Assert.Equal(expected, Operators.Of(DomainName.Parse(name)).Text);

    private static DependencyMeasures Measure(LabScenario scenario, string domain) => DependencyMeasures.Of(Graph(scenario, domain));

    private static DependencyGraph Graph(LabScenario scenario, string domain)
    {
        var lab = new SimulatedLab(scenario);
        var view = ScenarioRun.Audit(lab, ScenarioRun.Options(lab) with { Dependencies = true, KeepEvidence = true }, DomainName.Parse(domain)).View;
        return DependencyGraph.Of(EvidenceReader.Read(EvidenceWriter.Write(view)))!;
    }
}
