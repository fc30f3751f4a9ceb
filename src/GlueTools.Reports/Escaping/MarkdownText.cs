using System.Text;

namespace GlueTools.Reports.Escaping;

/// <summary>Text in Markdown (CommonMark, and the tables and links that GitHub and GitLab add): it stays text, calls nobody by name and links nowhere.</summary>
internal static class MarkdownText
{
    // What begins markup within a line. A colon begins a link after http, and a sign of its own where signs have names.
    private const string Special = "\\`*_[]<>|~&$!:{}^";

    /// <summary>What ticket systems look for in the finished page, where no backslash helps: users and other tickets.</summary>
    private const string Calls = "@#";

    /// <summary>The text within a line.</summary>
    internal static string Of(string text)
    {
        var plain = PlainText.Of(text, Calls);
        var safe = new StringBuilder(plain.Length + 16);
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            var isSpecial = c == ':' ? IsWithin(plain, i) : Special.IndexOf(c) >= 0 || (c == '.' && EndsInWww(safe)) || (i == 0 && c is '-' or '+' or '=');
            safe.Append(isSpecial ? "\\" + c : c.ToString());
        }

        return safe.ToString();
    }

    // A colon that ends a word is one.
    private static bool IsWithin(string text, int at) => at + 1 < text.Length && text[at + 1] != ' ';

    private static bool EndsInWww(StringBuilder text) =>
        text.Length >= 3 && char.ToLowerInvariant(text[text.Length - 1]) == 'w' && char.ToLowerInvariant(text[text.Length - 2]) == 'w' && char.ToLowerInvariant(text[text.Length - 3]) == 'w';
}
