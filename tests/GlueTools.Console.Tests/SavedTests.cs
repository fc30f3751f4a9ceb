using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

public sealed class SavedTests(SampleLab lab, SavedTests.Collection saved) : IClassFixture<SampleLab>, IClassFixture<SavedTests.Collection>
{
    private static string[] Domains => [.. LabSamples.Load("sample").Audits.Select(audit => audit.DomainName.Text)];

    [Fact]
    public void A_line_has_the_properties_of_a_saved_delegation()
    {
        var lines = saved.Of(lab).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Domains.Length, lines.Length);
        Assert.All(lines, line => Assert.Equal(
            ["DomainName", "ParentZone", "Status", "Rank", "Detail", "ParentNameServers", "ChildNameServers", "CollectedUtc", "Evidence"],
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void Findings_of_saved_evidence_are_those_of_the_live_test_to_the_letter()
    {
        var live = lab.Run(["test", .. Domains, "--format", "jsonl"]).JsonLines.ToDictionary(Name);
        var again = GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(saved.Of(lab)));

        Assert.Equal(1, again.Exit);
        Assert.Empty(again.Error);
        Assert.Equal(Domains.Order(), again.JsonLines.Select(Name).Order());
        Assert.All(again.JsonLines, row => Assert.Equal(live[Name(row)].GetProperty("Findings").GetRawText(), row.GetProperty("Findings").GetRawText()));
    }

    [Fact]
    public void Saved_evidence_is_judged_to_the_same_bytes_every_time()
    {
        var once = GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(saved.Of(lab)));

        Assert.Equal(once, GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(saved.Of(lab))));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("get --per-server")]
    [InlineData("compare")]
    [InlineData("compare --per-address")]
    [InlineData("test --detailed")]
    public void Other_rows_of_saved_evidence_are_the_live_ones(string command)
    {
        string[] words = command.Split(' '), names = ["stale.example", "incomplete.example", "nonexistent.example", "healthy3.test"];
        using var file = new TextFile(saved.Of(lab, names));

        var live = lab.Run([.. words, .. names, "--format", "jsonl"]);
        var again = GlueResult.Of([.. words, "--from", file.Path, "--format", "jsonl"]);

        Assert.Equal(Lines(live), Lines(again));
        Assert.Equal(live.Exit, again.Exit);
    }

    [Fact]
    public void A_policy_holds_for_saved_evidence()
    {
        using var file = new TextFile(saved.Of(lab, "stale.example"));

        Assert.Equal(1, GlueResult.Of("test", "--from", file.Path).Exit);
        Assert.Equal(0, GlueResult.Of("test", "--from", file.Path, "--exclude-check", "GlueStale").Exit);
    }

    [Theory]
    [InlineData("nonsense", "", "Line 2: this is no JSON object; the line is damaged, or not one that 'glue collect' wrote.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evid", "", "Line 2: this is no JSON object; ")]
    [InlineData("[]", "", "Line 2: there is no text 'Evidence', so nothing was saved here.")]
    [InlineData("5", "", "Line 2: there is no text 'Evidence', so nothing was saved here.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evidence\":7}", "x.example", "Line 2: there is no text 'Evidence', so nothing was saved here.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evidence\":\"GLUE9:AA\"}", "x.example", "Line 2: This is not saved evidence: it begins with none of GLUE5:, GLUE4:, GLUE3:, GLUE2:, GLUE1:")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evidence\":\"GLUE4:AAAA\"}", "x.example", "Line 2: The saved evidence is damaged")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evidence\":\"\\ud800\"}", "", "Line 2: this is no JSON object; the line is damaged, or not one that 'glue collect' wrote. From character 45 on: a text in it holds half of a character.")]
    [InlineData("{\"DomainName\":\"\\udc00\",\"Evidence\":\"\"}", "", "Line 2: this is no JSON object; the line is damaged, or not one that 'glue collect' wrote. From character 22 on: a text in it holds half of a character.")]
    [InlineData("{\"DomainName\":\"x\\u001b[2J\",\"Evidence\":\"GLUE4:\"}", "x\\027[2J", "Line 2: The saved evidence is damaged")]
    public void A_line_that_cannot_be_read_is_an_invalid_row_and_the_rest_goes_on(string line, string name, string sentence)
    {
        var good = saved.Of(lab, "healthy1.example", "healthy2.example").Split('\n');

        var result = GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(string.Join("\r\n", good[0], line, string.Empty, good[1])));

        Assert.Equal(2, result.Exit);
        Assert.Equal(["Healthy", "Invalid", "Healthy"], result.JsonLines.Select(row => row.GetProperty("Status").GetString()!));
        Assert.Equal(name, Name(result.JsonLines[1]));
        Assert.StartsWith(sentence, result.JsonLines[1].GetProperty("FirstProblem").GetString());
    }

    [Fact]
    public void Evidence_with_any_octet_changed_gives_a_row_and_never_ends_the_run()
    {
        const string Prefix = "GLUE5:";
        var evidence = JsonDocument.Parse(saved.Of(lab, "stale.example")).RootElement.GetProperty("Evidence").GetString()!;
        using var unpacked = new MemoryStream();
        using (var inflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(evidence[Prefix.Length..])), CompressionMode.Decompress))
        {
            inflate.CopyTo(unpacked);
        }

        var octets = unpacked.ToArray();
        var text = new StringBuilder();
        var count = 0;
        for (var at = 0; at < octets.Length; at += 5, count++)
        {
            octets[at] ^= 0x41;
            text.Append("{\"DomainName\":\"stale.example\",\"Evidence\":\"" + Prefix + Packed(octets) + "\"}\n");
            octets[at] ^= 0x41;
        }

        var result = GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(text.ToString()));

        Assert.Equal(count, result.JsonLines.Length);
        Assert.Empty(result.Error);
        Assert.DoesNotContain("a fault in GlueTools", result.Out, StringComparison.Ordinal);

        static string Packed(byte[] octets)
        {
            using var packed = new MemoryStream();
            using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                deflate.Write(octets);
            }

            return Convert.ToBase64String(packed.ToArray());
        }
    }

    [Fact]
    public void A_name_of_which_nothing_was_collected_stays_a_gap()
    {
        var collected = lab.Run("collect", "a..b").Out;

        var row = Assert.Single(GlueResult.Of(["test", "--from", "-", "--format", "jsonl"], new StringReader(collected)).JsonLines);

        Assert.Equal("Invalid", row.GetProperty("Status").GetString());
        Assert.Equal("'a..b' has an empty label; remove the extra dot.", row.GetProperty("FirstProblem").GetString());
    }

    [Fact]
    public void A_file_takes_the_lines_instead_of_standard_output()
    {
        using var file = new TextFile("old\n");

        var result = lab.Run("collect", "healthy1.example", "stale.example", "-o", file.Path);

        Assert.Equal(0, result.Exit);
        Assert.Empty(result.Out);
        Assert.Equal(2, GlueResult.Of("test", "--from", file.Path, "--format", "jsonl").JsonLines.Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_before_anybody_is_asked()
    {
        var result = lab.Run("collect", "healthy1.example", "-o", Path.Combine(Path.GetTempPath(), "no", "such", "folder"));

        Assert.Equal(2, result.Exit);
        Assert.Matches("^-o: the file '.*' cannot be written: ", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void A_mistake_leaves_the_file_as_it_was()
    {
        using var file = new TextFile("kept\n");

        lab.Run("collect", "healthy1.example", "-o", file.Path, "--port", "0");

        Assert.Equal("kept\n", File.ReadAllText(file.Path));
    }

    [Fact]
    public async Task Saved_lines_are_judged_as_they_come()
    {
        using var slow = new StuckList(saved.Of(lab, "stale.example"));
        using var cancel = new CancellationTokenSource();
        using var output = new WatchedWriter();
        using var streams = new ConsoleStreams { In = slow, Out = output };

        var run = Task.Run(() => GlueApp.Run(["test", "--from", "-", "--format", "jsonl"], streams, cancel.Token));

        Assert.True(SpinWait.SpinUntil(() => output.Text.Contains("GlueStale", StringComparison.Ordinal), TimeSpan.FromSeconds(20)));
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        Assert.Equal(130, await run.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("a\nbb\r\nccc\rd", 2, new[] { "1:a", "2:bb", "3:cc+", "4:d" })]
    [InlineData("\r\n\n\r", 9, new[] { "1:", "2:", "3:" })]
    [InlineData("", 9, new string[0])]
    public void Lines_are_numbered_and_cut(string text, int longest, string[] lines) =>
        Assert.Equal(lines, BoundedLine.Read(new StringReader(text), longest).Select(line => line.Number + ":" + line.Text + (line.IsCut ? "+" : string.Empty)));

    [Theory]
    [InlineData("full", "stale.example healthy1.example splitglue.example")]
    [InlineData("findings", "stale.example splitglue.example")]
    public void A_verdict_with_its_evidence_is_judged_again_to_the_same_findings(string which, string kept)
    {
        string[] domains = ["stale.example", "healthy1.example", "splitglue.example"];

        var live = lab.Run(["test", .. domains, "--evidence", which, "--min-severity", "notice", "--format", "jsonl"]);
        var rows = live.JsonLines.ToDictionary(Name);
        var again = GlueResult.Of(["test", "--from", "-", "--format", "jsonl", "--min-severity", "notice"], new StringReader(live.Out)).JsonLines.ToDictionary(Name);

        Assert.Equal(kept.Split(' ').Order(), rows.Where(row => row.Value.GetProperty("Evidence").GetString()!.StartsWith("GLUE", StringComparison.Ordinal)).Select(row => row.Key).Order());
        Assert.All(kept.Split(' '), name => Assert.Equal(rows[name].GetProperty("Findings").GetRawText(), again[name].GetProperty("Findings").GetRawText()));
        Assert.All(domains.Except(kept.Split(' ')), name =>
        {
            Assert.Equal("Unknown", again[name].GetProperty("Status").GetString());
            Assert.Equal("No evidence was kept with this verdict.", again[name].GetProperty("FirstProblem").GetString());
        });
    }

    [Fact]
    public void Saved_evidence_can_be_divided_into_what_has_findings_and_what_has_not()
    {
        var result = GlueResult.Of(
            ["test", "--from", "-", "--evidence", "findings", "--min-severity", "notice", "--format", "jsonl"], new StringReader(saved.Of(lab, "stale.example", "healthy1.example")));

        Assert.Equal([true, false], result.JsonLines.Select(row => row.GetProperty("Evidence").GetString()!.Length > 0));
    }

    private static string Name(JsonElement row) => row.GetProperty("DomainName").GetString()!;

    private static IEnumerable<string> Lines(GlueResult result) => result.Out.Split('\n').Order(StringComparer.Ordinal);

    /// <summary>The sample's domains, collected once.</summary>
    public sealed class Collection
    {
        private readonly Lock _lock = new();
        private string? _text;

        internal string Of(SampleLab lab)
        {
            lock (_lock)
            {
                return _text ??= lab.Run(["collect", .. Domains]).Out;
            }
        }

        internal string Of(SampleLab lab, params string[] names) => string.Join(
            "\n",
            names.Select(name => Of(lab).Split('\n').Single(line => line.StartsWith("{\"DomainName\":\"" + name + "\"", StringComparison.Ordinal)))) + "\n";
    }
}
