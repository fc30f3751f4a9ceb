using System;
using System.Globalization;
using System.Linq;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Tests;

/// <summary>docs/scenarios.md tells of every word that a scenario may have, and of no other.</summary>
public sealed class ScenarioPageTests
{
    [Fact]
    public void The_page_has_every_fault_with_its_argument()
    {
        var rows = ScenarioPage.FirstColumn("Faults");

        // What the parser makes of a row is written as the row is, so that an argument is there where one is needed.
        var read = rows.Select(row => LabScenario.Parse("server 45.10.1.1 " + row.Replace(" N", " 3", StringComparison.Ordinal).Replace(" TYPE", " DS", StringComparison.Ordinal).Replace(" CODE", " REFUSED", StringComparison.Ordinal))
            .Servers[0].Faults.Single()).ToList();
        Assert.Equal(rows, read.Select(fault => fault.ToString().Replace(" 3", " N", StringComparison.Ordinal).Replace(" DS", " TYPE", StringComparison.Ordinal).Replace(" REFUSED", " CODE", StringComparison.Ordinal)));
        Assert.Equal(Enum.GetValues<LabFaultKind>(), read.Select(fault => fault.Kind));
    }

    [Fact]
    public void The_page_has_every_path_condition() => Assert.Equal(
        Enum.GetValues<LabPath>().Where(path => path != LabPath.Open),
        ScenarioPage.FirstColumn("Path").Select(condition => LabScenario.Parse("path " + condition).Path));

    [Fact]
    public void The_page_has_every_line()
    {
        var sentence = Assert.Throws<FormatException>(() => LabScenario.Parse("x")).Message;
        var words = sentence[(sentence.IndexOf("starts with ", StringComparison.Ordinal) + 12)..].TrimEnd('.').Replace(" or ", ", ", StringComparison.Ordinal).Split(", ");
        Assert.Equal(words, ScenarioPage.FirstColumn("Lines").Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void The_example_is_read_and_has_each_kind_of_line_but_path()
    {
        var scenario = LabScenario.Parse(ScenarioPage.Example);
        Assert.Equal("A registrar was not told that ns2 moved, and ns1 takes no connections", scenario.Title);
        Assert.Equal(["notcp", "slow 20 shop.example."], scenario.Servers.SelectMany(server => server.Faults).Select(fault => fault.ToString()));
        Assert.Equal([2u, 1u], scenario.Zones.Where(zone => zone.Name.LabelCount == 2).Select(zone => zone.Serial));
        Assert.Equal(2, scenario.Audits.Count);
    }

    [Fact]
    public void The_page_says_how_long_a_scenario_may_be() =>
        Assert.Contains(LabScenario.LongestText.ToString("N0", CultureInfo.InvariantCulture) + " characters", ScenarioPage.Text);
}
