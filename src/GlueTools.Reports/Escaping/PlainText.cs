using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Escaping;

/// <summary>Text for a format, once more without anything that does something where it is shown: a report does not rely on who made the rows.</summary>
internal static class PlainText
{
    /// <summary>Control, direction and unassigned characters, and those given, as <c>\DDD</c>.</summary>
    internal static string Of(string text, string also = "")
    {
        var safe = SafeText.Escape(text);
        if (also.Length == 0 || safe.IndexOfAny(also.ToCharArray()) < 0)
        {
            return safe;
        }

        var shown = new StringBuilder(safe.Length + 8);
        foreach (var c in safe)
        {
            // All of them are ASCII.
            shown.Append(also.IndexOf(c) < 0 ? c.ToString() : "\\" + ((int)c).ToString("D3", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }

    /// <summary>Its beginning where it is longer than it may be.</summary>
    internal static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = longest - 3;
        return text.Substring(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + "...";
    }
}
