using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Delegation.Tests.Runs;

public sealed class HistoryRulesTests
{
    private static readonly HashSet<string> None = [];

    [Fact]
    public void The_first_run_is_what_is_known_and_no_change() => Assert.Equal([""], Told(2, "a"));

    [Theory]
    [InlineData(1, "a b b a", "", "Changed a>b since 2 before 1", "", "Changed b>a since 4 before 3")]
    [InlineData(2, "a b b b", "", "", "Changed a>b since 2 before 1", "")]
    [InlineData(2, "a b a b b", "", "", "", "", "Changed a>b since 4 before 3")]
    [InlineData(2, "a b c c", "", "", "", "Changed a>c since 3 before 1")]
    [InlineData(3, "a b b b", "", "", "", "Changed a>b since 2 before 1")]
    [InlineData(2, "a - - a a", "", "", "Gone a> since 2 before 1", "", "Appeared >a since 4 before 3")]
    [InlineData(2, "- a a", "", "", "Appeared >a since 2 before 1")]
    [InlineData(2, "a ? ? b ? b", "", "", "", "", "", "Changed a>b since 4 before 1")]
    [InlineData(2, "a ? - ? -", "", "", "", "", "Gone a> since 3 before 1")]
    public void A_change_is_told_once_so_many_runs_behind_one_another_saw_it(int confirmAfter, string runs, params string[] told) => Assert.Equal(told, Told(confirmAfter, runs));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_comes_and_goes_is_told_once_and_again_when_it_rests(int confirmAfter)
    {
        var runs = string.Join(" ", Enumerable.Range(0, 30).Select(run => run % 2 == 0 ? "a" : "b").Concat(Enumerable.Repeat("b", 25)));
        var told = Told(confirmAfter, runs).Select(one => one.Split(' ')[0]).ToList();

        Assert.Single(told, "Flapping");
        var after = told.Skip(told.IndexOf("Flapping") + 1).Where(one => one.Length > 0).ToList();
        Assert.True(after.SequenceEqual(["Changed"]) || (confirmAfter == 1 && after.Count <= 1), string.Join(",", told));
        // Not before it has been quiet for most of the window.
        Assert.True(after.Count == 0 || told.LastIndexOf("Changed") > 40, string.Join(",", told));
    }

    [Fact]
    public void A_finding_that_comes_and_goes_is_remembered_while_it_is_away()
    {
        var history = new DomainHistory("x.example");
        var told = new List<DelegationChange>();
        for (var run = 1; run <= 30; run++)
        {
            told.AddRange(new HistoryRules(2, None).Take(history, Seen(run % 2 == 0 ? [Finding("GlueStale")] : []), Time(run)));
            history = Again(history);
        }

        Assert.Equal("GlueStale Flapping", Assert.Single(told).Code + " " + told[0].Status);
        for (var run = 31; run <= 60; run++)
        {
            told.AddRange(new HistoryRules(2, None).Take(history, Seen([]), Time(run)));
        }

        Assert.Single(told);
        Assert.Empty(history.Items);
    }

    [Fact]
    public void What_only_another_version_sees_is_no_change()
    {
        var history = new DomainHistory("x.example");
        new HistoryRules(1, None).Take(history, Seen([Finding("GlueStale")]), Time(1));

        Assert.Empty(new HistoryRules(1, new HashSet<string> { "GlueStale", "GlueDangling" }).Take(history, Seen([Finding("GlueDangling")]), Time(2)));
        Assert.Empty(new HistoryRules(1, None).Take(history, Seen([Finding("GlueDangling")]), Time(3)));
        Assert.Equal("Gone", Assert.Single(new HistoryRules(1, None).Take(history, Seen([]), Time(4))).Status);
    }

    [Fact]
    public void The_meanings_of_codes_tell_versions_apart()
    {
        Assert.Empty(CodeMeanings.OtherThan([.. CodeMeanings.Now()]));
        var then = CodeMeanings.Now().Select(one => one.StartsWith("GlueStale:", StringComparison.Ordinal) ? "GlueStale:00000000" : one).Where(one => !one.StartsWith("GlueMissing:", StringComparison.Ordinal)).Append("Gone:1").ToList();
        Assert.Equal(["GlueMissing", "GlueStale", "Gone"], CodeMeanings.OtherThan(then).Order());
    }

    [Fact]
    public void A_run_that_looks_at_less_or_at_more_makes_no_changes_of_it()
    {
        var history = new DomainHistory("x.example");
        var rules = new HistoryRules(1, None);
        rules.Take(history, Seen([Finding("ServerUnresponsive")]), Time(1));

        Assert.Empty(rules.Take(history, Seen([], "IPv6"), Time(2)));
        Assert.Equal("Appeared", Assert.Single(rules.Take(history, Seen([Finding("GlueStale")], "IPv6"), Time(3))).Status);
        Assert.Equal(["ServerUnresponsive Gone"], rules.Take(history, Seen([Finding("GlueStale")]), Time(4)).Select(row => row.Code + " " + row.Status));

        var less = new DomainHistory("y.example");
        rules.Take(less, Seen([], "IPv6"), Time(1));
        Assert.Empty(rules.Take(less, Seen([Finding("ServerUnresponsive")]), Time(2)));
        Assert.Equal("Appeared", Assert.Single(rules.Take(less, Seen([Finding("ServerUnresponsive"), Finding("GlueStale")]), Time(3))).Status);
    }

    [Fact]
    public void What_only_a_server_showed_that_is_silent_now_is_not_gone()
    {
        var history = new DomainHistory("x.example");
        var rules = new HistoryRules(1, None);
        SeenDelegation Of(string[] speakers, params Fact[] facts) => new SeenDelegation("x.example", Topic.Glue, facts).At("", speakers);
        rules.Take(history, Of(["a/1", "b/2"], new Fact(Topic.Glue, "", "ns1", ["192.0.2.1"]) { Servers = ["b/2"] }), Time(1));
        history = Again(history);

        Assert.Empty(rules.Take(history, Of(["a/1"]), Time(2)));
        Assert.Equal("Gone", Assert.Single(rules.Take(history, Of(["a/1", "b/2"]), Time(3))).Status);
    }

    [Fact]
    public void A_history_is_the_same_after_it_was_written()
    {
        var history = new DomainHistory("x.example");
        var rules = new HistoryRules(3, None);
        foreach (var (value, run) in "abbacbc".Select((value, index) => (value, index + 1)))
        {
            rules.Take(history, Glue(value.ToString()), Time(run));
        }

        var text = HistoryText.Write(history);
        Assert.Equal(text, HistoryText.Write(HistoryText.Read(RowText.ReadJson(text))));
        Assert.DoesNotContain('\n', text);
        Assert.Contains("\"nextRuns\":", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"domain\":\"\"}")]
    [InlineData("{\"domain\":\"x\",\"known\":\"Colour\"}")]
    [InlineData("{\"domain\":\"x\",\"known\":\"Glue\",\"items\":[{}]}")]
    [InlineData("{\"domain\":\"x\",\"known\":\"Glue\",\"items\":[{\"is\":{\"topic\":\"None\"},\"nextRuns\":-1}]}")]
    [InlineData("{\"domain\":\"x\",\"known\":\"Glue\",\"items\":[{\"is\":{\"topic\":\"12345\"}}]}")]
    [InlineData("{\"domain\":\"x\",\"known\":\"Glue\",\"items\":[{\"is\":{\"topic\":\"Glue\"},\"turns\":99999999999}]}")]
    public void A_line_that_is_no_history_is_refused(string line) => Assert.Throws<FormatException>(() => HistoryText.Read(RowText.ReadJson(line)));

    [Fact]
    public void Text_of_a_line_is_escaped()
    {
        var history = HistoryText.Read(RowText.ReadJson("{\"domain\":\"\\u001b[2Jx\",\"known\":\"Glue\",\"scope\":[\"\\u001b\"],\"items\":[{\"is\":{\"topic\":\"Glue\",\"name\":\"=1\\u001b\",\"values\":[\"\\u202e\"],\"text\":\"\\u0007\"}}]}"));

        Assert.DoesNotContain(HistoryText.Write(history), c => char.IsControl(c) || c == '\u202e');
        Assert.StartsWith("\\061", history.Items.Values.Single().About.Name, StringComparison.Ordinal);
    }

    // A letter is what a run sees, a hyphen nothing, and a question mark a run that knows nothing.
    private static List<string> Told(int confirmAfter, string runs)
    {
        var history = new DomainHistory("x.example");
        var rules = new HistoryRules(confirmAfter, None);
        var told = new List<string>();
        foreach (var (run, number) in runs.Split(' ').Select((run, index) => (run, index + 1)))
        {
            told.Add(string.Join("|", rules.Take(history, Glue(run), Time(number)).Select(
                row => $"{row.Status} {row.Before}>{row.After} since {int.Parse(row.SinceUtc[14..16], System.Globalization.CultureInfo.InvariantCulture)} before {int.Parse(row.BeforeUtc[14..16], System.Globalization.CultureInfo.InvariantCulture)}")));
            history = Again(history);
        }

        return told;
    }

    private static DomainHistory Again(DomainHistory history) => HistoryText.Read(RowText.ReadJson(HistoryText.Write(history)));

    private static SeenDelegation Glue(string value) => value == "?"
        ? new SeenDelegation("x.example", Topic.None, []) { Why = "Nobody answered." }
        : new SeenDelegation("x.example", Topic.Glue, value == "-" ? [] : [new Fact(Topic.Glue, "", "ns1", [value])]);

    private static SeenDelegation Seen(Fact[] findings, params string[] scope) => new SeenDelegation("x.example", Topic.Finding | Topic.Code, findings).At("", scope: scope);

    private static Fact Finding(string code) => RowFacts.FindingOf(code, "ns1", [], [], "Error", code + " is so.");

    private static string Time(int run) => $"2026-01-01T00:{run:00}:00Z";
}
