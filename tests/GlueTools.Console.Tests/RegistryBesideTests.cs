using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using GlueTools.Console.Running;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Shared;

namespace GlueTools.Console.Tests;

/// <summary>The registry as the third column: asked over RDAP, it gives what the scenarios expect.</summary>
public sealed class RegistryBesideTests
{
    [Theory]
    [InlineData("RegistryIsPublished-legs")]
    [InlineData("RegistryKnowsZone-legs")]
    [InlineData("RegistrationIsSound-states")]
    public void What_a_scenario_says_of_its_registry_is_found_by_asking_it(string file)
    {
        var scenario = LabScenario.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "GlueTools.Delegation.Tests", "Scenarios", file + ".txt")));
        var audits = scenario.Audits.Where(audit => audit.Options.SequenceEqual(["registry"])).ToList();
        using var lab = new Beside(scenario);

        var rows = lab.Run(["test", .. audits.Select(audit => audit.DomainName.Text), "--registry", "--format", "jsonl"]).JsonLines.ToDictionary(row => row.GetProperty("DomainName").GetString()!);

        Assert.True(audits.Count > 5);
        Assert.All(audits, audit => Assert.Equal(ScenarioAudit.Expected(audit), Found(rows[audit.DomainName.Text])));
    }

    [Fact]
    public void Compare_has_the_registry_in_a_column_and_says_what_could_not_be_asked()
    {
        using var lab = new Beside(LabScenario.Parse("# Two\nbase\n" + Domain("moved", "45.10.3.1") + Domain("quiet", "unreachable")));

        var rows = lab.Run(["compare", "moved.example", "quiet.example", "--registry", "--throttle", "1", "--format", "jsonl"]).JsonLines;
        var table = lab.Run(["compare", "moved.example", "--registry"]);

        Assert.Equal(["Match Held", "RegistryDiffers Held", "Match Held", "Match NotAsked"], rows.Select(row => Text(row, "Status") + " " + Text(row, "RegistryStatus")));
        Assert.Equal("45.10.3.1", rows[1].GetProperty("RegistryAddress")[0].GetString());
        Assert.Equal("2026-01-02T03:04:05Z".Length, Text(rows[1], "RegistryChangedUtc").Length);
        Assert.Contains("/nameserver/ns2.moved.example", Text(rows[1], "RegistrySource"), StringComparison.Ordinal);
        Assert.Contains("registry of ns2.quiet.example not asked: 127.0.0.1 answered with status 503", rows[3].GetProperty("Limits").EnumerateArray().Select(limit => limit.GetString()));
        Assert.Matches("Registry has +│? *Parent has", table.Out);
        Assert.All(lab.Run(["compare", "moved.example", "--format", "jsonl"]).JsonLines, row => Assert.Equal(string.Empty, Text(row, "RegistryStatus")));
    }

    [Fact]
    public void Saved_evidence_is_judged_as_it_was_with_the_policy_of_another_day()
    {
        using var lab = new Beside(LabScenario.Parse("# One\nbase\n" + Domain("ending", "45.10.2.1", " expires 12.5")));
        var line = lab.Run(["test", "ending.example", "--registry", "--evidence", "full", "--format", "jsonl"]).Out;
        using var saved = new TextFile(line);

        Assert.Equal(["RegistrationExpires"], Found(JsonDocument.Parse(line).RootElement));
        Assert.Equal(["RegistrationExpires"], Found(GlueResult.Of("test", "--from", saved.Path, "--format", "jsonl").JsonLines[0]));
        var later = GlueResult.Of("test", "--from", saved.Path, "--expiry-days", "10", "--format", "jsonl").JsonLines[0];
        Assert.Equal("Healthy", Text(later, "Status"));
        Assert.Equal("registrations that end reported from 10 days before on", later.GetProperty("Limits")[0].GetString());
    }

    [Fact]
    public void What_is_collected_with_the_registry_is_judged_and_compared_as_if_it_were_asked()
    {
        using var lab = new Beside(LabScenario.Parse("# Two\nbase\n" + Domain("moved", "45.10.3.1", " status serverUpdateProhibited") + Domain("quiet", "unreachable")));

        using var saved = new TextFile(lab.Run(["collect", "moved.example", "quiet.example", "--registry", "--throttle", "1"]).Out);
        var asked = lab.Run(["test", "moved.example", "quiet.example", "--registry", "--throttle", "1", "--format", "jsonl"]).JsonLines;
        var judged = GlueResult.Of("test", "--from", saved.Path, "--format", "jsonl").JsonLines;
        var compared = GlueResult.Of("compare", "--from", saved.Path, "--format", "jsonl").JsonLines;

        Assert.Contains("DomainLockedByRegistry", Found(judged[0]));
        Assert.Equal(asked.Select(Found), judged.Select(Found));
        Assert.Equal(["Held", "Held", "Held", "NotAsked"], compared.Select(row => Text(row, "RegistryStatus")));
        Assert.Contains("registry of ns2.quiet.example not asked: 127.0.0.1 answered with status 503", judged[1].GetProperty("Limits").EnumerateArray().Select(limit => limit.GetString()));
    }

    [Fact]
    public void Waiting_says_whether_the_registry_was_told()
    {
        using var lab = new Beside(LabScenario.Parse("# Two\nbase\n" + Domain("moved", "45.10.3.1") + Domain("quiet", "unreachable")));

        var rows = lab.Run(["wait", "moved.example", "quiet.example", "--registry", "--throttle", "1", "--timeout", "0", "--format", "jsonl"], "--attempt-timeout").JsonLines;
        var plain = lab.Run(["wait", "moved.example", "--timeout", "0", "--format", "jsonl"], "--attempt-timeout").JsonLines[0];

        Assert.Equal(["Arrived", "Arrived"], rows.Select(row => Text(row, "Status")));
        var registry = rows[0].GetProperty("Servers").EnumerateArray().Single(one => Text(one, "Role") == "Registry");
        Assert.Equal(("Old", "", "holds 45.10.3.1 and 2a10:10:2::1 for ns2.moved.example"), (Text(registry, "Status"), Text(registry, "ServerAddress"), Text(registry, "Detail")));
        Assert.Contains("the registry does not hold it yet: it holds 45.10.3.1", Text(rows[0], "Detail"), StringComparison.Ordinal);
        Assert.Contains("what the registry holds cannot be told: it could not be asked for ns2.quiet.example", Text(rows[1], "Detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("registry", Text(plain, "Detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wait a.example --registry-timeout 3", "--registry-timeout says how registries are asked; give --registry with it.")]
    [InlineData("collect a.example --bootstrap x", "--bootstrap says how registries are asked; give --registry with it.")]
    [InlineData("test a.example --allow-http", "--allow-http says how registries are asked; give --registry with it.")]
    [InlineData("test a.example --registry --ns ns1.a.example/192.0.2.1", "--ns says what would be, and --registry asks what the registry holds; leave one of them out.")]
    [InlineData("test a.example --registry --registry-timeout 0", "--registry-timeout takes seconds from 0.5 to 300, not '0'.")]
    [InlineData("test a.example --expiry-days 367", "--expiry-days takes a whole number from 0 to 366, not '367'.")]
    [InlineData("test --from x --registry", "--from asks nobody, so --registry has no meaning beside it; leave one of them out.")]
    public void What_does_not_go_together_is_told_before_anybody_is_asked(string command, string sentence)
    {
        var result = GlueResult.Of(command.Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Contains(sentence, result.ErrorLines);
    }

    [Fact]
    public void Where_nobody_is_asked_the_registry_is_not_either()
    {
        using var zone = new TextFile("$ORIGIN example.\n@ 3600 SOA ns1.nic hostmaster 1 2 3 4 5\n@ 3600 NS ns1.nic\nns1.nic 3600 A 192.0.2.1\n");

        Assert.Contains("--registry asks the registry, and here nobody is asked; give the NAME of a domain without --offline, or leave --registry out.", GlueResult.Of("test", "--parent-zone", zone.Path, "--registry").ErrorLines);
    }

    private static string[] Found(JsonElement row) => row.GetProperty("Findings").EnumerateArray().Select(finding => string.Join(
        " ", new[] { Text(finding, "Code"), Text(finding, "NameServer"), string.Join(";", finding.GetProperty("IPAddress").EnumerateArray().Select(one => one.GetString()).Order(StringComparer.Ordinal)) }.Where(part => part.Length > 0)))
        .Order(StringComparer.Ordinal).ToArray();

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string Domain(string name, string held, string options = "") => $"""
        zone {name}.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @    NS    ns1
          @    NS    ns2
          ns1  A     45.10.1.1
               AAAA  2a10:10:1::1
          ns2  A     45.10.2.1
               AAAA  2a10:10:2::1
        in example.
          {name}      NS    ns1.{name}
          {name}      NS    ns2.{name}
          ns1.{name}  A     45.10.1.1
               AAAA  2a10:10:1::1
          ns2.{name}  A     45.10.2.1
               AAAA  2a10:10:2::1
        registry {name}.example. changed -3{options}
        registry-host {name}.example. ns1.{name}.example. 45.10.1.1 2a10:10:1::1
        registry-host {name}.example. ns2.{name}.example. {held}{(held[0] == 'u' ? string.Empty : " 2a10:10:2::1")} changed -3

        """;

    /// <summary>Servers and registry of a scenario, running.</summary>
    private sealed class Beside : IDisposable
    {
        private readonly LabNetwork _network;
        private readonly LabFiles _files;
        private readonly LabRegistry _registry;
        private readonly TextFile _bootstrap;

        internal Beside(LabScenario scenario)
        {
            _network = LabNetwork.Start(scenario);
            _files = LabFiles.Write(_network, null, null);
            _registry = LabRegistry.Start(scenario);
            _bootstrap = new TextFile(_registry.Bootstrap);
        }

        internal GlueResult Run(string[] args, string timeout = "--timeout") => GlueResult.Of(
            [.. args, "--root-hints", _files.Hints, "--address-map", _files.Map, timeout, "0.4", .. args.Contains("--registry") ? new[] { "--bootstrap", _bootstrap.Path, "--allow-http", "--allow-special-address" } : []], TextReader.Null);

        public void Dispose()
        {
            _bootstrap.Dispose();
            _registry.Dispose();
            _files.Dispose();
            _network.Dispose();
        }
    }
}
