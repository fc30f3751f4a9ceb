using System;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

public sealed class MonitoringFormatTests
{
    private static readonly ReportedDomain Unknown = new(DelegationResult.Without("x.example", "Unknown", "No server answered."));

    [Fact]
    public void Prometheus_has_a_series_for_each_domain_up_to_the_number_and_sums_above()
    {
        var domains = SampleAudit.Domains.Take(5).ToList();

        Assert.Equal(5, Ranks(Written.In("prometheus", domains, Written.Settings with { MaxSeries = 5 })));
        var many = Written.In("prometheus", domains, Written.Settings with { MaxSeries = 4 });
        Assert.Equal(0, Ranks(many));
        Assert.Contains("\ngluetools_domain_series_left_out 1\n", many, StringComparison.Ordinal);
        Assert.Contains("\ngluetools_findings{check=\"GlueMatchesChild\",code=\"GlueStale\",severity=\"error\"} 1\n", many, StringComparison.Ordinal);
        Assert.Equal(0, Ranks(Written.In("prometheus", domains, Written.Settings with { MaxSeries = 0 })));
    }

    [Fact]
    public void Prometheus_never_has_a_series_twice()
    {
        var report = Written.In("prometheus", SampleAudit.Domains.Concat(SampleAudit.Domains).Append(Unknown));
        var series = report.Split('\n').Where(line => !line.StartsWith('#') && line.Length > 0).Select(line => line[..line.LastIndexOf(' ')]).ToList();
        var families = report.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();

        Assert.Equal(series.Count, series.Distinct().Count());
        Assert.Equal(families.Count, families.Distinct().Count());
    }

    [Fact]
    public void Prometheus_tells_when_it_was_written_and_when_was_asked_and_gives_no_sample_a_time()
    {
        var report = Written.In("prometheus", [Unknown]);

        Assert.Contains("\ngluetools_report_timestamp_seconds 1795176000\n", report, StringComparison.Ordinal);
        Assert.DoesNotContain("gluetools_last_audit_timestamp_seconds", report, StringComparison.Ordinal);
        Assert.Contains("\ngluetools_last_audit_timestamp_seconds ", Written.In("prometheus", SampleAudit.Domains), StringComparison.Ordinal);
        Assert.Contains("\ngluetools_domains{status=\"unknown\"} 1\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("healthy1.example", Severity.Error, 0, "GLUE OK - 1 healthy of 1 domain | 'domains'=1;;;0 'critical'=0;;;0 'error'=0;;;0 'warning'=0;;;0 'notice'=0;;;0 'healthy'=1;;;0 'unknown'=0;;;0 ")]
    [InlineData("stale.example", Severity.Error, 2, "GLUE CRITICAL - 1 error of 1 domain: stale.example GlueStale (Error) | ")]
    [InlineData("stale.example", Severity.Critical, 1, "GLUE WARNING - 1 error of 1 domain: stale.example GlueStale (Error) | ")]
    [InlineData("x.example", Severity.Error, 3, "GLUE UNKNOWN - 1 unknown of 1 domain: x.example (Unknown) | ")]
    [InlineData("x.example stale.example", Severity.Error, 2, "GLUE CRITICAL - 1 error, 1 unknown of 2 domains: stale.example GlueStale (Error), x.example (Unknown) | ")]
    [InlineData("x.example healthy1.example", Severity.Error, 3, "GLUE UNKNOWN - 1 healthy, 1 unknown of 2 domains: x.example (Unknown) | ")]
    [InlineData("", Severity.Error, 3, "GLUE UNKNOWN - no domain was tested | ")]
    public void Nagios_has_one_line_and_its_own_exit_status(string names, Severity failOn, int exit, string line)
    {
        var domains = names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "x.example" ? Unknown : SampleAudit.Domain(name)).ToList();
        var settings = Written.Settings with { FailOn = failOn };

        Assert.StartsWith(line, Written.In("nagios", domains, settings), StringComparison.Ordinal);
        Assert.Equal(exit, ((IExitStatus)ReportFormats.Find("nagios")!).ExitStatusOf(Written.Total(domains), settings));
    }

    [Fact]
    public void Nagios_says_where_verdicts_leave_something_out()
    {
        var evidence = "{\"Evidence\":\"" + SampleAudit.Domain("stale.example").Result.Evidence + "\"}";
        var limited = KeptDomain.Read(evidence, CheckPolicy.Default with { Exclude = ["GlueStale"] }, withEvidence: false, string.Empty, 0);

        Assert.StartsWith("GLUE OK - 1 healthy of 1 domain (1 verdict leaves something out) | ", Written.In("nagios", [limited]), StringComparison.Ordinal);
    }

    [Fact]
    public void Nagios_names_the_worst_and_no_more_than_three()
    {
        var line = Written.In("nagios", SampleAudit.Domains);

        Assert.Equal(3, line.Split('|')[0].Split(" (Critical)").Length - 1);
        Assert.DoesNotContain("(Error)", line, StringComparison.Ordinal);
    }

    private static int Ranks(string report) => report.Split('\n').Count(line => line.StartsWith("gluetools_domain_rank{", StringComparison.Ordinal));
}
