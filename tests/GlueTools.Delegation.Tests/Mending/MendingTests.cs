using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;
using Xunit;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>Whoever does what a report advises has mended it: in each audit of each scenario, the changes are made and the domain is audited again.</summary>
public sealed class MendingTests(ScenarioResults results)
{
    /// <summary>The scenario files.</summary>
    public static TheoryData<string> Files => [.. ScenarioFiles.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_advised_mends_what_was_found_and_breaks_nothing(string file)
    {
        var scenario = ScenarioFiles.Load(file, SimulatedClock.Begin);
        var broken = new List<string>();
        for (var i = 0; i < scenario.Audits.Count; i++)
        {
            var (audit, report) = await results.Of(file, i);
            if (report.View.Problem is null)
            {
                broken.AddRange(MendingRules.Broken(scenario, audit, report));
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }
}
