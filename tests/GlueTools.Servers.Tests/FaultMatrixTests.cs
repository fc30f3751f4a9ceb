using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Delegation;
using GlueTools.Delegation.Tests;
using GlueTools.Dns.Transport;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Servers.Tests.Servers;

namespace GlueTools.Servers.Tests;

/// <summary>The sample hierarchy on real servers gives the findings that it gives on the embedded lab.</summary>
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    private const string Same = "same";

    [Theory]
    [InlineData(ServerKind.Nsd)]
    [InlineData(ServerKind.Knot)]
    [InlineData(ServerKind.Bind)]
    public void Every_fault_of_the_sample_is_found_on_real_servers_as_on_the_embedded_lab(ServerKind kind)
    {
        Requirements.Servers(ServerSetup.Program(kind));
        var scenario = LabSamples.Load("sample");
        using var lab = LabNetwork.Start(scenario);
        using var servers = RealServers.Start(kind, scenario);
        var plan = new ServerPlan(scenario);

        var found = AuditAll(lab, scenario);
        var column = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var audit in scenario.Audits)
        {
            var cell = plan.Inexpressible(audit.DomainName) is { } fault ? "not expressible: " + fault.Kind.ToString().ToLowerInvariant()
                : servers.Refused.TryGetValue(audit.DomainName, out var reason) ? "refused: " + reason
                : Compare(ScenarioRun.Found(ScenarioRun.Audit(lab, audit)), found[audit.DomainName.Text]);
            column.Add(audit.DomainName.Text, cell);
            output.WriteLine("{0,-28} {1,-5} {2}", audit.DomainName.Text, kind, cell);
        }

        Assert.Equal(Lines(Table(kind)), Lines(column));
    }

    private static Dictionary<string, string[]> AuditAll(LabNetwork lab, LabScenario scenario)
    {
        // Servers wait for nobody here, but they share the machine's processors with everything else that runs.
        var options = ScenarioRun.Options(lab) with { Map = AddressMap.Identity, ServerRateLimit = 0, RateLimit = 0, TimeoutSec = 1 };
        Assert.All(scenario.Audits, audit => Assert.Empty(audit.Options));
        using var session = new AuditSession(options, random: new Random(1));
        foreach (var audit in scenario.Audits)
        {
            session.Start(audit.DomainName);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return scenario.Audits.Select(_ => session.Take(limit.Token)).ToDictionary(
            item => item.DomainName.Text,
            item => item.Report!.View.Problem is { } problem ? [problem] : ScenarioRun.Found(item.Report!));
    }

    private static string Compare(string[] expected, string[] actual) => expected.SequenceEqual(actual)
        ? Same
        : "differs: lab [" + string.Join(", ", expected) + "], here [" + string.Join(", ", actual) + "]";

    private static string Lines(IDictionary<string, string> column) => string.Join('\n', column.Select(cell => cell.Key + ": " + cell.Value));

    /// <summary>One server's column of the checked-in table.</summary>
    private static SortedDictionary<string, string> Table(ServerKind kind)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fault-matrix.txt")).Where(line => line.Length > 0 && line[0] != '#');
        var cells = lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(row => row[0], row => row[1 + (int)kind]);
        return new SortedDictionary<string, string>(cells, StringComparer.Ordinal);
    }
}
