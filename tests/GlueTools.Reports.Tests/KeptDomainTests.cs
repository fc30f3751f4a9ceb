using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Reports.Writing;

namespace GlueTools.Reports.Tests;

public sealed class KeptDomainTests
{
    private static readonly JsonSerializerOptions Plain = new();

    [Fact]
    public void All_properties_of_the_rows_are_kept_in_their_order()
    {
        Assert.Equal(Names<DelegationResult>(), DelegationResult.Fields.Select(field => field.Name));
        Assert.Equal(Names<Finding>(), Finding.Fields.Select(field => field.Name));

        static IEnumerable<string> Names<T>() => typeof(T).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).OrderBy(property => property.MetadataToken).Select(property => property.Name);
    }

    [Fact]
    public void What_is_written_aside_comes_back_as_it_was()
    {
        Assert.All(SampleAudit.Domains, domain =>
        {
            using var text = new StringWriter();
            KeptDomain.Write(text, domain);
            var again = KeptDomain.ReadWritten(text.ToString());

            Assert.DoesNotContain('\n', text.ToString());
            Assert.Equal(JsonSerializer.Serialize(domain.Result, Plain), JsonSerializer.Serialize(again.Result, Plain));
            Assert.Equal((domain.File, domain.Line, domain.AskedUtc, domain.Result.Worst()), (again.File, again.Line, again.AskedUtc, again.Result.Worst()));
            Assert.Equal(domain.View!.NameServers, again.View!.NameServers);
        });
    }

    [Fact]
    public void A_verdict_that_was_kept_without_evidence_is_shown_as_it_was()
    {
        var kept = SampleAudit.Reports.Select(report => DelegationResult.From(report)).ToList();

        Assert.All(kept, row =>
        {
            var again = Read(JsonSerializer.Serialize(row, Plain));
            Assert.Equal(JsonSerializer.Serialize(row, Plain), JsonSerializer.Serialize(again.Result, Plain));
            Assert.Equal(("kept.jsonl", 3L), (again.File, again.Line));
        });
    }

    [Fact]
    public void Evidence_is_judged_again_by_the_policy_at_hand()
    {
        var line = JsonSerializer.Serialize(SavedDelegation.From(SampleAudit.Domain("stale.example").View!), Plain);

        Assert.Equal("GlueStale", Read(line).Result.Findings.ToString());
        Assert.Equal("Healthy", Read(line, CheckPolicy.Default with { Exclude = ["GlueStale"] }).Result.Status);
        Assert.NotNull(Read(line).AskedUtc);
    }

    [Theory]
    [InlineData("nonsense", "", "Line 3: this is no JSON object; the line is damaged, or not one that an audit wrote. From character 1 on: a value is missing.")]
    [InlineData("", "", "Line 3: this is no JSON object; ")]
    [InlineData("{\"DomainName\":\"x.example\",\"Stat", "", "Line 3: this is no JSON object; the line is damaged, or not one that an audit wrote. From character 32 on: it is cut off.")]
    [InlineData("{}{}", "", "Line 3: this is no JSON object; ")]
    [InlineData("[]", "", "Line 3: it is neither saved evidence nor a verdict on a domain.")]
    [InlineData("5", "", "Line 3: it is neither saved evidence nor a verdict on a domain.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Name\":\"ns1.x.example\",\"ServedBy\":\"4/4\",\"Status\":\"Present\"}", "x.example", "Line 3: it is neither saved evidence nor a verdict on a domain.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Step\":1,\"Status\":\"Planned\",\"Detail\":\"\"}", "x.example", "Line 3: it is neither saved evidence nor a verdict on a domain.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Code\":\"GlueStale\"}", "x.example", "Line 3: it is one finding of a domain and not the verdict on it, as an audit in detail writes them; ")]
    [InlineData("{\"DomainName\":\"x.example\",\"Status\":\"Well\",\"Findings\":[]}", "x.example", "Line 3: 'Status' is none of the words that an audit writes there.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[{}]}", "x.example", "Line 3: 'Severity' of a finding is none of the words")]
    [InlineData("{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[{\"Severity\":\"3\",\"Code\":\"GlueStale\"}]}", "x.example", "Line 3: 'Severity' of a finding is none of the words")]
    [InlineData("{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[{\"Severity\":\"Error\",\"Code\":\"a b\"}]}", "x.example", "Line 3: 'Code' of a finding is no code.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[],\"GlueCount\":1e9}", "x.example", "Line 3: 'GlueCount' is no whole number.")]
    [InlineData("{\"DomainName\":\"x.example\",\"Evidence\":\"GLUE9:AA\"}", "x.example", "Line 3: This is not saved evidence: ")]
    [InlineData("{\"DomainName\":\"\\udc00\",\"Evidence\":\"\"}", "", "Line 3: this is no JSON object; the line is damaged, or not one that an audit wrote. From character 22 on: a text in it holds half of a character.")]
    [InlineData("{\"DomainName\":\"x\\u001b[2J\",\"Evidence\":\"GLUE4:\"}", "x\\027[2J", "Line 3: The saved evidence is damaged")]
    public void A_line_that_is_none_is_an_invalid_row(string line, string name, string sentence)
    {
        var row = Read(line).Result;

        Assert.Equal((name, "Invalid"), (row.DomainName, row.Status));
        Assert.StartsWith(sentence, row.FirstProblem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_nested_without_end_is_an_invalid_row() => Assert.Equal("Invalid", Read(new string('[', 100_000)).Result.Status);

    [Fact]
    public void A_name_of_which_nothing_was_collected_stays_a_gap()
    {
        var row = Read("{\"DomainName\":\"a..b\",\"Status\":\"Invalid\",\"Rank\":-2,\"Detail\":\"'a..b' has an empty label.\",\"Evidence\":\"\"}").Result;

        Assert.Equal(("Invalid", "'a..b' has an empty label."), (row.Status, row.FirstProblem));
    }

    [Fact]
    public void Findings_without_evidence_cannot_be_judged_by_another_policy()
    {
        var line = JsonSerializer.Serialize(DelegationResult.From(SampleAudit.Reports.Single(report => report.View.DomainName.Text == "stale.example")), Plain);

        var row = Read(line, CheckPolicy.Default with { MinimumSeverity = Severity.Critical }).Result;

        Assert.Equal("Unknown", row.Status);
        Assert.StartsWith("This verdict was kept without its evidence", row.FirstProblem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lean_finding_gets_the_sentence_of_the_catalogue()
    {
        var row = Read("{\"DomainName\":\"x.example\",\"Status\":\"Error\",\"Findings\":[{\"Code\":\"GlueStale\",\"Severity\":\"Error\",\"NameServer\":\"ns.x.example\",\"IPAddress\":[\"192.0.2.1\"]}]}").Result;

        Assert.Equal(("GlueMatchesChild", 1, 4), (row.Findings[0].Check, row.ErrorCount, row.Rank));
        Assert.NotEmpty(row.Findings[0].Message);
    }

    public static TheoryData<string> Formats => new(ReportFormats.All.Select(format => format.Word));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_by_way_of_a_file_aside_is_the_same(string word)
    {
        var format = ReportFormats.Find(word)!;
        using var output = new StringWriter { NewLine = "\n" };
        using var aside = new MemoryStream();
        using var run = new ReportRun(format, Written.Settings, output, () => Written.Settings.WrittenUtc, () => aside);
        foreach (var domain in SampleAudit.Domains)
        {
            run.Take(domain);
        }

        Assert.Equal(format.Streams, output.ToString().Length > 0 || word is "prometheus" or "nagios");
        run.End();
        Assert.Equal(Written.In(word, SampleAudit.Domains), output.ToString());
    }

    private static ReportedDomain Read(string line, CheckPolicy? policy = null) => KeptDomain.Read(line, policy ?? CheckPolicy.Default, withEvidence: false, "kept.jsonl", 3);
}
