using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

namespace GlueTools.Console.Tests;

public sealed class FormatTests(SampleLab lab) : IClassFixture<SampleLab>
{
    public static TheoryData<string, Type> Rows => new()
    {
        { "test stale.example", typeof(DelegationResult) },
        { "get stale.example", typeof(GlueRecord) },
        { "get stale.example --per-server", typeof(GlueRecord) },
        { "compare stale.example", typeof(DelegationComparison) },
        { "compare stale.example --per-address", typeof(DelegationComparison) },
        { "test stale.example nonexistent.example --detailed --throttle 1", typeof(Finding) },
        { "trace stale.example", typeof(DelegationStep) },
        { "trace stale.example --all", typeof(DelegationStep) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Json_lines_have_the_properties_of_the_rows(string arguments, Type row)
    {
        var lines = lab.Run([.. arguments.Split(' '), "--format", "jsonl"]).JsonLines;

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(NamesOf(row), line.EnumerateObject().Select(property => property.Name)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_array_holds_the_same_objects_as_the_lines(string arguments, Type row)
    {
        var lines = lab.Run([.. arguments.Split(' '), "--seed", "1", "--format", "jsonl"]).JsonLines;
        var array = lab.Run([.. arguments.Split(' '), "--seed", "1", "--format", "json"]).JsonArray;

        Assert.Equal(lines.Select(WithoutTimes), array.Select(WithoutTimes));
        Assert.Equal(NamesOf(row), array[0].EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Csv_has_a_header_and_a_line_a_row(string arguments, Type row)
    {
        var text = lab.Run([.. arguments.Split(' '), "--seed", "1", "--format", "csv"]).Out;
        var objects = lab.Run([.. arguments.Split(' '), "--seed", "1", "--format", "jsonl"]).JsonLines;

        var lines = text.Split("\r\n");
        Assert.Equal(string.Join(",", NamesOf(row)), lines[0]);
        Assert.Equal(objects.Length + 2, lines.Length);
        Assert.Empty(lines[^1]);
        Assert.DoesNotContain("\n", text.Replace("\r\n", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_nested_with_their_own_properties()
    {
        var row = Assert.Single(lab.Run("test", "stale.example", "--format", "jsonl").JsonLines);

        var finding = Assert.Single(row.GetProperty("Findings").EnumerateArray());
        Assert.Equal(NamesOf(typeof(Finding)), finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal("GlueStale", finding.GetProperty("Code").GetString());
        Assert.Equal(["45.10.4.1"], finding.GetProperty("IPAddress").EnumerateArray().Select(address => address.GetString()!));
        Assert.Equal(JsonValueKind.False, row.GetProperty("IsHealthy").ValueKind);
        Assert.Equal(1, row.GetProperty("ErrorCount").GetInt32());
    }

    [Fact]
    public void A_lean_row_has_findings_without_sentences()
    {
        var full = Assert.Single(lab.Run("test", "stale.example", "--format", "jsonl").JsonLines);
        var lean = Assert.Single(lab.Run("test", "stale.example", "--format", "jsonl", "--lean").JsonLines);

        Assert.Equal(WithoutTimes(full, but: "Findings"), WithoutTimes(lean, but: "Findings"));
        var finding = Assert.Single(lean.GetProperty("Findings").EnumerateArray());
        Assert.Equal(["Code", "Severity", "NameServer", "IPAddress"], finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal("GlueStale", finding.GetProperty("Code").GetString());
    }

    [Fact]
    public void A_lean_finding_names_its_domain()
    {
        var row = Assert.Single(lab.Run("test", "stale.example", "--detailed", "--lean", "--format", "jsonl").JsonLines);

        Assert.Equal(["DomainName", "Code", "Severity", "NameServer", "IPAddress"], row.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain("What is wrong", lab.Run("test", "stale.example", "--detailed", "--lean").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("registrar", lab.Run("test", "stale.example", "--lean").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_below_the_minimum_severity_is_neither_shown_nor_counted()
    {
        var row = Assert.Single(lab.Run("test", "stale.example", "--min-severity", "critical", "--format", "jsonl").JsonLines);

        Assert.Empty(row.GetProperty("Findings").EnumerateArray());
        Assert.Equal("Healthy", row.GetProperty("Status").GetString());
        Assert.Equal(0, row.GetProperty("ErrorCount").GetInt32());
    }

    [Fact]
    public void Csv_quotes_what_needs_quotes_and_joins_several_values()
    {
        var text = lab.Run("get", "healthy1.example", "a\"b,c", "--format", "csv").Out;

        Assert.Contains(",\"a\"\"b,c\",", text);
        Assert.Contains(",ns1.nic.example/37.209.192.10;ns1.nic.example/2001:dcd:1::10;", text);
        Assert.Contains("GlueStale\r\n", lab.Run("test", "stale.example", "--format", "csv").Out);
    }

    [Fact]
    public void No_rows_are_an_empty_array_and_a_bare_header()
    {
        Assert.Equal("[]\n", lab.Run(["test", "-i", "-", "--format", "json"], TextReader.Null).Out);
        Assert.Equal(string.Empty, lab.Run(["test", "-i", "-", "--format", "jsonl"], TextReader.Null).Out);
        Assert.Equal(string.Join(",", NamesOf(typeof(GlueRecord))) + "\r\n", lab.Run(["get", "-i", "-", "--format", "csv"], TextReader.Null).Out);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void A_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var arguments in new[] { "get stale.example --format csv --timeout 0.5", "get stale.example --format jsonl", "get stale.example", "checks --format csv" })
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                var expected = Run(arguments);
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

                Assert.Equal(expected, Run(arguments));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        string Run(string arguments) => arguments.StartsWith("checks", StringComparison.Ordinal) ? GlueResult.Of(arguments.Split(' ')).Out
            : GlueResult.Of([.. arguments.Split(' '), .. lab.HintsAndMap], TextReader.Null).Out;
    }

    [Fact]
    public void The_catalogue_is_listed_in_every_format()
    {
        var codes = CheckInfo.All().Select(row => row.Code).ToList();

        Assert.Equal(codes, GlueResult.Of("checks", "--format", "jsonl").JsonLines.Select(row => row.GetProperty("Code").GetString()));
        Assert.Equal(codes, GlueResult.Of("checks", "--format", "json").JsonArray.Select(row => row.GetProperty("Code").GetString()));
        Assert.Equal(codes.Count + 2, GlueResult.Of("checks", "--format", "csv").Out.Split("\r\n").Length);
        var table = GlueResult.Of("checks").Out;
        Assert.All(codes, code => Assert.Contains(code, table));
    }

    [Fact]
    public void A_query_shows_every_section()
    {
        var row = Assert.Single(GlueResult.Of(["query", "198.41.0.4", "stale.example", "--format", "jsonl", .. lab.QueryWhere], TextReader.Null).JsonLines);

        Assert.Equal(NamesOf(typeof(DnsMessage)), row.EnumerateObject().Select(property => property.Name));
        Assert.Equal("qr", row.GetProperty("Flags").GetString());
        Assert.Equal(2, row.GetProperty("Authority").GetArrayLength());
        Assert.Contains("ns1.nic.example. 3600 IN A 37.209.192.10", row.GetProperty("Additional").EnumerateArray().Select(record => record.GetString()));
    }

    private static IEnumerable<string> NamesOf(Type row) => row.GetProperties().Where(property => property.GetMethod!.IsPublic && !IsEvidenceOfVerdict(property)).OrderBy(property => property.MetadataToken).Select(property => property.Name);

    // A verdict carries evidence only where it is asked for.
    private static bool IsEvidenceOfVerdict(MemberInfo property) => property.DeclaringType == typeof(DelegationResult) && property.Name == nameof(DelegationResult.Evidence);

    private static string WithoutTimes(JsonElement row) => WithoutTimes(row, string.Empty);

    private static string WithoutTimes(JsonElement row, string but) => string.Join(
        "\n",
        row.EnumerateObject().Where(property => property.Name is not ("DurationUs" or "RoundTripUs" or "Time" or "QueryCount") && property.Name != but).Select(property => property.Name + "=" + Compact(property.Value)));

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
