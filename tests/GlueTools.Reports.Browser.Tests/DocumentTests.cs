using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>A report of a few domains in a browser: a document with a table before it.</summary>
public sealed class DocumentTests(Pages pages, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opens_without_a_complaint_and_asks_for_nothing_else(bool withScript)
    {
        await using var open = await chromium.OpenAsync(pages.Document, withScript);

        Assert.Empty(open.Complaints);
        Assert.Equal("Delegations of 28 domains", await open.Page.TitleAsync());
    }

    [Fact]
    public async Task Is_whole_without_script()
    {
        await using var open = await chromium.OpenAsync(pages.Document, withScript: false);

        Assert.Equal(28, await open.Page.Locator("#plain tbody tr").CountAsync());
        Assert.Equal(28, await open.Page.Locator("article").CountAsync());
        Assert.False(await open.Page.Locator("#view").IsVisibleAsync());
        await open.Page.Locator("#plain a", new() { HasText = "stale.example" }).ClickAsync();
        var article = open.Page.Locator("article", new() { Has = open.Page.GetByText("stale.example", new() { Exact = true }) }).First;
        Assert.True(await article.Locator("svg.map").IsVisibleAsync());

        // The evidence is one click away there, too.
        Assert.False(await article.Locator(".evidence h4").First.IsVisibleAsync());
        await article.Locator("details.evidence > summary").ClickAsync();
        Assert.True(await article.Locator(".evidence h4").First.IsVisibleAsync());
    }

    [Fact]
    public async Task What_is_most_urgent_stands_first()
    {
        await using var open = await chromium.OpenAsync(pages.Document);

        Assert.Equal(["dangling.example", "taken.example", "unregistered.example"], (await open.NamesAsync()).Take(3));
        Assert.Equal(["dangling.example", "taken.example", "unregistered.example"], (await open.Page.Locator("article h3").AllInnerTextsAsync()).Take(3));
    }

    [Fact]
    public async Task A_filter_leaves_out_rows_and_articles_alike()
    {
        await using var open = await chromium.OpenAsync(pages.Document);
        await open.Page.Locator("#code").SelectOptionAsync("GlueStale");

        Assert.Equal("1 of 28 domains", await open.ShownAsync());
        Assert.Equal(["stale.example"], await open.NamesAsync());
        Assert.Equal(["stale.example"], await open.Page.Locator("article:visible h3").AllInnerTextsAsync());
        await open.Page.Locator("#reset").ClickAsync();
        Assert.Equal(28, await open.Page.Locator("article:visible").CountAsync());
    }

    [Fact]
    public async Task A_picture_draws_a_stale_address_as_a_broken_arrow_to_a_dead_host()
    {
        await using var open = await chromium.OpenAsync(pages.Document);
        var article = open.Page.Locator("article", new() { HasText = "whoever gets that address can answer for dangling.example" }).First;

        Assert.Equal(1, await article.Locator("svg.map path.broken.stale").CountAsync());
        Assert.Equal(1, await article.Locator("svg.map path.cross").CountAsync());
        Assert.Equal(1, await article.Locator("svg.map rect.dead").CountAsync());
        Assert.Contains("45.10.5.1 (glue alone; nothing answers)", await article.Locator("svg.map desc").TextContentAsync() ?? string.Empty, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parents_that_disagree_have_colours_and_patterns_of_their_own()
    {
        await using var open = await chromium.OpenAsync(pages.Document);
        var article = open.Page.Locator("article", new() { Has = open.Page.GetByText("splitglue.example", new() { Exact = true }) }).First;

        var strokes = new System.Collections.Generic.HashSet<string>();
        foreach (var side in new[] { "p0", "p1" })
        {
            var style = await article.Locator("svg.map path.line." + side).First.EvaluateAsync<string>("line => getComputedStyle(line).stroke + ' ' + getComputedStyle(line).strokeDasharray");
            strokes.Add(style.Split(") ")[0]);
            strokes.Add(style.Split(") ")[1]);
        }

        Assert.Equal(4, strokes.Count);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task On_paper_it_is_dark_on_white(ColorScheme theme)
    {
        await using var open = await chromium.OpenAsync(pages.Document, theme: theme);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255) rgb(26, 31, 41)", await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor + ' ' + getComputedStyle(document.body).color"));
        Assert.False(await open.Page.Locator(".tools").IsVisibleAsync());
        Assert.Equal("rgb(26, 31, 41)", await open.Page.Locator("svg.map .mono").First.EvaluateAsync<string>("text => getComputedStyle(text).fill"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_is_wider_than_a_phone(ColorScheme theme)
    {
        await using var open = await chromium.OpenAsync(pages.Document, width: 360, theme: theme);

        Assert.Equal(360, await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }
}
