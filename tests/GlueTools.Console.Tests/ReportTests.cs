using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Console.Streams;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Tests;

public sealed class ReportTests(SampleLab lab, SavedTests.Collection saved) : IClassFixture<SampleLab>, IClassFixture<SavedTests.Collection>
{
    private static readonly string[] Three = ["healthy1.example", "stale.example", "splitglue.example"];

    public static TheoryData<string> Formats => new(ReportFormats.All.Select(format => format.Word));

    public static TheoryData<string> Reports => new(ReportFormats.All.Select(format => format.Word).Where(word => word != "csv"));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Saved_evidence_and_kept_rows_give_the_same_report(string word)
    {
        using var evidence = new TextFile(saved.Of(lab, Three));
        var rows = GlueResult.Of("test", "--from", evidence.Path, "--format", "jsonl", "--evidence", "full").Out;
        using var kept = new TextFile(rows);

        var one = GlueResult.Of("report", "--from", evidence.Path, "--format", word);
        var other = GlueResult.Of("report", "--from", kept.Path, "--format", word);

        Assert.Empty(one.Error);
        Assert.NotEmpty(one.Out);
        Assert.Equal(Timeless(one.Out, evidence.Path), Timeless(other.Out, kept.Path));
        Assert.Equal((word == "nagios" ? 2 : 1, one.Exit), (one.Exit, other.Exit));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Test_writes_the_same_words(string word)
    {
        var result = lab.Run(["test", .. Three, "--format", word.ToUpperInvariant()]);

        Assert.Equal(word == "nagios" ? 2 : 1, result.Exit);
        Assert.Contains("stale.example", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void A_table_for_spreadsheets_is_that_of_the_test()
    {
        using var evidence = new TextFile(saved.Of(lab));

        Assert.Equal(GlueResult.Of("test", "--from", evidence.Path, "--format", "csv"), GlueResult.Of("report", "--from", evidence.Path, "--format", "csv"));
    }

    [Fact]
    public void The_place_of_a_result_is_the_line_of_the_list()
    {
        using var list = new TextFile("# ours\n\nhealthy1.example\nstale.example # old\na..b\n");

        var results = Results(lab.Run("test", "-i", list.Path, "--format", "sarif"));

        Assert.Equal([("GlueStale", 4L), ("Invalid", 5L)], results.Select(result => (result.GetProperty("ruleId").GetString()!, Region(result))).Order());
        Assert.EndsWith(Path.GetFileName(list.Path), Uri(results[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("test")]
    public void Without_a_list_it_is_the_line_of_the_evidence(string command)
    {
        using var evidence = new TextFile(saved.Of(lab, "healthy1.example", "stale.example"));

        var result = Assert.Single(Results(GlueResult.Of(command, "--from", evidence.Path, "--format", "sarif")));

        Assert.Equal(2, Region(result));
        Assert.EndsWith(Path.GetFileName(evidence.Path), Uri(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_among_the_arguments_has_no_place() =>
        Assert.False(Assert.Single(Results(lab.Run("test", "stale.example", "--format", "sarif"))).GetProperty("locations")[0].TryGetProperty("physicalLocation", out _));

    [Fact]
    public void Several_files_and_standard_input_make_one_report()
    {
        using var one = new TextFile(saved.Of(lab, "healthy1.example"));
        using var two = new TextFile(saved.Of(lab, "stale.example") + "nonsense\n");

        var result = GlueResult.Of(["report", "--from", one.Path, "-", two.Path, "--format", "nagios"], new StringReader(saved.Of(lab, "healthy2.example")));

        Assert.StartsWith("GLUE CRITICAL - 1 error, 2 healthy, 1 invalid of 4 domains: stale.example GlueStale (Error), (no name) (Invalid)", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_format_follows_from_the_file_and_the_file_is_there_whole_or_not_at_all()
    {
        using var evidence = new TextFile(saved.Of(lab, Three));
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "glue.prom");
        File.WriteAllText(path, "before\n");

        using (var stuck = new StuckList(saved.Of(lab, Three)))
        {
            using var cancel = new CancellationTokenSource();
            using var streams = new ConsoleStreams { In = stuck };
            var run = Task.Run(() => GlueApp.Run(["report", "--from", "-", "-o", path], streams, cancel.Token));
            Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles(folder).Length == 2, TimeSpan.FromSeconds(20)));
            Assert.Equal("before\n", File.ReadAllText(path));
            await cancel.CancelAsync();
            Assert.Equal(130, await run);
        }

        Assert.Equal("before\n", File.ReadAllText(path));
        Assert.Equal(1, GlueResult.Of("report", "--from", evidence.Path, "-o", path).Exit);
        Assert.StartsWith("# HELP gluetools_", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_link_leads_to_the_report_and_stays_a_link()
    {
        using var evidence = new TextFile(saved.Of(lab, "stale.example"));
        using var folder = new RunFolder();
        File.WriteAllText(folder["real"], "a longer text that was there before ".PadRight(100_000));
        File.CreateSymbolicLink(folder["latest"], folder["real"]);

        Assert.Equal(1, GlueResult.Of("report", "--from", evidence.Path, "--format", "prometheus", "-o", folder["latest"]).Exit);

        Assert.Equal(folder["real"], new FileInfo(folder["latest"]).LinkTarget);
        Assert.StartsWith("# HELP gluetools_", File.ReadAllText(folder["real"]), StringComparison.Ordinal);
        Assert.EndsWith("\n", File.ReadAllText(folder["real"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkfifo place; timeout 20 cat place >got &", "[ -p place ] && grep -q '^# HELP gluetools_' got", false)]
    [InlineData("mknod place c 1 3; true <place || exit 77;", "[ -c place ]", true)]
    public void A_pipe_takes_the_report_and_a_device_is_not_replaced(string make, string check, bool needsRoot)
    {
        Assert.SkipUnless(GlueShell.IsUnix && (Environment.IsPrivilegedProcess || !needsRoot), "Needs Unix, and root rights for a device.");
        using var evidence = new TextFile(saved.Of(lab, "stale.example"));
        using var folder = new RunFolder();

        var result = GlueShell.Shell("cd " + folder.At(".") + "; " + make + " glue report --from " + evidence.Path + " --format prometheus -o place; echo $?; wait; " + check);

        Assert.SkipWhen(result.Exit == 77, "No device can be opened in the folder for temporary files.");
        Assert.Equal((0, "1\n", string.Empty), (result.Exit, result.Out, result.Error));
    }

    [Theory]
    [InlineData("markdown", "## stale.example: Error")]
    [InlineData("csv", "stale.example,")]
    [InlineData("sarif", "\"ruleId\":\"GlueStale\"")]
    public async Task What_streams_can_be_read_before_the_end(string word, string text)
    {
        using var slow = new StuckList(saved.Of(lab, "stale.example"));
        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter();
        using var streams = new ConsoleStreams { In = slow, Out = output };

        var run = Task.Run(() => GlueApp.Run(["report", "--from", "-", "--format", word], streams, cancel.Token));

        Assert.True(SpinWait.SpinUntil(() => output.Text.Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(20)));
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_policy_holds_for_evidence_and_cannot_for_rows_without()
    {
        using var evidence = new TextFile(saved.Of(lab, "stale.example"));
        using var rows = new TextFile(GlueResult.Of("test", "--from", evidence.Path, "--format", "jsonl").Out);

        Assert.Equal(0, GlueResult.Of("report", "--from", evidence.Path, "--exclude-check", "GlueStale").Exit);
        var result = GlueResult.Of("report", "--from", rows.Path, "--exclude-check", "GlueStale");
        Assert.Equal(2, result.Exit);
        Assert.Contains("## stale.example: Unknown\n\nThis verdict was kept without its evidence", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_test_are_those_of_rows_and_of_all_reports()
    {
        var words = ReportFormats.All.Select(format => format.Word).Where(word => word != "csv").ToList();

        Assert.Equal(
            "--format takes table, json, jsonl, csv, " + string.Join(", ", words.SkipLast(1)) + " or " + words[^1] + ", not 'xml'.",
            Assert.Single(GlueResult.Of("test", "a", "--format", "xml").ErrorLines));
    }

    [Theory]
    [InlineData("report", "Name what an earlier run wrote with --from FILE; - reads standard input.")]
    [InlineData("report --from no-such-file", "--from: there is no file 'no-such-file'.")]
    [InlineData("report --from - --format xml", "--format takes markdown, sarif, junit,")]
    [InlineData("report --from - - ", "--from takes standard input once.")]
    [InlineData("report --from - --help-base nowhere", "--help-base takes an address that begins with https://, http:// or file://, not 'nowhere'.")]
    [InlineData("report --from - --max-series many", "--max-series takes a whole number of 0 or more, not 'many'.")]
    [InlineData("test a --format sarif --detailed", "--detailed is about rows, and a report has findings in its own way; ")]
    [InlineData("test a --format sarif --lean", "--lean is about rows, ")]
    [InlineData("test a --format sarif --no-header", "--no-header goes with --format csv; ")]
    [InlineData("test a --format csv --vantage-point here", "--vantage-point is about a report, and rows are none; ")]
    [InlineData("test a --format csv --max-series 5", "--max-series is about a report, and rows are none; ")]
    [InlineData("test a --format sarif --resume -o x", "--resume takes --format jsonl or csv; ")]
    [InlineData("get a --format sarif", "--format takes table, json, jsonl or csv, not 'sarif'.")]
    public void What_is_wrong_is_told_in_one_sentence(string line, string sentence)
    {
        var result = GlueResult.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(sentence, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("report --from no-such-file --format nagios")]
    [InlineData("test a --port 0 --format nagios")]
    public void A_check_that_cannot_be_done_is_unknown_to_monitoring(string line)
    {
        var result = GlueResult.Of(line.Split(' '));

        Assert.Equal(3, result.Exit);
        Assert.Matches("^GLUE UNKNOWN - [^\n|]+\n$", result.Out);
    }

    // A report says when it was written, what was asked and where a line was; that differs.
    private static string Timeless(string report, string path) =>
        Regex.Replace(report.Replace(Path.GetFileName(path), "FILE", StringComparison.Ordinal), "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?|report_timestamp_seconds [0-9]+", "TIME");

    private static List<JsonElement> Results(GlueResult result) => JsonDocument.Parse(result.Out).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();

    private static JsonElement Place(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation");

    private static long Region(JsonElement result) => Place(result).GetProperty("region").GetProperty("startLine").GetInt64();

    private static string Uri(JsonElement result) => Place(result).GetProperty("artifactLocation").GetProperty("uri").GetString()!;
}
