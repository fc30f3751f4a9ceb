using System;
using System.Linq;

namespace GlueTools.Console.Tests;

public sealed class PolicyTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Theory]
    [InlineData("{}", "", "Error GlueStale:Error", 1)]
    [InlineData("""{"severities":{"GlueStale":"Warning"}}""", "", "Warning GlueStale:Warning", 0)]
    [InlineData("""{"severities":{"gluestale":"notice"},"minimumSeverity":"NOTICE"}""", "", "Notice GlueStale:Notice", 0)]
    [InlineData("""{"severities":{"GlueStale":"Notice"},"minimumSeverity":"Warning"}""", "", "Healthy", 0)]
    [InlineData("""{"severities":{"GlueStale":"Notice"},"minimumSeverity":"Warning"}""", "--min-severity info", "Notice GlueStale:Notice", 0)]
    [InlineData("""{"severities":{"GlueStale":"Critical"}}""", "--fail-on critical", "Critical GlueStale:Critical", 1)]
    [InlineData("""{"exclude":["GlueMatchesChild"]}""", "", "Healthy", 0)]
    [InlineData("""{"include":["GlueMissing"]}""", "", "Healthy", 0)]
    [InlineData("""{"include":["GlueMissing"]}""", "--check GlueStale", "Error GlueStale:Error", 1)]
    [InlineData("""{"exclude":["GlueMissing"]}""", "--exclude-check GlueStale", "Healthy", 0)]
    [InlineData("{ // ours\n \"exclude\": [\"GlueStale\",], }", "", "Healthy", 0)]
    public void A_policy_changes_what_is_reported_and_how_it_counts(string policy, string more, string verdict, int exit)
    {
        using var file = new TextFile(policy);

        var result = lab.Run(["test", "stale.example", "--format", "jsonl", "--policy", file.Path, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        var row = Assert.Single(result.JsonLines);
        var findings = row.GetProperty("Findings").EnumerateArray().Select(one => one.GetProperty("Code").GetString() + ":" + one.GetProperty("Severity").GetString());
        Assert.Equal(verdict, string.Join(" ", findings.Prepend(row.GetProperty("Status").GetString())));
        Assert.Equal(exit, result.Exit);
    }

    [Theory]
    [InlineData("", "line 1, character 1: this is not JSON; it is cut off.")]
    [InlineData("{\n  \"minimumSeverity\": Notice\n}", "line 2, character 22: this is not JSON; a value is missing.")]
    [InlineData("[]", "it takes an object such as {\"minimumSeverity\": \"Notice\"}, not [].")]
    [InlineData("""{"minSeverity":"Notice"}""", "'minSeverity' is none of minimumSeverity, severities, include, exclude and expiryDays.")]
    [InlineData("""{"expiryDays":367}""", "expiryDays takes a whole number of days from 0 to 366, not 367.")]
    [InlineData("""{"expiryDays":"30"}""", "expiryDays takes a whole number of days from 0 to 366, not \"30\".")]
    [InlineData("""{"minimumSeverity":3}""", "minimumSeverity takes info, notice, warning, error or critical, not 3.")]
    [InlineData("""{"minimumSeverity":"3"}""", "minimumSeverity takes info, notice, warning, error or critical, not \"3\".")]
    [InlineData("""{"minimumSeverity":"Info","MinimumSeverity":"Error"}""", "'MinimumSeverity' stands there twice.")]
    [InlineData("""{"severities":["GlueStale"]}""", "severities takes an object such as {\"GlueIncomplete\": \"Warning\"}, not [\"GlueStale\"].")]
    [InlineData("""{"severities":{"GlueStale":"Bad"}}""", "severities.GlueStale takes info, notice, warning, error or critical, not \"Bad\".")]
    [InlineData("""{"severities":{"GlueMatchesChild":"Error"}}""", "severities: 'GlueMatchesChild' is no code of a finding; did you mean ")]
    [InlineData("""{"severities":{"GlueStale":"Error","gluestale":"Info"}}""", "severities: 'gluestale' stands there twice.")]
    [InlineData("""{"exclude":"GlueStale"}""", "exclude takes an array of checks or codes, not \"GlueStale\".")]
    [InlineData("""{"exclude":[7]}""", "exclude takes names of checks or codes, not 7.")]
    [InlineData("""{"exclude":["\ud800"]}""", "line 1, character 20: this is not JSON; a text in it holds half of a character.")]
    [InlineData("""{"minimumSeverity":"\udc00\ud800"}""", "line 1, character 27: this is not JSON; a text in it holds half of a character.")]
    [InlineData("""{"severities":{"\ud800":"Error"}}""", "line 1, character 23: this is not JSON; a text in it holds half of a character.")]
    [InlineData("""{"\ud800x":3}""", "line 1, character 9: this is not JSON; a text in it holds half of a character.")]
    [InlineData("""{"exclude":[{"a":[{"b":"\ud800"}]}]}""", "line 1, character 31: this is not JSON; a text in it holds half of a character.")]
    [InlineData("""{"include":["DsMising"]}""", "include: 'DsMising' is neither a check nor a code; did you mean DsMissing? 'glue checks' lists them all.")]
    public void What_is_wrong_with_a_policy_is_told_with_its_place(string policy, string sentence)
    {
        using var file = new TextFile(policy);

        var result = GlueResult.Of("test", "a", "--policy", file.Path);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("--policy " + file.Path + ": " + sentence, Assert.Single(result.ErrorLines));
        Assert.Empty(result.Out);
    }

    [Fact]
    public void Everything_wrong_with_a_policy_is_told_at_once()
    {
        using var file = new TextFile("""{"minimumSeverity":"x","severities":{"GlueStale":1},"include":3,"exclude":["y"]}""");

        Assert.Equal(4, GlueResult.Of("test", "a", "--policy", file.Path).ErrorLines.Length);
    }

    [Theory]
    [InlineData("GlueMatchesChild")]
    [InlineData("gluematcheschild")]
    public void A_check_is_explained_with_its_page(string check)
    {
        var text = GlueResult.Of("checks", check).Out;

        Assert.StartsWith("# GlueMatchesChild", text);
        Assert.Contains("## How to mend it", text);
        Assert.Contains("GlueDangling", text);
    }

    [Fact]
    public void A_code_is_explained_by_its_row_and_the_page_of_its_check()
    {
        var lines = GlueResult.Of("checks", "GLUESTALE").Out.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();

        Assert.Equal("GlueStale: Error, found by GlueMatchesChild", lines[0]);
        Assert.StartsWith("  A glue address that the child does not publish", lines[1]);
        Assert.StartsWith("  RFC 1034", lines[2]);
        Assert.Contains("# GlueMatchesChild", lines);
    }

    [Fact]
    public void Every_check_has_a_page() =>
        Assert.All(CheckInfo.All().Select(row => row.Check).Distinct(), check => Assert.StartsWith("# " + check, GlueResult.Of("checks", check).Out));

    [Fact]
    public void Other_formats_give_the_rows_of_one_check_or_code()
    {
        Assert.Equal(CheckInfo.All().Count(row => row.Check == "GlueMatchesChild"), GlueResult.Of("checks", "GlueMatchesChild", "--format", "jsonl").JsonLines.Length);
        Assert.Equal("GlueStale", Assert.Single(GlueResult.Of("checks", "gluestale", "--format", "json").JsonArray).GetProperty("Code").GetString());
    }

    [Fact]
    public void A_profile_is_a_policy_that_comes_with_the_program()
    {
        var row = lab.Run("test", "stale.example", "--profile", "DE", "--format", "jsonl").JsonLines.Single();
        Assert.Equal("Healthy", row.GetProperty("Status").GetString());
        Assert.Equal("profile de; not looked at are 1 of its rules", row.GetProperty("Limits")[0].GetString());
        Assert.Equal("Error", lab.Run("test", "stale.example", "--profile", "iana-tld", "--format", "jsonl").JsonLines.Single().GetProperty("Status").GetString());
        Assert.Equal("--profile takes iana-tld, icann-rst-narrow, icann-rst-wide, de, no, is, not 'fr'.", Assert.Single(GlueResult.Of("test", "a", "--profile", "fr").ErrorLines));
    }
}
