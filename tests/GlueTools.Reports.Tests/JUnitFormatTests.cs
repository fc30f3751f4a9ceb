using System;
using System.Linq;
using System.Xml.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Tests;

public sealed class JUnitFormatTests
{
    private static readonly ReportedDomain[] Gaps =
    [
        new(DelegationResult.Without("x.example", "Unknown", "No server answered.")), new(DelegationResult.Without("a..b", "Invalid", "It has an empty label.")),
        new(DelegationResult.Without(".", "Skipped", "The root is delegated by nobody.")),
    ];

    [Theory]
    [InlineData(Severity.Info)]
    [InlineData(Severity.Notice)]
    [InlineData(Severity.Error)]
    [InlineData(Severity.Critical)]
    public void The_counts_are_those_of_the_cases(Severity failOn)
    {
        var report = XDocument.Parse(Written.In("junit", SampleAudit.Domains.Concat(Gaps), Written.Settings with { FailOn = failOn }));

        foreach (var element in new[] { report.Root!, report.Root!.Element("testsuite")! })
        {
            Assert.Equal(report.Descendants("testcase").Count(), (int)element.Attribute("tests")!);
            Assert.Equal(report.Descendants("failure").Count(), (int)element.Attribute("failures")!);
            Assert.Equal(report.Descendants("error").Count(), (int)element.Attribute("errors")!);
        }

        Assert.Equal(report.Descendants("skipped").Count(), (int)report.Root!.Element("testsuite")!.Attribute("skipped")!);

        Assert.Equal(SampleAudit.Domains.Count(domain => domain.Result.Worst() >= failOn), report.Descendants("failure").Count());
    }

    [Fact]
    public void Unknown_and_skipped_are_skipped_and_what_is_no_name_is_an_error() => Assert.Equal(
        ["x.example skipped", "a..b error", ". skipped"],
        XDocument.Parse(Written.In("junit", Gaps)).Descendants("testcase").Select(test => test.Attribute("name")!.Value + " " + Assert.Single(test.Elements()).Name.LocalName));

    [Fact]
    public void A_failure_says_what_was_seen_and_what_to_change()
    {
        var test = Assert.Single(XDocument.Parse(Written.In("junit", [SampleAudit.Domain("stale.example")])).Descendants("testcase"));
        var failure = Assert.Single(test.Elements("failure"));

        Assert.Equal(("example", "stale.example"), (test.Attribute("classname")!.Value, test.Attribute("name")!.Value));
        Assert.Equal("GlueStale", failure.Attribute("type")!.Value);
        Assert.StartsWith("All 4 parent servers give 45.10.4.1", failure.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Contains("\n" + SampleAudit.Domain("stale.example").Result.Findings[0].Remedy + "\n", failure.Value, StringComparison.Ordinal);
        Assert.Contains("https://docs.example/glue/checks/GlueMatchesChild.html", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_count_as_failed_passes_and_is_told_all_the_same()
    {
        var domain = SampleAudit.Domains.First(one => one.Result.Worst() == Severity.Warning);
        var test = Assert.Single(XDocument.Parse(Written.In("junit", [domain])).Descendants("testcase"));

        Assert.Equal("system-out", Assert.Single(test.Elements()).Name.LocalName);
        Assert.Contains(domain.Result.Findings[0].Code, test.Value, StringComparison.Ordinal);
    }
}
