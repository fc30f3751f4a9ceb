using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Runs;
using GlueTools.Reports.Writing;

namespace GlueTools.Reports.Tests;

/// <summary>A report that is laid beside an earlier run.</summary>
public sealed class ComparisonTests
{
    public static TheoryData<string> Words => new(ReportFormats.All.Where(format => format.ShowsChanges).Select(format => format.Word));

    [Fact]
    public void The_page_shows_both_runs_side_by_side()
    {
        var earlier = new Earlier(Seen("stale.example", Glue("ns2.stale.example", "45.10.2.1", "2a10:10:2::1")), Seen("healthy1.example"), Seen("gone.example"));
        var page = Report("html", earlier, "stale.example", "healthy1.example", "splitns.example");

        var article = Regex.Match(page, "<article [^>]*><header>[^/]*/span><h3 [^>]*>stale.example</h3>.*?</article>", RegexOptions.Singleline).Value;
        Assert.Contains("<b>Changed</b> Glue of ns2.stale.example</th><td>2a10:10:2::1<br><del>45.10.2.1</del></td><td>2a10:10:2::1<br><ins>45.10.4.1</ins></td>", article, StringComparison.Ordinal);
        Assert.Contains("<b>Appeared</b> GlueStale ns2.stale.example</th><td><span class=\"none\">none</span></td><td><ins>All 4 parent servers give", article, StringComparison.Ordinal);
        Assert.Contains("Earlier <span class=\"when\">2026-11-20 10:00:00 UTC</span>", article, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> <span>changed</span>", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> <span>as before</span>", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> <span>not compared</span>", page, StringComparison.Ordinal);
        Assert.Contains("<b>Not compared</b> The earlier run does not hold this domain.", page, StringComparison.Ordinal);
        Assert.Contains("<b>Not in this run</b> 1 domain of the earlier run: gone.example</p>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Appeared: GlueStale</th><td class=\"count\">1</td>", page, StringComparison.Ordinal);
        Assert.Contains("id=\"changed\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_shows_what_the_earlier_run_saw_at_the_parent()
    {
        var earlier = new Earlier(Seen("stale.example", Named("ns2.stale.example"), Glue("ns2.stale.example", "45.10.2.1", "2a10:10:2::1"), Named("old.stale.example"), Glue("old.stale.example", "45.10.9.9")));
        var page = Report("html", earlier, "stale.example");

        Assert.Contains("class=\"box parent earlier\"", page, StringComparison.Ordinal);
        Assert.Contains("The earlier run (2026-11-20 10:00:00 UTC): 2 name servers, 3 addresses as glue.", page, StringComparison.Ordinal);

        // One line to each name server that it names.
        Assert.Equal(2 + 1, Regex.Count(page, "<path class=\"line earlier\""));
        Assert.Contains("Name server old.stale.example, named by the earlier run alone, in the zone&#39;s own domain: 45.10.9.9 (glue in the earlier run alone).", page, StringComparison.Ordinal);
        Assert.Contains("45.10.4.1 (glue alone, no glue in the earlier run; ", page, StringComparison.Ordinal);
        Assert.Contains("45.10.2.1 (in the zone alone, glue in the earlier run; ", page, StringComparison.Ordinal);
        Assert.Contains("2a10:10:2::1 (glue, and in the zone; ", page, StringComparison.Ordinal);
        Assert.Equal([2, 3], new[] { ">was<", ">new<" }.Select(word => Regex.Count(page, "class=\"word\"" + word)));
        Assert.Contains("<th scope=\"col\">Glue in the earlier run</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_thousands_of_addresses_a_few_are_drawn_and_the_rest_are_counted()
    {
        var many = Enumerable.Range(0, 4000).Select(i => "46.0." + (i / 250) + "." + (i % 250)).ToArray();
        var page = Report("html", new Earlier(Seen("stale.example", Named("ns2.stale.example"), Glue("ns2.stale.example", many))), "stale.example");

        // Those that it has now, and as many of the earlier run as there is room for.
        Assert.Equal(13, Regex.Count(Regex.Match(page, "<svg class=\"map\".*?</svg>", RegexOptions.Singleline).Value, "class=\"mono\">(46\\.0\\.|45\\.10\\.[24]\\.1|2a10:10:2::1)[^<]*</text><rect[^>]*class=\"chip"));
        Assert.Contains("and 3990 more in the table below", page, StringComparison.Ordinal);
        Assert.Contains("<code>46.0.15.249</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_run_that_tells_findings_alone_is_not_drawn()
    {
        var page = Report("html", new Earlier(Seen("stale.example")), "stale.example");

        Assert.DoesNotContain("class=\"box parent earlier\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Glue in the earlier run", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_earlier_run_nothing_is_said_of_one()
    {
        var page = Report("html", null, "stale.example");

        Assert.DoesNotContain("earlier run", Regex.Replace(page, "<script>.*?</script>", string.Empty, RegexOptions.Singleline), StringComparison.Ordinal);
        Assert.DoesNotContain("<input type=\"checkbox\" id=\"changed\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_tells_what_became_of_each_domain()
    {
        var ticket = Report("markdown", new Earlier(Seen("stale.example", Glue("ns2.stale.example", "45.10.2.1")), Seen("healthy1.example")), "stale.example", "healthy1.example");

        Assert.Contains("- **Changed** Glue of ns2.stale.example: 45.10.2.1 → `2a10:10:2::1`, 45.10.4.1\n", ticket, StringComparison.Ordinal);
        Assert.Contains("## healthy1.example: Healthy\n\nAs in the earlier run.\n", ticket, StringComparison.Ordinal);
        Assert.Contains("| Changed | 1 |\n| As before | 1 |\n| Not compared | 0 |\n| Not in this run | 0 |\n", ticket, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_hostile_text_of_an_earlier_run_stays_text(string word)
    {
        Assert.All(Hostile.Texts.Where(text => text.Length > 0), text =>
        {
            var fact = new Fact(Topic.Finding, "GlueStale", text, [text]) { Text = text, Servers = [text], Rank = 4 };
            var earlier = new Earlier(Seen("healthy1.example", fact, Glue(text, text)), new SeenDelegation(text, Topic.None, []) { Why = text });
            var report = Report(word, earlier, "healthy1.example");

            Assert.DoesNotMatch(@"(?<!\\)<(script>alert|img src=x|http:)", report);
            Assert.DoesNotContain(report, one => char.IsControl(one) && one is not ('\n' or '\r'));
        });
    }

    private static Fact Named(string name) => new(Topic.ParentNameServer, string.Empty, name, [name]);

    private static Fact Glue(string name, params string[] addresses) => new(Topic.Glue, string.Empty, name, addresses);

    private static SeenDelegation Seen(string name, params Fact[] facts)
    {
        var known = facts.Aggregate(Topic.Finding | Topic.Code, (all, fact) => all | fact.Topic);
        return new SeenDelegation(name, known, facts).At("2026-11-20T10:00:00Z");
    }

    private static string Report(string word, IEarlierRun? earlier, params string[] names)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var run = new ReportRun(ReportFormats.Find(word)!, Written.Settings with { Against = "old.jsonl" }, output, () => Written.Settings.WrittenUtc, () => new MemoryStream(), earlier);
        foreach (var name in names)
        {
            // Each run has domains of its own: what was laid beside stays with them.
            run.Take(Documents.ReportedDomain.Of(SampleAudit.Reports.Single(report => report.View.DomainName.Text == name)));
        }

        run.End();
        return output.ToString();
    }

    private sealed class Earlier(params SeenDelegation[] domains) : IEarlierRun
    {
        private readonly HashSet<string> _found = [];

        public SeenDelegation? Find(string domainName) => domains.FirstOrDefault(domain => domain.DomainName == domainName && _found.Add(domainName));

        public IEnumerable<string> NotFound() => domains.Select(domain => domain.DomainName).Where(name => !_found.Contains(name));
    }
}
