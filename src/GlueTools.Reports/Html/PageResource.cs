using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace GlueTools.Reports.Html;

/// <summary>A style sheet or script of the page, which stands in it as it lies in <c>Html/Page</c>, and the digest by which the page's policy knows it.</summary>
internal sealed class PageResource
{
    private PageResource(string text)
    {
        Text = text;
        using var sha256 = SHA256.Create();
        Source = "'sha256-" + Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text))) + "'";
    }

    /// <summary>The text. Its lines end as a browser reads them, so that the digest is that of what the browser sees.</summary>
    internal string Text { get; }

    /// <summary>The source expression of a content security policy.</summary>
    internal string Source { get; }

    internal static PageResource Style { get; } = Read("report.css");

    /// <summary>What runs before anything is shown, so that nothing is shown that is taken away again.</summary>
    internal static PageResource Early { get; } = Read("early.js");

    internal static PageResource Script { get; } = Read("rows.js", "report.js");

    /// <summary>Files that are one script or sheet, one behind the other.</summary>
    private static PageResource Read(params string[] names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
        {
            using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException("The resource " + name + " is not in the assembly.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            text.Append(reader.ReadToEnd().Replace("\r\n", "\n"));
        }

        return new PageResource(text.ToString());
    }
}
