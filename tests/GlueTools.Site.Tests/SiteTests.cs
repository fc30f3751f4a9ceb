using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Site.Tests;

/// <summary>The documentation's site, made of the documentation as it is.</summary>
public sealed class SiteTests(MadeSite made) : IClassFixture<MadeSite>
{
    private readonly string _folder = made.Folder;
    private readonly Site _site = made.Site;

    [Fact]
    public void Every_page_of_the_documentation_is_there_and_no_link_leads_nowhere()
    {
        Assert.Empty(_site.Troubles);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            Assert.True(File.Exists(Path.Combine(_folder, Page.AddressOf(path))), path);
        }
    }

    [Fact]
    public void What_pages_refer_to_is_there()
    {
        var missing = new List<string>();
        foreach (var page in _site.Pages)
        {
            var html = File.ReadAllText(Path.Combine(_folder, page.Address));
            foreach (Match link in Regex.Matches(html, "(?:href|src)=\"([^\"]+)\""))
            {
                var (target, anchor) = Split(link.Groups[1].Value);
                if (target.Contains("://", StringComparison.Ordinal))
                {
                    continue;
                }

                var file = target.Length == 0 ? Path.Combine(_folder, page.Address) : Path.GetFullPath(Path.Combine(_folder, Path.GetDirectoryName(page.Address)!, target));
                if (!File.Exists(file) || (anchor.Length > 0 && !File.ReadAllText(file).Contains("id=\"" + anchor + "\"", StringComparison.Ordinal)))
                {
                    missing.Add(page.Address + " -> " + link.Groups[1].Value);
                }
            }
        }

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("docs/README.md", "index.html")]
    [InlineData("docs/checks/README.md", "checks/index.html")]
    [InlineData("docs/checks/GlueMatchesChild.md", "checks/GlueMatchesChild.html")]
    [InlineData("README.md", "project/README.html")]
    public void Addresses_are_those_that_reports_and_help_lead_to(string path, string address) => Assert.Equal(address, Page.AddressOf(path));

    [Fact]
    public void Pages_run_no_script_but_the_site_s_own()
    {
        Assert.All(_site.Pages, page =>
        {
            var html = File.ReadAllText(Path.Combine(_folder, page.Address));
            Assert.Contains("default-src 'none'; style-src 'self'; script-src 'self'", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?! src=\"(../)*s(earch|ite)\\.js\" defer>)| style=| on[a-z]+=\"|javascript:", html);
        });
    }

    [Fact]
    public void Tables_and_code_can_be_read_without_eyes_and_mouse()
    {
        var html = new Page("docs/x.md", "# X\n\n| | B |\n| --- | ---: |\n| a | b |\n\n```\n<th></th> <br />\n```\n").ToHtml();

        Assert.Contains("<td></td>\n<th scope=\"col\" class=\"right\">B</th>", html, StringComparison.Ordinal);
        Assert.Contains("<pre tabindex=\"0\"><code>&lt;th&gt;&lt;/th&gt; &lt;br /&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_HTML_in_a_page_is_shown_and_not_obeyed() =>
        Assert.Contains("&lt;script&gt;", new Page("docs/x.md", "# X\n\n<script>alert(1)</script>\n").ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void A_link_that_leads_nowhere_is_said_with_its_page()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "docs"));
            foreach (var name in (string[])["README.md", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md"])
            {
                File.WriteAllText(Path.Combine(root, name), "# " + name + "\n");
            }

            File.WriteAllText(Path.Combine(root, "docs/README.md"), "# Here\n\n[gone](gone.md), [no such part](#none), [fine](#here), [up](../README.md)\n");
            Assert.Equal(["docs/README.md: 'gone.md' leads nowhere.", "docs/README.md: '#none' leads nowhere."], Site.Read(root).Troubles);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_search_knows_every_section()
    {
        var index = File.ReadAllText(Path.Combine(_folder, "search.js"));
        Assert.StartsWith("window.siteIndex = [", index, StringComparison.Ordinal);
        Assert.DoesNotContain("</script", index, StringComparison.OrdinalIgnoreCase);
        Assert.All(_site.Pages.SelectMany(page => page.Sections.Where(section => section.Anchor.Length > 0).Select(section => page.Address + "#" + section.Anchor)), address =>
            Assert.Contains("\"" + address + "\"", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_folder_is_not_emptied()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "precious.txt"), "x");
        try
        {
            Assert.Throws<IOException>(() => _site.Write(folder));
            Assert.True(File.Exists(Path.Combine(folder, "precious.txt")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Target, string Anchor) Split(string link) => link.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (link[..at], link[(at + 1)..]) : (link, string.Empty);
}

/// <summary>The site, made once.</summary>
public sealed class MadeSite : IDisposable
{
    public MadeSite()
    {
        Site = Site.Read(Repository.Root);
        Site.Write(Folder);
    }

    internal string Folder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    internal Site Site { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
