using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>Each check has a page in docs/checks that says the same as the catalogue.</summary>
public class CheckPagesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "checks");

    public static TheoryData<string> Checks() => [.. CheckCatalog.Kinds.Select(kind => kind.Check).Distinct()];

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_page_names_the_codes_of_its_check_with_their_severities_and_no_others(string check)
    {
        var expected = KindsOf(check).Select(kind => kind.Code + " " + kind.Severity);
        var named = Regex.Matches(Page(check), @"^\| `(\w+)` \| (Info|Notice|Warning|Error|Critical) \| .+ \|\r?$", RegexOptions.Multiline);
        Assert.Equal(expected, named.Select(row => row.Groups[1].Value + " " + row.Groups[2].Value));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_page_cites_what_the_findings_cite(string check)
    {
        var references = Section(Page(check), "References").Replace("\r", string.Empty, StringComparison.Ordinal).Replace('\n', ' ');
        var missing = new List<string>();
        foreach (var reference in KindsOf(check).SelectMany(kind => kind.Reference.Split("; ")).Distinct())
        {
            // A page may cite a document once and then several sections of it.
            var parts = reference.Split(", section ");
            var cited = Regex.IsMatch(references, Regex.Escape(parts[0]) + @"\b")
                && (parts.Length == 1 || Regex.IsMatch(references, "section " + Regex.Escape(parts[1]) + @"(?![.\d]*\d)"));
            if (!cited)
            {
                missing.Add(reference);
            }
        }

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_page_has_its_sections_in_order(string check)
    {
        string[] expected = ["Findings", "How it is found", "What replaces what", "How to mend it", "References", "In other tools"];
        var page = Page(check);
        Assert.StartsWith("# " + check + "\n", page.Replace("\r", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(expected, Regex.Matches(page, @"^## ([^\r\n]+)", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));
    }

    [Fact]
    public void There_is_a_page_for_each_check_and_none_without_one()
    {
        var pages = Directory.GetFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "README");
        Assert.Equal(CheckCatalog.Kinds.Select(kind => kind.Check).Distinct().Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_index_is_the_catalogue()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(CheckCatalog.Kinds.Select(kind => $"| `{kind.Code}` | {kind.Severity} | [{kind.Check}]({kind.Check}.md) | {kind.Summary} |"), rows);
    }

    private static IEnumerable<FindingKind> KindsOf(string check) => CheckCatalog.Kinds.Where(kind => kind.Check == check);

    private static string Page(string check) => File.ReadAllText(Path.Combine(Folder, check + ".md"));

    private static string Section(string page, string heading)
    {
        var start = page.IndexOf("## " + heading, StringComparison.Ordinal);
        Assert.True(start >= 0, "No section '" + heading + "'.");
        var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..end];
    }
}
