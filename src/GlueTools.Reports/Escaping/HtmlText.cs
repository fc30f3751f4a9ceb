using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Escaping;

/// <summary>Text as it stands in HTML and SVG, between tags and in attributes with quotation marks.</summary>
public static class HtmlText
{
    /// <summary>The text with everything that means something there written as a reference, and with what a reader cannot see written as <c>\DDD</c>.</summary>
    public static string Of(string text)
    {
        var i = 0;
        while (i < text.Length && IsPlain(text[i]))
        {
            i++;
        }

        return i == text.Length ? text : Escaped(SafeText.Escape(text));
    }

    /// <summary>Adds text of several lines, which stay lines, escaped like any other.</summary>
    public static void AddLines(StringBuilder output, string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var from = at;
            while (at < text.Length && (IsPlain(text[at]) || text[at] == '\n'))
            {
                at++;
            }

            output.Append(text, from, at - from);
            from = at;
            while (at < text.Length && text[at] != '\n' && !IsPlain(text[at]))
            {
                at++;
            }

            if (at > from)
            {
                output.Append(Escaped(SafeText.Escape(text.Substring(from, at - from))));
            }
        }
    }

    private static string Escaped(string safe)
    {
        var text = new StringBuilder(safe.Length + 16);
        foreach (var one in safe)
        {
            switch (one)
            {
                case '&':
                    text.Append("&amp;");
                    break;
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                case '\'':
                    text.Append("&#39;");
                    break;
                default:
                    text.Append(one);
                    break;
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(char one) => one is >= ' ' and <= '~' and not ('&' or '<' or '>' or '"' or '\'');
}
