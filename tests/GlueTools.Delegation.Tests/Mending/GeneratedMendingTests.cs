using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;
using Xunit;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>
/// A long check: whoever does what a report advises has mended it, in the domains of a generated internet too. GLUETOOLS_MENDING names the folder that
/// <c>tests/internet/scenarios.py</c> wrote; <c>tests/internet/mend.sh</c> does both.
/// </summary>
public sealed class GeneratedMendingTests
{
    private const string Variable = "GLUETOOLS_MENDING";

    [Fact]
    public void What_is_advised_mends_the_domains_of_a_generated_internet()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(folder is null, Variable + " names no folder of scenarios.");
        var files = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        var wrong = new ConcurrentQueue<string>();
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            foreach (var line in Wrong(file))
            {
                wrong.Enqueue(Path.GetFileName(file) + ": " + line);
            }
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} in {files.Count} files:\n" + string.Join("\n", wrong.Order(StringComparer.Ordinal)));
    }

    private static string[] Wrong(string file)
    {
        var scenario = LabScenario.Parse(File.ReadAllText(file), SimulatedClock.Begin);
        var lab = new SimulatedLab(scenario);
        var audit = scenario.Audits[0];
        var report = ScenarioRun.Audit(lab, audit);
        string[] expected = ScenarioRun.Expected(audit), found = ScenarioRun.Found(report);
        return !expected.SequenceEqual(found)
            ? [scenario.Title + ": expected " + string.Join(", ", expected.Except(found)) + "; found " + string.Join(", ", found.Except(expected))]
            : [.. MendingRules.Broken(scenario, audit, report).Select(line => scenario.Title + ": " + line)];
    }
}
