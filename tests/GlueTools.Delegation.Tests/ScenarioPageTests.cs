using System.Linq;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Lab.Tests;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>docs/scenarios.md: its example holds what it expects, and its options are those that an audit has.</summary>
public sealed class ScenarioPageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_example_has_exactly_the_findings_it_expects(int index)
    {
        var network = new SimulatedLab(LabScenario.Parse(ScenarioPage.Example));
        var audit = network.Scenario.Audits[index];

        var report = ScenarioRun.Audit(network, audit);

        Assert.NotEmpty(audit.Expectations);
        Assert.Equal(ScenarioRun.Expected(audit), ScenarioRun.Found(report));
    }

    [Fact]
    public void Every_option_of_the_page_is_one()
    {
        var network = new SimulatedLab(LabSamples.Load("base"));
        foreach (var option in ScenarioPage.FirstColumn("Options of an audit"))
        {
            var words = option.Replace("ADDRESS", "45.10.1.1", System.StringComparison.Ordinal).Replace("TIME", "2020-01-01T00:00:00Z", System.StringComparison.Ordinal).Replace("NAME", "ns.example", System.StringComparison.Ordinal).Replace("SECONDS", "2", System.StringComparison.Ordinal).Replace(" N", " 1400", System.StringComparison.Ordinal);
            var audit = Assert.Single(LabScenario.Parse("audit example. " + words).Audits);
            Assert.Null(Record.Exception(() => ScenarioRun.Options(network, audit)));
        }
    }

    [Fact]
    public void Every_option_that_a_scenario_here_uses_is_on_the_page()
    {
        var documented = ScenarioPage.FirstColumn("Options of an audit").Select(option => option.Split(' ')[0]).ToHashSet();
        var used = ScenarioFiles.Names.SelectMany(name => ScenarioFiles.Load(name).Audits).SelectMany(audit => audit.Options).Where(word => char.IsLetter(word[0]) && !word.Contains(':') && !word.Contains('.'));
        Assert.Empty(used.Except(["core", "standard", "full"]).Except(documented));
    }
}
