using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace GlueTools.Reports.Browser.Tests;

/// <summary>The browser that is installed, without a window. Where there is none, the tests say so loudly and skip; none is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Missing =
        "################ No Chromium: THE REPORT'S PAGE WAS NOT TRIED IN A BROWSER. Install it (Debian: apt-get install chromium), or name it in GLUETOOLS_CHROMIUM. ################";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            await Console.Error.WriteLineAsync(Missing);
            return;
        }

        _playwright = await Playwright.CreateAsync();

        // The sandbox needs rights that a container as root has not; what is opened is our own file.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A page that shows a report, and remembers what the browser complained about and asked for elsewhere.</summary>
    internal async Task<OpenPage> OpenAsync(Uri report, bool withScript = true, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, Missing);
        var context = await _browser!.NewContextAsync(new() { JavaScriptEnabled = withScript, ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = theme, Offline = true });
        return await OpenPage.OpenAsync(context, report);
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("GLUETOOLS_CHROMIUM");
        return new[] { named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
    }
}
