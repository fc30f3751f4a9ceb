using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Module.Tests;

/// <summary>What a page leads to is there, and lies within the repository.</summary>
public sealed class PageLinksTests
{
    private static readonly string[] Folders = ["src/", "tests/", "docs/", "bench/", "en-US/", ".ci/"];

    public static TheoryData<string> Pages => new(new[] { "docs", "bench", "tests/data" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.GetFiles(Repository.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_to_a_file_of_the_repository(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var links = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, page)), @"\]\(([^)#\s]+)[^)]*\)").Select(link => link.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal));
        Assert.DoesNotContain(links, link => !IsThere(Path.GetFullPath(Path.Combine(folder, link))));
    }

    [Fact]
    public void What_CONTRIBUTING_names_is_there()
    {
        var named = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")), "`([^`\\s]+)`").Select(code => code.Groups[1].Value)
            .Where(code => Folders.Any(folder => code.StartsWith(folder, StringComparison.Ordinal)) && !code.Contains('…') && !code.Contains(".X.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !IsThere(Path.Combine(Repository.Root, path)));
    }

    private static bool IsThere(string path) => path.StartsWith(Repository.Root, StringComparison.Ordinal) && Path.Exists(path);
}
