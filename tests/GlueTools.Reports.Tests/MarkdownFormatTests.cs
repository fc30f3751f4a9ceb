using System;
using System.Linq;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Tests;

public sealed class MarkdownFormatTests
{
    [Fact]
    public void A_domain_has_its_findings_and_what_to_change() => Assert.StartsWith(
        $"""
        # Delegations

        Written 2026-11-20T12:00:00Z by GlueTools 1.2.3: glue test -i list.txt

        ## stale.example: Error

        - **Error [GlueStale](<https://docs.example/glue/checks/GlueMatchesChild.html>)** ns2.stale.example 45.10.4.1

          All 4 parent servers give 45.10.4.1 as glue for ns2.stale.example, while stale.example publishes 45.10.2.1 and `2a10:10:2::1` for it.

          {SampleAudit.Domain("stale.example").Result.Findings[0].Remedy}

        ## All together

        | Status | Domains |
        | --- | ---: |
        | Error | 1 |
        | All | 1 |

        | Severity | Finding | Count |
        | --- | --- | ---: |
        | Error | [GlueStale](<https://docs.example/glue/checks/GlueMatchesChild.html>) | 1 |

        """.ReplaceLineEndings("\n"),
        Written.In("markdown", [SampleAudit.Domain("stale.example")]),
        StringComparison.Ordinal);

    [Fact]
    public void What_has_no_verdict_says_why() => Assert.Contains(
        "\n## x.example: Unknown\n\nNo server answered.\n",
        Written.In("markdown", [new ReportedDomain(DelegationResult.Without("x.example", "Unknown", "No server answered."))]),
        StringComparison.Ordinal);

    [Fact]
    public void The_sums_are_those_of_the_domains()
    {
        var lines = Written.In("markdown", SampleAudit.Domains).Split('\n');

        Assert.Equal(SampleAudit.Domains.Count, lines.Count(line => line.StartsWith("## ", StringComparison.Ordinal) && line != "## All together"));
        Assert.Contains("| All | " + SampleAudit.Domains.Count + " |", lines);
        Assert.Contains("| Healthy | " + SampleAudit.Domains.Count(domain => domain.Result.Status == "Healthy") + " |", lines);
    }
}
