using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>A report that is open in the browser.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    internal IPage Page { get; }

    /// <summary>Errors, warnings, broken policy, and requests for anything but the page itself.</summary>
    internal List<string> Complaints { get; } = [];

    internal ILocator Search => Page.Locator("#search");

    internal ILocator Rows => Page.Locator("#rows tr:not(.space)");

    internal ILocator Sheet => Page.Locator("#sheet");

    internal static async Task<OpenPage> OpenAsync(IBrowserContext context, Uri report)
    {
        var open = new OpenPage(context, await context.NewPageAsync());
        open.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                open.Complaints.Add(message.Text);
            }
        };
        open.Page.PageError += (_, error) => open.Complaints.Add(error);
        open.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(report.AbsoluteUri, StringComparison.Ordinal))
            {
                open.Complaints.Add("asked for " + request.Url);
            }
        };
        await open.Page.GotoAsync(report.AbsoluteUri);
        return open;
    }

    /// <summary>The names in the rows that are in the page, from above.</summary>
    internal async Task<IReadOnlyList<string>> NamesAsync() => await Page.Locator("#rows th a").AllInnerTextsAsync();

    internal async Task<string> ShownAsync() => await Page.Locator("#shown").InnerTextAsync();

    internal async Task WaitForAsync(string condition) => await Page.WaitForFunctionAsync(condition);

    /// <summary>The text of what has the keyboard.</summary>
    internal async Task<string> FocusedAsync() => await Page.EvaluateAsync<string>("() => document.activeElement.textContent || document.activeElement.id");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
