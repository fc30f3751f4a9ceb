using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlueTools.Dns.Names;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

/// <summary>Whatever servers or files say, in every format that there is: it stays text.</summary>
public sealed partial class HostileTextTests
{
    /// <summary>What a reader of the format makes of the text. A format that is not named here has what holds for all.</summary>
    private static readonly Dictionary<string, Action<string, string>> Readers = new()
    {
        ["csv"] = ReadCsv,
        ["sarif"] = ReadSarif,
        ["junit"] = ReadJUnit,
        ["prometheus"] = ReadPrometheus,
        ["nagios"] = ReadNagios,
        ["markdown"] = ReadMarkdown,
    };

    public static TheoryData<string> Formats => new(ReportFormats.All.Select(format => format.Word));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_hostile_text_stays_text(string word)
    {
        Assert.All(Hostile.Texts, text =>
        {
            Examine(word, text, Written.In(word, [Hostile.ReadBack(text)]));
            Examine(word, text, Written.In(word, [Hostile.Raw(text)]));
        });
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void All_of_them_in_one_report_and_in_what_the_user_says_stay_text(string word)
    {
        var domains = Hostile.Texts.SelectMany(text => new[] { Hostile.ReadBack(text), Hostile.ReadBack(text, "Invalid"), Hostile.ReadBack(text, "Unknown"), Hostile.Raw(text) }).ToList();
        foreach (var text in Hostile.Texts)
        {
            AssertHarmless(word, Written.In(word, domains.Take(4), Written.Settings with { Asked = text, Version = text, HelpBase = text.Length == 0 ? text : "https://docs.example/" + text }));
        }

        AssertHarmless(word, Written.In(word, domains));
    }

    private static void Examine(string word, string text, string report)
    {
        AssertHarmless(word, report);
        if (Readers.TryGetValue(word, out var read))
        {
            read(text, report);
        }
    }

    private static void AssertHarmless(string word, string report)
    {
        foreach (var rune in report.EnumerateRunes())
        {
            Assert.False(
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
                    && rune.Value is not ('\n' or '\r'),
                word + " holds U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture));
        }

        // Where markup has no meaning it may stand as it is; in Markdown behind a backslash.
        if (word is not ("csv" or "prometheus"))
        {
            Assert.DoesNotMatch(@"(?<!\\)<(script>alert|img src=x|http:)", report);
        }
    }

    private static void ReadCsv(string text, string report)
    {
        var cells = CsvCells().Matches(report).Select(cell => cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups[2].Value).ToList();
        Assert.Equal(40, cells.Count);
        Assert.Equal(SafeText.Cell(text), cells[20]);
        Assert.All(cells.Skip(20).SelectMany(cell => cell.Split(';').Append(cell)), cell => Assert.DoesNotMatch("^(?!-[0-9]+$)[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell));
    }

    private static void ReadSarif(string text, string report)
    {
        using var json = JsonDocument.Parse(report);
        var result = Assert.Single(json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        var shown = result.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString()!;
        Assert.Contains(shown, new[] { SafeText.Cell(text), SafeText.Escape(text), "(no name)" });
        if (result.GetProperty("locations")[0].TryGetProperty("physicalLocation", out var place))
        {
            Assert.True(Uri.TryCreate(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute, out _));
        }
    }

    private static void ReadJUnit(string text, string report)
    {
        var test = Assert.Single(XDocument.Parse(report).Descendants("testcase"));
        Assert.Contains(test.Attribute("name")!.Value, new[] { SafeText.Cell(text), SafeText.Escape(text), "(no name)" });
        Assert.Equal(["failure"], test.Elements().Select(element => element.Name.LocalName));
    }

    private static void ReadPrometheus(string text, string report)
    {
        Assert.EndsWith("\n", report, StringComparison.Ordinal);
        Assert.All(report.TrimEnd('\n').Split('\n'), line => Assert.Matches(PrometheusLine(), line));
        var label = Regex.Match(report, "gluetools_domain_rank\\{domain=\"(.*)\"\\} 4\n").Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        Assert.Contains(label, new[] { SafeText.Cell(text), SafeText.Escape(text) });
    }

    private static void ReadNagios(string text, string report)
    {
        Assert.Equal(report.Length - 1, report.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(2, report.Split('|').Length);
        Assert.True(report.Length < 2048, text);
        Assert.Matches(@"^GLUE CRITICAL - [^|`$<>&;'""]*\| ('[a-z]+'=[0-9]+;;;0 ?)+\n$", report);
    }

    private static void ReadMarkdown(string text, string report)
    {
        // As many lines as with a text that means no harm, and each begins as it does.
        var plain = Written.In("markdown", [Hostile.ReadBack("x")]).Split('\n');
        var lines = report.Split('\n');
        if (text.Length > 0)
        {
            Assert.Equal(plain.Select(Begin), lines.Select(Begin));
        }

        Assert.All(lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)), line =>
        {
            // Nothing that has a meaning within a line stands there without a backslash; addresses are code.
            line = Regex.Replace(line, "(?<!\\\\)`[a-z0-9.:/-]+`", string.Empty);
            Assert.DoesNotMatch(@"(?<!\\)(\\\\)*[`*_\[\]<>|~&$!{}^]", line);
            Assert.DoesNotMatch(@"^  ([0-9]+[.)]( |$)|[-+=])", line);
            Assert.DoesNotMatch(@"[@#]|www\.|(?<!\\)://", line);
        });

        static string Begin(string line) => Regex.Match(line, "^(#+ |- |  |[|]|Not|This|Written|[A-Z]?)").Value is { Length: 1 } one && one != "|" ? "text" : line.Length == 0 ? string.Empty : line[..Math.Min(2, line.Length)] is "##" or "- " or "  " or "| " ? line[..2] : "text";
    }

    [GeneratedRegex("(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))(?:,|\r\n)")]
    private static partial Regex CsvCells();

    [GeneratedRegex(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""([^""\\\n]|\\[\\""n])*""(,[a-z]+=""([^""\\\n]|\\[\\""n])*"")*\})? -?[0-9]+)$")]
    private static partial Regex PrometheusLine();
}
