using System;
using System.Linq;
using System.Threading.Tasks;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>A report of many domains in a browser: a table with as many rows as are seen, and a sheet for one domain.</summary>
public sealed class ListTests(Pages pages, Chromium chromium)
{
    private string All => pages.Domains.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Only_rows_near_the_window_are_in_the_page()
    {
        await using var open = await chromium.OpenAsync(pages.List);

        Assert.Empty(open.Complaints);
        Assert.InRange(await open.Rows.CountAsync(), 10, 70);
        Assert.Equal("All " + All + " domains", await open.ShownAsync());
        var first = (await open.NamesAsync())[0];
        await open.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await open.WaitForAsync("() => document.querySelector('#rows tr:not(.space)').getAttribute('aria-rowindex') !== '2'");
        Assert.DoesNotContain(first, await open.NamesAsync());
        Assert.Equal(All.Replace(",", string.Empty), (int.Parse(await open.Rows.Last.GetAttributeAsync("aria-rowindex") ?? "0") - 1).ToString());
    }

    [Fact]
    public async Task Sorts_by_a_column_and_back()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        await open.Page.Locator("#table thead button", new() { HasText = "Domain" }).ClickAsync();

        var up = await open.NamesAsync();
        Assert.Equal(up.Order(StringComparer.Ordinal), up);
        Assert.Equal("ascending", await open.Page.Locator("#table th.name[scope=col]").GetAttributeAsync("aria-sort"));
        await open.Page.Locator("#table thead button", new() { HasText = "Domain" }).ClickAsync();
        var down = await open.NamesAsync();
        Assert.Equal(down.OrderDescending(StringComparer.Ordinal), down);
        Assert.NotEqual(up[0], down[0]);
    }

    [Fact]
    public async Task Filters_by_status()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        await open.Page.Locator("#statuses input[value=Warning]").CheckAsync();

        Assert.Equal(["Warning"], (await open.Page.Locator("#rows .badge").AllInnerTextsAsync()).Distinct());
        var tile = await open.Page.Locator(".tile.Warning b").InnerTextAsync();
        Assert.Equal(tile + " of " + All + " domains", await open.ShownAsync());
    }

    [Fact]
    public async Task Finds_names_addresses_and_findings()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        var name = (await open.NamesAsync())[3];
        foreach (var words in new[] { name, "GlueStale", "ns1." + name })
        {
            await open.Search.FillAsync(words);
            await open.WaitForAsync("() => document.getElementById('shown').textContent.includes(' of ')");
            Assert.NotEmpty(await open.NamesAsync());
            Assert.Equal(words.Contains(name, StringComparison.Ordinal), (await open.NamesAsync()).Contains(name));
            await open.Page.Locator("#reset").ClickAsync();
        }

        await open.Search.FillAsync("no such thing anywhere");
        await open.Page.Locator("#none").WaitForAsync();
        Assert.Equal(0, await open.Rows.CountAsync());
    }

    [Fact]
    public async Task Is_used_by_the_keyboard_alone()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        var keys = open.Page.Keyboard;
        await keys.PressAsync("/");
        Assert.Equal("search", await open.FocusedAsync());
        await keys.TypeAsync("GlueDangling");
        await open.WaitForAsync("() => document.getElementById('shown').textContent.includes(' of ')");
        var names = await open.NamesAsync();

        // From the search over the filters and heads into the rows, which are one stop.
        for (var i = 0; i < 40 && await open.FocusedAsync() != names[0]; i++)
        {
            await keys.PressAsync("Tab");
        }

        Assert.Equal(names[0], await open.FocusedAsync());
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        Assert.Equal(names[2], await open.FocusedAsync());
        await keys.PressAsync("Enter");
        await open.Sheet.Locator("article").WaitForAsync();
        await open.WaitForAsync("() => document.activeElement.tagName === 'H3'");
        Assert.Equal(names[2], await open.FocusedAsync());
        Assert.True(await open.Sheet.Locator("svg.map").IsVisibleAsync());

        // Back to the row that it was opened from.
        await keys.PressAsync("Escape");
        await open.WaitForAsync("() => !document.getElementById('sheet').open");
        Assert.Equal(names[2], await open.FocusedAsync());
        await keys.PressAsync("End");
        Assert.Equal((await open.NamesAsync())[^1], await open.FocusedAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task The_sheet_goes_to_the_next_domain_and_shows_its_evidence()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        var names = await open.NamesAsync();
        await open.Page.Locator("#rows th a").First.ClickAsync();
        await open.Sheet.Locator("h3", new() { HasText = names[0] }).WaitForAsync();
        await open.Page.Locator("#next").ClickAsync();
        await open.Sheet.Locator("h3", new() { HasText = names[1] }).WaitForAsync();
        await open.Sheet.Locator("details.evidence > summary").ClickAsync();
        await open.Sheet.Locator("details.evidence details > summary").First.ClickAsync();

        Assert.Contains(";; ->>HEADER<<- opcode: QUERY, status: NOERROR", await open.Sheet.Locator("pre").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Every_pack_holds_the_domains_of_its_rows()
    {
        await using var open = await chromium.OpenAsync(pages.List);
        foreach (var place in new[] { 0, 31, 32, pages.Domains - 1 })
        {
            await open.Page.EvaluateAsync("hash => { location.hash = hash; }", "#d" + place);
            await open.Sheet.Locator("article#d" + place).WaitForAsync();
            Assert.Equal(await open.Sheet.GetAttributeAsync("aria-label"), await open.Sheet.Locator("h3").InnerTextAsync());
        }
    }

    [Fact]
    public async Task Without_script_it_is_a_plain_table_with_what_is_to_be_changed()
    {
        await using var open = await chromium.OpenAsync(pages.List, withScript: false);

        Assert.Equal(Math.Min(pages.Domains, 1000), await open.Page.Locator("#plain tbody tr:visible").CountAsync());
        Assert.Contains("GlueDangling", await open.Page.Locator("#plain tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Change:", await open.Page.Locator("#plain tbody tr").First.InnerTextAsync(), StringComparison.Ordinal);
    }
}
