using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Delegation.Tests;
using GlueTools.Dns.Addresses;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>Scenarios on real servers give the findings that they give on the embedded lab. What a server cannot express or does not load is printed.</summary>
[Collection(Alone.Name)]
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;
    private const string Same = "same";
    private const string Differs = "differs: ";

    [Theory]
    [InlineData(ServerKind.Nsd)]
    [InlineData(ServerKind.Knot)]
    [InlineData(ServerKind.Bind)]
    public void Every_fault_of_the_sample_is_found_on_real_servers_as_on_the_embedded_lab(ServerKind kind)
    {
        Requirements.Servers(ServerSetup.Program(kind));
        var column = Column(kind, LabSamples.Load("sample"), string.Empty);

        Print(kind, column);
        var table = Rows("fault-matrix.txt").Select(row => (row[0], row[1 + (int)kind]));
        Assert.Equal(Lines(table), Lines(column));
    }

    [Theory]
    [InlineData(ServerKind.Nsd)]
    [InlineData(ServerKind.Knot)]
    [InlineData(ServerKind.Bind)]
    public void Every_scenario_that_a_server_can_express_is_judged_as_on_the_embedded_lab(ServerKind kind)
    {
        Requirements.Servers(ServerSetup.Program(kind));
        var lawful = Rows("lawful-differences.txt").Where(row => row[1].Split(' ').Contains(kind.ToString())).Select(row => row[0]).ToList();
        var scenarios = ScenarioFiles.Names.Select(file => (File: file, Scenario: ScenarioFiles.Load(file))).Where(pair => ServerPlan.Fits(pair.Scenario));

        // Most of it is waiting for servers that are not there.
        var cells = scenarios.AsParallel().WithDegreeOfParallelism(AtOnce).WithExecutionMode(ParallelExecutionMode.ForceParallelism)
            .SelectMany(pair => Column(kind, pair.Scenario, pair.File + ": ")).OrderBy(cell => cell.Row, StringComparer.Ordinal).ToList();

        Print(kind, cells);
        var differences = cells.Where(cell => cell.Cell.StartsWith(Differs, StringComparison.Ordinal)).ToList();
        Assert.Equal(string.Empty, Lines(differences.Where(cell => !lawful.Exists(cell.Row.StartsWith))));
        Assert.Contains(cells, cell => cell.Cell == Same);
    }

    [Fact]
    public void Each_lawful_difference_names_the_kinds_of_server_that_it_is_lawful_for() => Assert.All(Rows("lawful-differences.txt"), row =>
    {
        Assert.Equal(3, row.Length);
        Assert.All(row[1].Split(' '), kind => Assert.True(Enum.TryParse<ServerKind>(kind, out _), kind));
        Assert.NotEmpty(row[2]);
    });

    private void Print(ServerKind kind, List<(string Row, string Cell)> cells)
    {
        foreach (var (row, cell) in cells)
        {
            output.WriteLine("{0,-80} {1,-5} {2}", row, kind, cell);
        }
    }

    private static List<(string Row, string Cell)> Column(ServerKind kind, LabScenario scenario, string prefix)
    {
        var plan = new ServerPlan(scenario);
        if (scenario.Audits.All(audit => plan.Inexpressible(audit.DomainName) is not null))
        {
            return scenario.Audits.Select(audit => (Row(audit), NotExpressible(audit))).ToList();
        }

        using var servers = RealServers.Start(kind, scenario);
        return servers.Ask(() =>
        {
            using var lab = LabNetwork.Start(scenario);
            var pairs = scenario.Audits.Where(audit => plan.Inexpressible(audit.DomainName) is null).ToDictionary(
                audit => audit, audit => (Lab: Audit(audit, ScenarioRun.Options(lab, audit)), Here: Audit(audit, OptionsHere(lab, audit))));
            return scenario.Audits.Select(audit => (Row(audit), pairs.TryGetValue(audit, out var pair) ? Cell(audit, pair.Lab.Result, pair.Here.Result) : NotExpressible(audit))).ToList();
        });

        string Row(LabAudit audit) => prefix + string.Join(' ', audit.Options.Prepend(audit.DomainName.Text));

        string NotExpressible(LabAudit audit) => "not expressible: " + plan.Inexpressible(audit.DomainName)!.Kind.ToString().ToLowerInvariant();

        string Cell(LabAudit audit, string[] expected, string[] actual) => expected.SequenceEqual(actual) ? Same
            : WhyRefused(servers, audit) is { } reason ? "refused: " + reason
            : Differs + "lab [" + string.Join(", ", expected) + "], here [" + string.Join(", ", actual) + "]";
    }

    private static string? WhyRefused(RealServers servers, LabAudit audit) =>
        servers.Refused.Where(zone => audit.DomainName.IsAtOrBelow(zone.Key)).Select(zone => zone.Value).FirstOrDefault();

    // Servers wait for nobody here, but they share the machine's processors with everything else that runs.
    private static AuditOptions OptionsHere(LabNetwork lab, LabAudit audit) =>
        ScenarioRun.Options(lab, audit) with { Map = AddressMap.Identity, ServerRateLimit = 0, RateLimit = 0, TimeoutSec = 1 };

    private static Task<string[]> Audit(LabAudit audit, AuditOptions options) => Task.Factory.StartNew(
        () =>
        {
            var report = ScenarioRun.Audit(options, audit.DomainName);
            return report.View.Problem is { } problem ? [problem] : ScenarioRun.Found(report);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static string Lines(IEnumerable<(string Row, string Cell)> column) =>
        string.Join('\n', column.Select(pair => pair.Row + " | " + pair.Cell).Order(StringComparer.Ordinal));

    private static IEnumerable<string[]> Rows(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
