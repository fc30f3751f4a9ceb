using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>What axe-core says of the pages: nothing. <c>tests/reports/judge.sh</c> gets it and names it in <c>GLUETOOLS_AXE</c>; elsewhere this is skipped, and said.</summary>
public sealed class AccessibilityTests(Pages pages, Chromium chromium)
{
    private const string Missing = "################ GLUETOOLS_AXE names no axe.min.js: THE REPORT'S PAGE WAS NOT JUDGED BY AXE. tests/reports/judge.sh does it. ################";

    public static TheoryData<string, ColorScheme, int> Ways => new()
    {
        { "document", ColorScheme.Light, 1280 }, { "document", ColorScheme.Dark, 1280 }, { "document", ColorScheme.Light, 390 }, { "document, all open", ColorScheme.Dark, 1280 },
        { "list", ColorScheme.Light, 1280 }, { "list", ColorScheme.Dark, 390 }, { "sheet", ColorScheme.Light, 1280 }, { "sheet", ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Axe_finds_nothing(string what, ColorScheme theme, int width)
    {
        var axe = Environment.GetEnvironmentVariable("GLUETOOLS_AXE");
        if (!File.Exists(axe))
        {
            Console.Error.WriteLine(Missing);
            Assert.Skip(Missing);
        }

        Assert.Empty(await JudgeAsync(axe!, what, theme, width, planted: string.Empty));
    }

    [Fact]
    public async Task Axe_finds_a_planted_fault()
    {
        var axe = Environment.GetEnvironmentVariable("GLUETOOLS_AXE");
        Assert.SkipUnless(File.Exists(axe), Missing);

        var found = await JudgeAsync(axe!, "document", ColorScheme.Light, 1280, "() => document.querySelector('#reset').replaceChildren()");
        Assert.StartsWith("button-name", Assert.Single(found).GetString(), StringComparison.Ordinal);
    }

    private async Task<List<JsonElement>> JudgeAsync(string axe, string what, ColorScheme theme, int width, string planted)
    {
        await using var open = await chromium.OpenAsync(what.StartsWith("document", StringComparison.Ordinal) ? pages.Document : pages.List, width: width, theme: theme);
        if (what == "sheet")
        {
            await open.Page.Locator("#rows th a").First.ClickAsync();
            await open.Sheet.Locator("article").WaitForAsync();
        }

        if (what is "sheet" or "document, all open")
        {
            await open.Page.EvaluateAsync("() => { for (const one of document.querySelectorAll('details')) { one.open = true; } }");
        }

        if (planted.Length > 0)
        {
            await open.Page.EvaluateAsync(planted);
        }

        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(axe) + "\n;0");
        var found = await open.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.length + ' times: ' + v.nodes[0].html.slice(0, 200) + ' ' + v.nodes[0].failureSummary)");
        return [.. found.EnumerateArray()];
    }
}
