using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;
using GlueTools.Tests;
using Xunit;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>
/// Whoever does what a report advises has mended it, in the domains of a generated internet too: in each fourth one that has a pair of faults, of those that
/// <c>tests/internet/scenarios.py</c> writes, and in each second one on a build machine. <c>tests/internet/mend.sh</c> does it in all, or in those of another seed: GLUETOOLS_MENDING names a
/// folder that has been written already.
/// </summary>
public sealed class GeneratedMendingTests
{
    private const string Variable = "GLUETOOLS_MENDING";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public void What_is_advised_mends_the_domains_of_a_generated_internet()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } folder)
        {
            Mends(folder);
            return;
        }

        var own = Directory.CreateTempSubdirectory("glue-mending-");
        try
        {
            Write(own.FullName);
            Mends(own.FullName);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static void Mends(string folder)
    {
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

    private static void Write(string folder)
    {
        using var process = Python(Path.Combine(Repository.Root, "tests", "internet", "scenarios.py"), folder, "--all-pairs", "--seed", "1", "--every", Thorough.IsBuildMachine ? "2" : "4");
        var text = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
        }

        Assert.True(process.ExitCode == 0, text.Result);
    }

    /// <summary>Skips where there is no Python; a build machine that has to have all of it fails.</summary>
    private static Process Python(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardError = true })!;
        }
        catch (Win32Exception problem)
        {
            Assert.False(Thorough.IsBuildMachine, "Needed here, and missing: python3. " + problem.Message);
            Assert.Skip("python3 is not installed.");
            throw;
        }
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
