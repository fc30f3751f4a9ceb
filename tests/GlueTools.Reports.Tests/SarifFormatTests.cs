using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

public sealed class SarifFormatTests
{
    [Fact]
    public void A_finding_is_a_result_at_the_line_of_the_list()
    {
        var result = Assert.Single(Results(SampleAudit.Domain("stale.example")));
        var line = SampleAudit.Domain("stale.example").Line;

        Assert.Equal(("GlueStale", "error", "fail"), (Text(result, "ruleId"), Text(result, "level"), Text(result, "kind")));
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("list.txt", line), (Text(place.GetProperty("artifactLocation"), "uri"), place.GetProperty("region").GetProperty("startLine").GetInt64()));
        Assert.Equal(["stale.example", "ns2.stale.example"], result.GetProperty("locations")[0].GetProperty("logicalLocations").EnumerateArray().Select(one => Text(one, "fullyQualifiedName")));
    }

    [Fact]
    public void Every_rule_has_help_and_a_page_where_pages_have_an_address()
    {
        var with = Rules(Written.In("sarif", []));
        var without = Rules(Written.In("sarif", [], Written.Settings with { HelpBase = string.Empty }));

        Assert.Equal(CheckCatalog.Kinds.Select(kind => kind.Code).Append("Unknown").Append("Invalid"), with.Select(rule => Text(rule, "id")));
        Assert.All(with, rule => Assert.NotEmpty(Text(rule.GetProperty("help"), "text")));
        Assert.Equal("https://docs.example/glue/checks/GlueMatchesChild.html", Text(with.Single(rule => Text(rule, "id") == "GlueStale"), "helpUri"));
        Assert.DoesNotContain(without, rule => rule.TryGetProperty("helpUri", out _));
        Assert.Equal("https://docs.example/GlueMatchesChild.html", Text(
            Rules(Written.In("sarif", [], Written.Settings with { HelpBase = "https://docs.example/{check}.html" })).Single(rule => Text(rule, "id") == "GlueStale"), "helpUri"));
    }

    [Fact]
    public void The_rule_of_a_result_is_the_one_that_its_index_says()
    {
        using var json = JsonDocument.Parse(Written.In("sarif", SampleAudit.Domains));
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal(Text(result, "ruleId"), Text(rules[result.GetProperty("ruleIndex").GetInt32()], "id")));
    }

    [Fact]
    public void A_fingerprint_outlives_another_line_another_day_and_another_server_that_showed_it()
    {
        var domain = SampleAudit.Domain("stale.example");
        var moved = new ReportedDomain(domain.Result) { File = "other.txt", Line = 999 };
        var all = SampleAudit.Domains.SelectMany(one => Results(one).Select(Print)).ToList();

        Assert.Equal(Print(Results(domain)[0]), Print(Results(moved)[0]));
        Assert.Equal(all.Count, all.Distinct().Count());

        static string Print(JsonElement result) => Text(result.GetProperty("partialFingerprints"), "primaryLocationLineHash");
    }

    [Fact]
    public void What_has_no_verdict_is_open_and_a_name_that_is_none_is_an_error()
    {
        var unknown = Assert.Single(Results(new ReportedDomain(DelegationResult.Without("x.example", "Unknown", "No server answered.")) { File = "list.txt", Line = 2 }));
        var invalid = Assert.Single(Results(new ReportedDomain(DelegationResult.Without("a..b", "Invalid", "It has an empty label.")) { File = "list.txt", Line = 3 }));

        Assert.Equal(("Unknown", "open", "none"), (Text(unknown, "ruleId"), Text(unknown, "kind"), Text(unknown, "level")));
        Assert.Equal(("Invalid", "fail", "error"), (Text(invalid, "ruleId"), Text(invalid, "kind"), Text(invalid, "level")));
    }

    [Fact]
    public void What_was_not_tested_is_said()
    {
        using var json = JsonDocument.Parse(Written.In("sarif", [new ReportedDomain(DelegationResult.Without("x.example", "Unknown", "No server answered."))]));

        Assert.Equal(
            ["note: 1 domain: 1 Unknown; 0 findings.", "warning: No verdict on 1 domain."],
            json.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().Select(one => Text(one, "level") + ": " + Text(one.GetProperty("message"), "text")));
    }

    [Theory]
    [InlineData("list.txt", "list.txt")]
    [InlineData("./lists/a b.txt", "lists/a%20b.txt")]
    [InlineData("/srv/list#1.txt", "file:///srv/list%231.txt")]
    [InlineData("C:\\lists\\list.txt", "file:///C:/lists/list.txt")]
    [InlineData("caf\u00e9.txt", "caf%C3%A9.txt")]
    public void A_path_becomes_a_uri(string path, string uri)
    {
        var domain = new ReportedDomain(SampleAudit.Domain("stale.example").Result) { File = path, Line = 1 };

        Assert.Equal(uri, Text(Results(domain)[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation"), "uri"));
    }

    [Fact]
    public void More_results_than_a_reader_takes_are_divided_and_then_counted_errors_before_notes()
    {
        const string error = "{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[{\"Code\":\"GlueStale\",\"Severity\":\"Error\"}]}";
        var stale = KeptDomain.Read(error, CheckPolicy.Default, false, "list.txt", 1);
        var notice = KeptDomain.Read(error.Replace("Error", "Notice", StringComparison.Ordinal), CheckPolicy.Default, false, "list.txt", 1);

        // What a reader takes, and then with a hundredth of it, for time's sake.
        Assert.Equal((5_000, 20), (SarifFormat.MostInRun, SarifFormat.MostRuns));
        using var json = JsonDocument.Parse(Written.In(new SarifFormat(50), Enumerable.Repeat(notice, 510).Concat(Enumerable.Repeat(stale, 520))));

        var runs = json.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(20, runs.Count);
        Assert.All(runs, run => Assert.Equal(50, run.GetProperty("results").GetArrayLength()));
        Assert.Equal("error", Text(runs[10].GetProperty("results")[0], "level"));
        Assert.Equal(20, runs.Select(run => Text(run.GetProperty("automationDetails"), "id")).Distinct().Count());
        Assert.StartsWith("30 results are not in this file", Text(runs[19].GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[1].GetProperty("message"), "text"), StringComparison.Ordinal);
    }

    private static List<JsonElement> Results(ReportedDomain domain) => Run(Written.In("sarif", [domain])).GetProperty("results").EnumerateArray().ToList();

    private static List<JsonElement> Rules(string report) => Run(report).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();

    private static JsonElement Run(string report) => JsonDocument.Parse(report).RootElement.GetProperty("runs")[0];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
