using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>Zone files in place of servers, on either side, with the other asked or not.</summary>
public sealed class ZoneFileTests(ZoneFileTests.OneZone lab) : IClassFixture<ZoneFileTests.OneZone>, IDisposable
{
    private const string Head = "$ORIGIN example.\n$TTL 3600\n@ SOA ns1 host 7 1 1 1 1\n@ NS ns1\nns1 A 37.209.192.10\n";
    private const string Good = "good NS ns1.good\ngood NS ns2.good\nns1.good A 45.10.1.1\nns1.good AAAA 2a10:10:1::1\nns2.good A 45.10.2.1\nns2.good AAAA 2a10:10:2::1\n";
    private const string Zone = "@ 3600 SOA ns1 host 7 1 1 1 1\n@ 3600 NS ns1\n@ 3600 NS ns2\nns1 3600 A 45.10.1.1\nns1 3600 AAAA 2a10:10:1::1\nns2 3600 A 45.10.2.1\nns2 3600 AAAA 2a10:10:2::1\n";

    private readonly TextFile _parent = new(Head + Good + "bare NS ns1.bare\nbare NS ns2.bare\nns1.bare A 45.10.3.1\n");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Every_delegation_of_a_file_is_judged_and_nobody_is_asked()
    {
        var result = GlueResult.Of("test", "--parent-zone", _parent.Path, "--format", "jsonl");

        Assert.Equal(["good.example Healthy 0", "bare.example Error 0"], result.JsonLines.Select(row => Text(row, "DomainName") + " " + Text(row, "Status") + " " + row.GetProperty("QueryCount")));
        Assert.Equal("GlueMissing", Codes(result.JsonLines[1]));
        Assert.Equal(["zone file: servers of the parent zone", "offline: the zone"], result.JsonLines[0].GetProperty("Limits").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal((1, string.Empty), (result.Exit, result.Error));
    }

    [Fact]
    public void A_part_of_them_is_the_same_part_as_of_a_list()
    {
        var all = GlueResult.Of("test", "--parent-zone", _parent.Path, "--format", "jsonl").JsonLines.Length;
        var parts = Enumerable.Range(1, 3).Sum(n => GlueResult.Of("test", "--parent-zone", _parent.Path, "--shard", n + "/3", "--format", "jsonl").JsonLines.Length);

        Assert.Equal(all, parts);
    }

    [Fact]
    public void The_zone_is_asked_about_what_a_file_of_the_parent_says()
    {
        using var stale = new TextFile((Head + Good).Replace("ns1.good A 45.10.1.1", "ns1.good A 45.10.1.9", StringComparison.Ordinal));

        var good = Assert.Single(lab.Run("test", "good.example", "--parent-zone", _parent.Path, "--format", "jsonl").JsonLines);
        var bad = Assert.Single(lab.Run("test", "good.example", "--parent-zone", stale.Path, "--format", "jsonl").JsonLines);

        Assert.Equal(("Healthy", string.Empty), (Text(good, "Status"), Codes(good)));
        Assert.Equal("GlueDangling", Codes(bad));
        Assert.Contains("In the zone file " + stale.Path + ",", bad.GetProperty("Findings")[0].GetProperty("Remedy").GetString());
        Assert.Equal("zone file: servers of the parent zone", bad.GetProperty("Limits")[0].GetString());
    }

    [Fact]
    public void The_parent_is_asked_about_what_a_file_of_the_zone_says_before_it_is_published()
    {
        using var same = new TextFile(Zone);
        using var moved = new TextFile(Zone.Replace("45.10.2.1", "45.10.8.1", StringComparison.Ordinal));

        var good = Assert.Single(lab.Run("test", "good.example", "--child-zone", same.Path, "--format", "jsonl").JsonLines);
        var bad = Assert.Single(lab.Run("test", "good.example", "--child-zone", moved.Path, "--format", "jsonl").JsonLines);
        var row = lab.Run("compare", "good.example", "--child-zone", moved.Path, "--format", "jsonl").JsonLines[1];

        Assert.Equal(("Healthy", string.Empty), (Text(good, "Status"), Codes(good)));
        Assert.Equal("GlueStale", Codes(bad));
        Assert.Equal(("GlueDiffers", "45.10.8.1"), (Text(row, "Status"), row.GetProperty("MissingAddress")[0].GetString()));
        Assert.Equal("zone file: servers of the zone", bad.GetProperty("Limits")[0].GetString());
    }

    [Fact]
    public void Two_files_are_compared_without_anybody_asked_and_the_zone_names_itself()
    {
        using var zone = new TextFile("$ORIGIN good.example.\n" + Zone);

        var rows = GlueResult.Of("compare", "--parent-zone", _parent.Path, "--child-zone", zone.Path, "--offline", "--format", "jsonl").JsonLines;

        Assert.Equal(["ns1.good.example Match", "ns2.good.example Match"], rows.Select(row => Text(row, "NameServer") + " " + Text(row, "Status")));
    }

    [Fact]
    public void With_a_side_missing_a_comparison_shows_what_the_other_has_and_what_it_cannot_know()
    {
        using var zone = new TextFile("$ORIGIN good.example.\n" + Zone);

        var parent = GlueResult.Of("compare", "--parent-zone", _parent.Path, "--format", "jsonl").JsonLines;
        var child = Assert.Single(GlueResult.Of("compare", "--child-zone", zone.Path, "--offline", "--format", "jsonl").JsonLines);

        Assert.Equal(
            ["ns1.good.example Unknown", "ns2.good.example Unknown", "ns1.bare.example Unknown", "ns2.bare.example GlueMissing"],
            parent.Select(row => Text(row, "NameServer") + " " + Text(row, "Status")));
        Assert.Equal("Only the parent's side was looked at, so what the zone publishes is not known.", Text(parent[0], "Detail"));
        Assert.Equal(("good.example", "Unknown", "Only the zone itself was looked at, not what delegates it."), (Text(child, "DomainName"), Text(child, "Status"), Text(child, "Detail")));
    }

    [Fact]
    public void A_zone_s_own_file_says_whose_glue_is_wanted()
    {
        using var zone = new TextFile("$ORIGIN good.example.\n" + Zone);

        var asked = lab.Run("get", "--child-zone", zone.Path, "--format", "jsonl").JsonLines;
        var offline = Assert.Single(GlueResult.Of("get", "--child-zone", zone.Path, "--offline", "--format", "jsonl").JsonLines);

        Assert.Equal(4, asked.Length);
        Assert.All(asked, row => Assert.Equal("Present", Text(row, "Status")));
        Assert.Equal(("good.example", "Unknown"), (Text(offline, "DomainName"), Text(offline, "Status")));
    }

    [Fact]
    public void A_report_says_on_which_line_of_a_list_a_name_stands_though_nobody_is_asked()
    {
        using var list = new TextFile("# ours\n\ngood.example\nbare.example\nno name\n");

        var report = JsonDocument.Parse(GlueResult.Of("test", "-i", list.Path, "--parent-zone", _parent.Path, "--offline", "--format", "sarif").Out);

        Assert.Equal([4, 5], report.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32()));
    }

    [Fact]
    public void Packed_files_are_read_as_they_are()
    {
        var path = _parent.Path + ".gz";
        using (var packed = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        {
            packed.Write(File.ReadAllBytes(_parent.Path));
        }

        var rows = GlueResult.Of("test", "--parent-zone", path, "--format", "jsonl").JsonLines;
        File.Delete(path);

        Assert.Equal(["good.example", "bare.example"], rows.Select(row => Text(row, "DomainName")));
    }

    [Fact]
    public void Glue_of_a_file_tells_its_line()
    {
        var rows = GlueResult.Of(["get", "--parent-zone", "-", "--format", "jsonl"], new StringReader(Head + Good)).JsonLines;

        Assert.Equal(4, rows.Length);
        Assert.Equal(("Present", "45.10.1.1", "standard input, line 6"), (Text(rows[0], "Status"), Text(rows[0], "IPAddress"), Text(rows[0], "Detail")));
        Assert.Empty(rows[0].GetProperty("ParentServers").EnumerateArray());
    }

    [Fact]
    public void Names_that_a_file_cannot_speak_of_are_unknown_and_say_why()
    {
        var rows = GlueResult.Of("test", "none.example", "good.test", "x.good.example", "no name", "--parent-zone", _parent.Path, "--offline", "--format", "jsonl").JsonLines;

        Assert.Equal(["Error", "Unknown", "Unknown", "Invalid"], rows.OrderBy(row => Text(row, "Status"), StringComparer.Ordinal).Select(row => Text(row, "Status")).OrderBy(status => status == "Error" ? 0 : status == "Unknown" ? 1 : 2));
        Assert.Equal("NameDoesNotExist", Codes(rows.Single(row => Text(row, "DomainName") == "none.example")));
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_told_of_and_make_the_run_incomplete()
    {
        using var file = new TextFile(Head + "x..y NS a\n" + Good);

        var result = GlueResult.Of("test", "--parent-zone", file.Path, "--format", "jsonl");

        Assert.Equal((2, "good.example"), (result.Exit, Text(Assert.Single(result.JsonLines), "DomainName")));
        Assert.Equal([file.Path + ", line 6: 'x..y' has an empty label."], result.ErrorLines);
    }

    [Theory]
    [InlineData("test a.example --offline", "--offline is about zone files; give one with --parent-zone or --child-zone.")]
    [InlineData("get a.example --include-anywhere", "--include-anywhere is about zone files; give one with --parent-zone or --child-zone.")]
    [InlineData("test a.example b.example --child-zone FILE", "--child-zone is the file of one zone; give its NAME alone, or no NAME.")]
    [InlineData("test --child-zone - --parent-zone -", "--parent-zone and --child-zone cannot both read standard input; write one of them to a file.")]
    [InlineData("test a.example --ns ns1.a.example --parent-zone FILE", "--ns says what the parent would have, and zone files say what it has; leave one of them out.")]
    [InlineData("test a.example --parent-zone FILE -o x.jsonl --format jsonl --resume", "--resume goes on where servers were asked; with zone files, run it again from the beginning.")]
    [InlineData("test --from - --parent-zone FILE", "--from asks nobody, so --parent-zone has no meaning beside it; leave one of them out.")]
    [InlineData("test a.example --parent-zone no/such/file", "--parent-zone: there is no file 'no/such/file'.")]
    public void What_does_not_go_together_is_refused(string command, string sentence)
    {
        var result = GlueResult.Of(command.Replace("FILE", _parent.Path, StringComparison.Ordinal).Split(' '));

        Assert.Equal((2, string.Empty), (result.Exit, result.Out));
        Assert.Contains(sentence, result.ErrorLines);
    }

    private static string Text(JsonElement row, string property) => row.GetProperty(property).GetString()!;

    private static string Codes(JsonElement row) => string.Join(",", row.GetProperty("Findings").EnumerateArray().Select(one => one.GetProperty("Code").GetString()));

    public sealed class OneZone() : RunningLab(LabScenario.Parse(
        """
        base
        in example.
          good     NS    ns1.good
          good     NS    ns2.good
          ns1.good A     45.10.1.1
          ns1.good AAAA  2a10:10:1::1
          ns2.good A     45.10.2.1
          ns2.good AAAA  2a10:10:2::1
        zone good.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @      NS    ns1
          @      NS    ns2
          ns1    A     45.10.1.1
          ns1    AAAA  2a10:10:1::1
          ns2    A     45.10.2.1
          ns2    AAAA  2a10:10:2::1
        audit good.example.
        """));
}
