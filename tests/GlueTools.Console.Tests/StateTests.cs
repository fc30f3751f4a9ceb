using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GlueTools.Lab.Scenarios;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Tests;

/// <summary>The history of scheduled runs.</summary>
public sealed class StateTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private static readonly string[] Domains = [.. LabSamples.Load("sample").Audits.Select(audit => audit.DomainName.Text)];

    [Fact]
    public void Runs_tell_of_changes_alone_once_they_are_confirmed()
    {
        using var folder = new RunFolder();
        var first = Run(folder, lab, "stale.example", "healthy1.example");
        Assert.Equal((0, string.Empty), (first.Exit, first.Out));
        Assert.Equal("Seen for the first time: 2 domains with 1 finding, which count as known from now on.", Assert.Single(first.ErrorLines));
        Assert.Equal((0, string.Empty, string.Empty), Parts(Run(folder, lab, "stale.example", "healthy1.example")));

        // As if the parent had served another address until now.
        File.WriteAllText(folder["state"], File.ReadAllText(folder["state"]).Replace("45.10.4.1", "192.0.2.77", StringComparison.Ordinal));
        Assert.Equal((0, string.Empty, string.Empty), Parts(Run(folder, lab, "stale.example", "healthy1.example")));
        var told = Run(folder, lab, "stale.example", "healthy1.example");

        Assert.Equal(1, told.Exit);
        Assert.Equal(
            ["Address ns2.stale.example Changed 1", "Finding ns2.stale.example Appeared 4", "Finding ns2.stale.example Gone 1"],
            told.JsonLines.Select(row => string.Join(" ", new[] { "What", "NameServer", "Status" }.Select(name => row.GetProperty(name).GetString())) + " " + row.GetProperty("Rank").GetInt32()).Order(StringComparer.Ordinal));
        Assert.All(told.JsonLines, row => Assert.NotEqual(row.GetProperty("SinceUtc").GetString(), string.Empty));
        Assert.Equal((0, string.Empty, string.Empty), Parts(Run(folder, lab, "stale.example", "healthy1.example")));
    }

    [Fact]
    public void A_domain_of_which_nothing_is_known_is_no_change_and_the_exit_status_says_so()
    {
        using var folder = new RunFolder();
        Run(folder, lab, "healthy1.example");
        var saved = lab.Run("collect", "healthy1.example").Out;
        var unknown = GlueResult.Of(
            ["test", "--from", "-", "--state", folder["state"], "--changes-only", "--format", "jsonl"],
            new StringReader("{\"DomainName\":\"healthy1.example\",\"Status\":\"Unknown\",\"Detail\":\"Nobody answered.\",\"Evidence\":\"\"}\n"));

        Assert.Equal(2, unknown.Exit);
        Assert.Equal("Nothing is known of it now: Nobody answered.", Assert.Single(unknown.JsonLines).GetProperty("Detail").GetString());
        Assert.Equal(0, GlueResult.Of(["test", "--from", "-", "--state", folder["state"], "--changes-only"], new StringReader(saved)).Exit);
    }

    [Fact]
    public void Without_changes_only_the_run_is_as_ever_and_is_remembered()
    {
        using var folder = new RunFolder();
        var plain = lab.Run("test", "stale.example", "--format", "csv", "--min-severity", "error", "--detailed");
        var remembered = lab.Run("test", "stale.example", "--format", "csv", "--min-severity", "error", "--detailed", "--state", folder["state"]);

        Assert.Equal((plain.Exit, plain.Out), (remembered.Exit, remembered.Out));
        Assert.Equal("stale.example", Assert.Single(StateFile.ReadAll(folder["state"])).DomainName);
    }

    [Fact]
    public void Glue_is_found_in_a_history()
    {
        using var folder = new RunFolder();
        lab.Run("test", "stale.example", "healthy1.example", "--state", folder["state"]);

        var row = Assert.Single(GlueResult.Of("find", "45.10.4.0/24", "--state", folder["state"], "--format", "jsonl").JsonLines);
        Assert.Equal("stale.example ns2.stale.example 45.10.4.1", string.Join(" ", new[] { "DomainName", "Name", "IPAddress" }.Select(name => row.GetProperty(name).GetString())));
        Assert.StartsWith("Seen from 20", row.GetProperty("Detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("--state: there is no file 'nowhere'.", Assert.Single(GlueResult.Of("find", "192.0.2.1", "--state", "nowhere").ErrorLines));
    }

    [Fact]
    public void Cut_off_anywhere_the_file_holds_the_runs_that_came_to_their_end()
    {
        using var folder = new RunFolder();
        var saved = folder["saved.jsonl"];
        File.WriteAllText(saved, lab.Run("collect", "stale.example", "healthy1.example").Out);
        for (var run = 0; run < 3; run++)
        {
            GlueResult.Of("test", "--from", saved, "--state", folder["state"]);
        }

        var octets = File.ReadAllBytes(folder["state"]);
        var ends = Enumerable.Range(0, octets.Length).Where(at => octets.AsSpan(at).StartsWith("{\"end\":2}\n"u8)).Select(at => at + 10).ToArray();
        Assert.Equal(3, ends.Length);
        for (var length = 0; length <= octets.Length; length += length % 101 == 0 ? 1 : 29)
        {
            File.WriteAllBytes(folder["cut"], octets[..length]);
            using (var state = StateFile.Open(folder["cut"]))
            {
                Assert.Equal(length < ends[0] ? 0 : 2, state.Count);
            }

            Assert.Equal(ends.LastOrDefault(end => end <= length), new FileInfo(folder["cut"]).Length);
        }
    }

    [Fact]
    public void Killed_at_any_moment_the_file_is_whole_and_the_next_run_goes_on()
    {
        if (!GlueShell.IsUnix)
        {
            Assert.Skip("It takes a kill that cannot be caught.");
        }

        using var folder = new RunFolder();
        var saved = folder["saved.jsonl"];
        File.WriteAllText(saved, lab.Run(["collect", .. Domains]).Out);
        string[] line = ["test", "--from", saved, "--state", folder["state"], "--changes-only"];
        Assert.Equal(0, GlueResult.Of(line).Exit);
        var random = new Random(1);
        // How long a run takes here, so that the kills fall on all of it.
        var watch = Stopwatch.StartNew();
        GlueShell.Start(line).WaitForExit();
        var took = (int)watch.ElapsedMilliseconds;
        for (var kill = 0; kill < Thorough.Times(4, 12); kill++)
        {
            using var process = GlueShell.Start(line);
            if (!process.WaitForExit(random.Next(took / 3, took)))
            {
                process.Kill();
                process.WaitForExit();
            }

            Assert.Equal(Domains.Length, StateFile.ReadAll(folder["state"]).Count());
        }

        Assert.Equal((0, string.Empty, string.Empty), Parts(GlueResult.Of(line)));
    }

    [Fact]
    public void A_second_run_at_the_same_time_is_refused_and_the_first_goes_on()
    {
        using var folder = new RunFolder();
        using (var first = StateFile.Open(folder["state"]))
        {
            var second = lab.Run("test", "healthy1.example", "--state", folder["state"]);

            Assert.Equal((2, string.Empty), (second.Exit, second.Out));
            Assert.Equal(
                "--state: the file '" + folder["state"] + "' cannot be used: another run has it (" + folder["state"] + ".lock); wait for that to end, or name another file.", Assert.Single(second.ErrorLines));
            first.Put(new DomainHistory("a.example") { Known = Topic.Glue });
            first.Commit();
        }

        Assert.Equal("a.example", Assert.Single(StateFile.ReadAll(folder["state"])).DomainName);
        Assert.Equal(0, lab.Run("test", "healthy1.example", "--state", folder["state"]).Exit);
    }

    [Theory]
    [InlineData("notes of somebody else\n", 1)]
    [InlineData("notes of somebody else", 1)]
    [InlineData("{\"glue\":\"state\",\"version\":2}\n", 1)]
    [InlineData("{\"glue\":\"state\",\"version\":1}\n{\"run\":\"1\"}\n{\"domain\":\"a\",\"known\":\"Glue\",\"items\":[]}\nnonsense\n{\"end\":1}\n", 4)]
    [InlineData("{\"glue\":\"state\",\"version\":1}\n{\"run\":\"1\"}\n{\"domain\":\"a\",\"known\":\"\\u001b[2J\"}\n{\"end\":1}\n", 3)]
    public void A_file_that_is_damaged_or_somebody_elses_is_refused_and_left_alone(string text, int line)
    {
        using var folder = new RunFolder();
        File.WriteAllText(folder["state"], text);

        var result = lab.Run("test", "healthy1.example", "--state", folder["state"]);

        Assert.Equal((2, string.Empty), (result.Exit, result.Out));
        Assert.StartsWith("--state: '" + folder["state"] + "', line " + line + ": ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.EndsWith("; put a copy back, or name another file.", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(folder["state"]));
    }

    [Fact]
    public void Lines_that_later_ones_replace_go_and_what_is_remembered_stays()
    {
        using var folder = new RunFolder();
        long longest = 0;
        for (var run = 0; run < 40; run++)
        {
            using var state = StateFile.Open(folder["state"]);
            for (var domain = 0; domain < 50; domain++)
            {
                var history = state.Find("d" + domain + ".example");
                history.Known = Topic.Glue;
                history.LastUtc = $"2026-01-01T00:{run:00}:00Z";
                history.Scope = [new string('x', 200)];
                state.Put(history);
            }

            state.Commit();
            longest = Math.Max(longest, new FileInfo(folder["state"]).Length);
        }

        Assert.InRange(longest, 60_000, 250_000);
        Assert.All(StateFile.ReadAll(folder["state"]), history => Assert.Equal("2026-01-01T00:39:00Z", history.LastUtc));
        Assert.Equal(50, StateFile.ReadAll(folder["state"]).Count());
        Assert.False(File.Exists(folder["state"] + ".new"));
    }

    [Theory]
    [InlineData("test a --changes-only", "--changes-only is about a history; name its file with --state.")]
    [InlineData("test a --confirm-after 3", "--confirm-after is about a history; name its file with --state.")]
    [InlineData("test a --state x --confirm-after 0", "--confirm-after takes a whole number from 1 to 100, not '0'.")]
    [InlineData("test a --state x --changes-only --detailed", "--changes-only writes changes alone; leave out --detailed, --lean, --evidence and formats that are reports.")]
    [InlineData("test a --state x --ns ns1.a", "--ns says what would be, and --state remembers what is; leave one of them out.")]
    [InlineData("test a --state x --resume -o y --format jsonl", "--resume goes on with a run that was cut off, and --state counts whole runs only; leave one of them out.")]
    public void A_mistake_gets_one_sentence(string arguments, string sentence)
    {
        var result = GlueResult.Of(arguments.Split(' '));

        Assert.Equal((2, sentence), (result.Exit, Assert.Single(result.ErrorLines)));
        Assert.False(File.Exists("x"));
    }

    private static GlueResult Run(RunFolder folder, SampleLab lab, params string[] names) => lab.Run(["test", .. names, "--state", folder["state"], "--changes-only", "--format", "jsonl"]);

    private static (int Exit, string Out, string Error) Parts(GlueResult result) => (result.Exit, result.Out, result.Error);
}
