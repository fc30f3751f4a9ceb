using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

public sealed partial class HtmlFormatTests
{
    [Fact]
    public void The_policy_knows_the_style_and_the_scripts_and_nothing_else()
    {
        var page = Written.In("html", SampleAudit.Domains);
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        var scripts = RunScripts().Matches(page).Select(script => Digest(script.Groups[1].Value));
        var style = Digest(Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value);
        Assert.Equal(
            "default-src 'none'; script-src " + string.Join(' ', scripts) + "; style-src " + style + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types gluetools",
            policy);
        Assert.All(Tags().Matches(RunScripts().Replace(page.Split("</style>")[1], string.Empty)).Select(tag => tag.Value), tag => Assert.DoesNotMatch(@"\s(style|on[a-z]+)=", tag));
    }

    [Fact]
    public void Up_to_a_hundred_domains_are_a_document_with_what_is_most_urgent_first()
    {
        var page = Written.In("html", SampleAudit.Domains);

        Assert.Equal(SampleAudit.Domains.Count, Regex.Count(page, "<article "));
        Assert.DoesNotContain("class=\"pack\"", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("<h3 id=\"d4h\"", StringComparison.Ordinal) < page.IndexOf("<h3 id=\"d0h\"", StringComparison.Ordinal), "dangling.example stands behind healthy1.example.");
    }

    [Fact]
    public void More_are_rows_and_packs_that_hold_each_domain_once()
    {
        var many = Enumerable.Repeat(SampleAudit.Domains, 4).SelectMany(domains => domains).Take(101).ToList();
        var page = Written.In("html", many);

        var rows = Regex.Matches(page, "class=\"rows\">(.*?)</script>").SelectMany(rows => JsonDocument.Parse(rows.Groups[1].Value).RootElement.EnumerateArray()).ToList();
        var articles = Regex.Matches(page, "class=\"pack\">(.*?)</script>").SelectMany(pack => Unpacked(pack.Groups[1].Value).Split('\u001e')).ToList();
        Assert.Equal(many.Select(domain => domain.Result.DomainName), rows.Select(row => row[0].GetString()));
        Assert.Equal(many.Select((domain, i) => $"<article class=\"domain\" id=\"d{i}\""), articles.Select(article => article[..article.IndexOf(" aria", StringComparison.Ordinal)]));
        Assert.All(many.Zip(articles), pair => Assert.Contains(">" + pair.First.Result.DomainName + "</h3>", pair.Second, StringComparison.Ordinal));
        Assert.Equal(101, Regex.Count(page, "<tr><td><span class=\"badge") - Codes(many));
    }

    [Fact]
    public void What_could_not_be_tested_is_said_in_the_summary()
    {
        var page = Written.In("html", [Hostile.ReadBack("x", "Unknown"), SampleAudit.Domain("healthy1.example")]);

        Assert.Contains("<b>1</b> of 2 domains have <b>no verdict</b>: 1 Unknown (nothing could be found out).", page, StringComparison.Ordinal);
        Assert.Contains("<b>x was</b> not tested for ", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> of 2 verdicts leave something out", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_stand_in_the_layout_of_dig_with_all_who_gave_them()
    {
        var page = Written.In("html", [SampleAudit.Domain("stale.example")]);

        Assert.Contains(
            """
            ;; ->>HEADER<<- opcode: QUERY, status: NOERROR
            ;; flags: qr; QUERY: 1, ANSWER: 0, AUTHORITY: 2, ADDITIONAL: 5
            """.ReplaceLineEndings("\n").Replace(">", "&gt;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
            page,
            StringComparison.Ordinal);
        Assert.Contains("ns2.stale.example.           3600    IN A      45.10.4.1", page, StringComparison.Ordinal);
        Assert.Contains("</code> NOERROR: 4 servers</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void From_where_and_how_much_was_asked_is_said_in_the_summary()
    {
        var page = Written.In("html", [SampleAudit.Domain("stale.example"), Hostile.ReadBack("x")]);

        Assert.Contains("<dt>Begun at</dt><dd>the root servers (1 domain)</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Depth</dt><dd>Standard (1 domain)</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Begun at</dt><dd>the root servers</dd>", Written.In("html", [SampleAudit.Domain("stale.example")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html", "<dt>From</dt><dd>office &quot;Berlin&quot; &lt;b&gt;</dd>")]
    [InlineData("markdown", "Asked from office \"Berlin\" \\<b\\>.")]
    public void The_place_from_which_was_asked_has_the_name_that_the_user_gives_it(string word, string expected)
    {
        Assert.Contains(expected, Written.In(word, [SampleAudit.Domain("stale.example")], Written.Settings with { VantagePoint = "office \"Berlin\" <b>" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_that_read_alike_are_one_item_with_all_that_it_is_about()
    {
        var unresponsive = SampleAudit.Domain("unresponsive.example");
        var alike = unresponsive.Result.Findings.Count(finding => finding.Code == "ServerUnresponsive");
        Assert.InRange(alike, 2, 9);
        var page = Written.In("html", [unresponsive]);

        Assert.Equal(1, Regex.Count(page, "<li class=\"[A-Za-z]*\"><p class=\"what\"><span class=\"badge [A-Za-z]*\">[A-Za-z]*</span> <a [^>]*><code>ServerUnresponsive</code>"));
        Assert.Contains(alike == 2 ? "The other one likewise." : "The other " + (alike - 1) + " likewise.", page, StringComparison.Ordinal);
        Assert.Equal(alike, Regex.Count(page, "<dt>Shown by</dt>"));
        Assert.All(unresponsive.Result.Findings, finding => Assert.Contains("<li><code>" + finding.NameServer + " " + finding.IPAddress[0] + "</code></li>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_registry_stands_in_picture_words_and_table_where_it_was_asked()
    {
        var report = SampleAudit.Reports.Single(one => one.View.DomainName.Text == "stale.example");
        DomainName Name(string text) => DomainName.Parse(text);
        RegistryHost Host(string name, params string[] addresses) => new(Name(name), HeldAddresses.Held, [.. addresses.Select(IPAddress.Parse)], "https://rdap.example/");
        var registry = new RegistrySide(
            Name("stale.example"), "https://rdap.example/", Written.Settings.WrittenUtc, [Host("ns2.stale.example", "45.10.4.1", "45.10.7.7"), Host("ns3.stale.example", "45.10.7.8")], []) { ShowsDs = true };
        var seen = report.View;
        var view = new DelegationView(seen.DomainName, seen.Parent, seen.Child, seen.Conditions, seen.Problem, seen.Questions, seen.DurationUs) { Registry = registry };
        var page = Written.In("html", [ReportedDomain.Of(DelegationReport.Of(view, CheckPolicy.Default))]);
        if (Environment.GetEnvironmentVariable("GLUETOOLS_REPORT_PAGES") is { } folder)
        {
            // To be looked at, and for the judges.
            System.IO.File.WriteAllText(System.IO.Path.Combine(folder, "registry.html"), page);
        }

        Assert.Contains("The registry: 2 name servers, 3 addresses held, 0 DS.", page, StringComparison.Ordinal);
        Assert.Contains("class=\"box parent registry\"", page, StringComparison.Ordinal);
        Assert.Contains("45.10.7.7 (at the registry alone)", page, StringComparison.Ordinal);
        Assert.Contains("ns3.stale.example, held by the registry alone", page, StringComparison.Ordinal);
        Assert.Contains("<code>ns1.stale.example</code></th><td><code>45.10.1.1</code><br><code>2a10:10:1::1</code></td><td><code>45.10.1.1</code><br><code>2a10:10:1::1</code></td><td>not held there</td>", page, StringComparison.Ordinal);
        // One line to each name server that it holds.
        Assert.Equal(2 + 1, Regex.Count(page, "<path class=\"line registry\""));
    }

    private static int Codes(IReadOnlyList<ReportedDomain> domains) => Written.Total(domains).Codes.Count;

    private static string Digest(string text) => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "'";

    private static string Unpacked(string text)
    {
        using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var reader = new StreamReader(deflate);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex RunScripts();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
