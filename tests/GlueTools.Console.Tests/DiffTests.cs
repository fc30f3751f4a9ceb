using System;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Delegation.Judging;
using GlueTools.Lab.Scenarios;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Tests;

public sealed class DiffTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private static readonly string[] Domains = [.. LabSamples.Load("sample").Audits.Select(audit => audit.DomainName.Text)];

    [Theory]
    [InlineData("test", "jsonl")]
    [InlineData("test", "csv")]
    [InlineData("test --detailed", "jsonl")]
    [InlineData("get", "json")]
    [InlineData("get --per-server", "csv")]
    [InlineData("compare", "csv")]
    [InlineData("collect", "")]
    public void Nothing_has_changed_between_rows_of_any_command_and_evidence(string command, string format)
    {
        using var folder = new RunFolder();
        string[] names = ["stale.example", "healthy1.example", "noglue.example", "incomplete.example", "splitns.example", "nonexistent.example", "unregistered.example"];
        lab.Run([.. command.Split(' '), .. names, .. format.Length > 0 ? new[] { "--format", format } : [], "-o", folder["old"]]);
        lab.Run(["collect", .. names, "-o", folder["new.jsonl"]]);

        foreach (var result in new[] { GlueResult.Of("diff", folder["old"], folder["new.jsonl"], "--format", "jsonl"), GlueResult.Of("diff", folder["new.jsonl"], folder["old"], "--format", "jsonl") })
        {
            Assert.Empty(result.Error);
            Assert.DoesNotContain(result.JsonLines, row => row.GetProperty("Status").GetString() != "NotCompared");
            // Rows of findings do not have those that are healthy.
            Assert.True(result.JsonLines.Length <= (command == "test" || command == "collect" ? 0 : command == "test --detailed" ? 1 : 2), result.Out);
        }
    }

    [Fact]
    public void What_servers_say_now_is_compared_with_what_they_said()
    {
        using var folder = new RunFolder();
        lab.Run("get", "stale.example", "healthy1.example", "--format", "csv", "-o", folder["now.csv"]);
        File.WriteAllText(folder["old.csv"], File.ReadAllText(folder["now.csv"]).Replace("45.10.4.1", "45.10.9.9", StringComparison.Ordinal).Replace("ns1.healthy1", "ns7.healthy1", StringComparison.Ordinal));

        var all = lab.Run("diff", folder["old.csv"], "--format", "jsonl");
        var one = lab.Run("diff", folder["old.csv"], "stale.example", "a..b", "--format", "jsonl");

        Assert.Equal((1, 1), (all.Exit, one.Exit));
        Assert.Equal(
            [
                "healthy1.example Parent Address ns1.healthy1.example Appeared", "healthy1.example Parent Address ns7.healthy1.example Gone", "healthy1.example Parent NameServer ns1.healthy1.example Appeared",
                "healthy1.example Parent NameServer ns7.healthy1.example Gone", "stale.example Parent Address ns2.stale.example Changed",
            ],
            all.JsonLines.Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(["a..b  Domain  NotCompared", "stale.example Parent Address ns2.stale.example Changed"], one.JsonLines.Select(Line).Order(StringComparer.Ordinal));
        var changed = all.JsonLines.Single(row => Line(row).EndsWith("Changed", StringComparison.Ordinal));
        Assert.Equal(["2a10:10:2::1", "45.10.9.9"], changed.GetProperty("Before").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["2a10:10:2::1", "45.10.4.1"], changed.GetProperty("After").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(4, changed.GetProperty("Servers").GetArrayLength());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT[\d:]+Z$", changed.GetProperty("SinceUtc").GetString());
    }

    [Fact]
    public void The_exit_status_goes_by_what_has_changed()
    {
        using var folder = new RunFolder();
        lab.Run("test", "stale.example", "--format", "jsonl", "-o", folder["bad.jsonl"]);
        File.WriteAllText(folder["good.jsonl"], "{\"DomainName\":\"stale.example\",\"Status\":\"Healthy\",\"Findings\":[]}\n");
        File.WriteAllText(folder["torn.jsonl"], File.ReadAllText(folder["good.jsonl"]) + "{\"DomainName\":\n");

        Assert.Equal(1, GlueResult.Of("diff", folder["good.jsonl"], folder["bad.jsonl"], "--fail-on", "error").Exit);
        Assert.Equal(0, GlueResult.Of("diff", folder["good.jsonl"], folder["bad.jsonl"], "--fail-on", "critical").Exit);
        Assert.Equal(0, GlueResult.Of("diff", folder["bad.jsonl"], folder["good.jsonl"], "--fail-on", "error").Exit);
        Assert.Equal(1, GlueResult.Of("diff", folder["bad.jsonl"], folder["good.jsonl"]).Exit);
        Assert.Equal(0, GlueResult.Of("diff", folder["good.jsonl"], folder["good.jsonl"]).Exit);
        var torn = GlueResult.Of("diff", folder["good.jsonl"], folder["torn.jsonl"]);
        Assert.Equal(2, torn.Exit);
        Assert.Equal(folder["torn.jsonl"] + ", line 2: this is no JSON object; the line ends before its row does.", Assert.Single(torn.ErrorLines));
    }

    [Fact]
    public void A_folder_is_read_in_the_order_of_its_files_and_standard_input_is_read()
    {
        using var folder = new RunFolder();
        Directory.CreateDirectory(folder["runs"]);
        const string Head = "DomainName,Name,IPAddress,ServedBy,Status\n";
        File.WriteAllText(Path.Combine(folder["runs"], "1.csv"), Head + "a.example,ns1,192.0.2.1,1/1,Present\nb.example,ns1,192.0.2.1,1/1,Present\n");
        File.WriteAllText(Path.Combine(folder["runs"], "2.csv"), Head + "a.example,ns1,192.0.2.2,1/1,Present\n");
        File.WriteAllText(Path.Combine(folder["runs"], "notes.txt"), "nothing of it");

        var result = GlueResult.Of(["diff", folder["runs"], "-", "--format", "csv", "--no-header"], new StringReader(Head + "a.example,ns1,192.0.2.2,1/1,Present\nb.example,ns1,192.0.2.3,1/1,Present\n"));

        Assert.Equal("b.example,Address,Parent,ns1,,,Changed,1,192.0.2.1,192.0.2.3,,,,\r\n", result.Out);
    }

    [Theory]
    [InlineData("diff nowhere.jsonl", "OLD: there is no file or folder 'nowhere.jsonl'.")]
    [InlineData("diff - -", "OLD and NEW cannot both read standard input; write one of them to a file.")]
    [InlineData("diff - nowhere.csv", "NEW: there is no file or folder 'nowhere.csv'.")]
    [InlineData("diff - --colour", "'--colour' is not an option of 'glue diff'.")]
    [InlineData("diff - a.example", "'-' holds no row that tells of a delegation.")]
    public void A_mistake_gets_one_sentence(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal((2, sentence), (result.Exit, Assert.Single(result.ErrorLines)));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(50)]
    public void Rows_that_wait_in_a_file_are_compared_as_those_in_memory_are(int inMemory)
    {
        using var before = new SeenStore(inMemory);
        using var after = new SeenStore(inMemory);
        var earlier = new StringBuilder("DomainName,Name,IPAddress,ServedBy,Status\n");
        var later = new StringBuilder("DomainName,Name,IPAddress,ServedBy,Status\n");
        for (var i = 0; i < 1000; i++)
        {
            earlier.Append($"d{i}.example,ns1,192.0.2.1,1/1,Present\nd{i}.example,ns1,192.0.2.2,1/1,Present\n");
            later.Append($"d{999 - i}.example,ns1,192.0.2.2,1/1,Present\nd{999 - i}.example,ns1,192.0.2.{(i % 100 == 0 ? 9 : 1)},1/1,Present\n");
        }

        Assert.All(new[] { (earlier, before), (later, after) }, pair => RunFiles.Read(new StringReader(pair.Item1.ToString()), "x", 0, CheckPolicy.Default, pair.Item2, sentence => Assert.Fail(sentence)));

        Assert.Equal(inMemory == 50, before.IsDivided);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => $"d{999 - i * 100}.example: Address ns1 Changed").Order(StringComparer.Ordinal),
            RunPair.Changes(before, after).Select(change => change.ToString()).Order(StringComparer.Ordinal));
    }

    private static string Line(System.Text.Json.JsonElement row) =>
        string.Join(" ", new[] { "DomainName", "Side", "What", "NameServer", "Status" }.Select(name => row.GetProperty(name).GetString()));
}
