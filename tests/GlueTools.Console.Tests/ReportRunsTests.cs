using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Tests;

/// <summary>Reports beside an earlier run, and of a history.</summary>
public sealed class ReportRunsTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private static readonly string[] Names = ["stale.example", "healthy1.example", "splitns.example"];

    [Fact]
    public void An_earlier_run_of_any_kind_is_laid_beside()
    {
        using var folder = new RunFolder();
        lab.Run(["collect", .. Names, "-o", folder["new.jsonl"]]);
        lab.Run(["test", .. Names, "--state", folder["state"]]);
        Directory.CreateDirectory(folder["old"]);
        var rows = GlueResult.Of("test", "--from", folder["new.jsonl"], "--format", "jsonl").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var stale = rows.Single(row => (string?)row["DomainName"] == "stale.example");
        (stale["Findings"], stale["Status"]) = (new JsonArray(), "Healthy");
        File.WriteAllLines(Path.Combine(folder["old"], "rows.jsonl"), rows.Where(row => (string?)row["DomainName"] != "splitns.example").Select(row => row.ToJsonString()).Append("nonsense"));

        var same = GlueResult.Of("report", "--from", folder["new.jsonl"], "--against", folder["state"]);
        var other = GlueResult.Of("report", "--from", folder["new.jsonl"], "--against", folder["old"]);

        Assert.Equal((1, string.Empty), (same.Exit, same.Error));
        Assert.Equal((1, "| Changed | 0 |", "| As before | 3 |"), (same.Exit, Line(same, "| Changed"), Line(same, "| As before")));
        Assert.Contains(", line 3: ", Assert.Single(other.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((1, "| Changed | 1 |", "| Not compared | 1 |"), (other.Exit, Line(other, "| Changed"), Line(other, "| Not compared")));
        Assert.StartsWith("- **Appeared** GlueStale ns2.stale.example: none → All 4 parent servers", Line(other, "- **Appeared"), StringComparison.Ordinal);
        GlueResult.Of("report", "--from", folder["new.jsonl"], "--against", folder["old"], "-o", folder["page.html"]);
        Assert.Contains("<b>Appeared</b> GlueStale ns2.stale.example</th>", File.ReadAllText(folder["page.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_is_reported_as_it_stands()
    {
        using var folder = new RunFolder();
        lab.Run(["collect", "stale.example", "healthy1.example", "dangling.example", "nonexistent.example", "-o", folder["evidence"]]);
        GlueResult.Of("test", "--from", folder["evidence"], "--state", folder["state"]);

        var now = GlueResult.Of("report", "--from", folder["evidence"], "--format", "csv");
        var remembered = GlueResult.Of("report", "--from", folder["state"], "--format", "csv");

        Assert.Equal((now.Exit, string.Empty), (remembered.Exit, remembered.Error));
        Assert.Equal(Verdicts(now), Verdicts(remembered));
        Assert.Equal(2, GlueResult.Of("report", "--from", folder["state"], "--format", "nagios").Exit);
        File.AppendAllText(folder["evidence"], "\n");
        Assert.Equal(Verdicts(now).Length * 2, Verdicts(GlueResult.Of("report", "--from", folder["state"], folder["evidence"], "--format", "csv")).Length);
    }

    [Fact]
    public void A_history_is_a_run_to_compare_with()
    {
        using var folder = new RunFolder();
        lab.Run(["collect", .. Names, "-o", folder["evidence"]]);
        GlueResult.Of("test", "--from", folder["evidence"], "--state", folder["state"]);

        Assert.Equal((0, string.Empty, string.Empty), (GlueResult.Of("diff", folder["state"], folder["evidence"], "--format", "jsonl") is var same ? same.Exit : -1, same.Out, same.Error));
    }

    [Theory]
    [InlineData("--from OLD --against OLD --format csv", "--against is shown by markdown and html, and not by csv; 'glue diff' writes rows.")]
    [InlineData("--from OLD --against nowhere", "--against: there is no file or folder 'nowhere'.")]
    [InlineData("--from - --against -", "--from and --against cannot both read standard input; write one of them to a file.")]
    public void What_cannot_be_laid_beside_is_told(string line, string sentence)
    {
        using var old = new TextFile("{}");
        var result = GlueResult.Of(["report", .. line.Replace("OLD", old.Path, StringComparison.Ordinal).Split(' ')]);

        Assert.Equal((2, string.Empty, sentence), (result.Exit, result.Out, Assert.Single(result.ErrorLines)));
    }

    [Fact]
    public void Domains_are_found_in_any_order_and_those_that_were_not_are_told()
    {
        using var store = new SeenStore(10);
        for (var i = 0; i < 200; i++)
        {
            store.Add(new SeenDelegation("d" + i + ".Example.", Topic.Finding, [new Fact(Topic.Finding, "Code" + i, string.Empty, [])]));
        }

        using var run = new EarlierRun(store);
        foreach (var i in new[] { 199, 0, 77, 77 })
        {
            Assert.Equal("Code" + i, Assert.Single(run.Find("D" + i + ".example")!.Facts).Code);
        }

        Assert.Null(run.Find("d200.example"));
        Assert.Equal(197, run.NotFound().Distinct().Count());
    }

    private static string Line(GlueResult result, string begin) => result.Out.Split('\n').Single(line => line.StartsWith(begin, StringComparison.Ordinal));

    private static string[] Verdicts(GlueResult csv)
    {
        var head = csv.Out.Split("\r\n")[0].Split(',');
        int status = Array.IndexOf(head, "Status"), findings = Array.IndexOf(head, "Findings");
        return [.. csv.Out.Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).Select(cells => cells[0] + " " + cells[status] + " " + cells[^(head.Length - findings)].Trim('"')).Order(StringComparer.Ordinal)];
    }
}
