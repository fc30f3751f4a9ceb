using System;
using System.Text;
using System.Text.RegularExpressions;

namespace GlueTools.Reports.Escaping;

/// <summary>Text in Markdown (CommonMark, and the tables and links that GitHub and GitLab add): it stays text, calls nobody by name and links nowhere.</summary>
internal static class MarkdownText
{
    // What begins markup within a line.
    private const string Special = "\\`*_[]<>|~&$!{}^";

    /// <summary>What ticket systems look for in the finished page, where no backslash helps: users and other tickets.</summary>
    private const string Calls = "@#";

    // They look for signs by name there, too, such as :a: and :100:, and IPv6 addresses have those; not in what is set as code.
    private static readonly Regex IPv6 = new(@"(?<![A-Za-z0-9:\\])([a-z0-9.-]+/)?[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(\.[0-9]{1,3}){0,3}(?![A-Za-z0-9:])", RegexOptions.CultureInvariant);

    /// <summary>The text within a line.</summary>
    internal static string Of(string text)
    {
        var plain = PlainText.Of(text, Calls);
        var safe = new StringBuilder(plain.Length + 16);
        var at = 0;
        foreach (Match address in IPv6.Matches(plain))
        {
            Append(safe, plain, at, address.Index);
            safe.Append('`').Append(address.Value).Append('`');
            at = address.Index + address.Length;
        }

        Append(safe, plain, at, plain.Length);
        return safe.ToString();
    }

    // What stands before is a number and nothing else: a list would begin there.
    private static bool IsNumber(string text, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return length > 0;
    }

    private static void Append(StringBuilder safe, string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var c = text[i];
            var isSpecial = Special.IndexOf(c) >= 0
                || (c == ':' && i + 1 < text.Length && text[i + 1] == '/')
                || (c == '.' && i >= 3 && string.Equals(text.Substring(i - 3, 3), "www", StringComparison.OrdinalIgnoreCase))
                || (i == 0 && c is '-' or '+' or '=')
                || (c is '.' or ')' && (i + 1 == text.Length || text[i + 1] == ' ') && IsNumber(text, i));
            safe.Append(isSpecial ? "\\" : string.Empty).Append(c);
        }
    }
}
