using System.Globalization;
using System.Text;

namespace GlueTools.Dns.Names;

/// <summary>Text that came from the network, made safe for terminals, logs and spreadsheets.</summary>
public static class SafeText
{
    /// <summary>Writes control, format (zero-width, bidirectional) and unassigned characters as <c>\DDD</c> of their UTF-8 octets.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        // By code point, not by char: half of a surrogate pair has neither a category nor octets of its own.
        for (var i = 0; i < text.Length;)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var shown = text.Substring(i, length);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                foreach (var octet in Encoding.UTF8.GetBytes(shown))
                {
                    safe.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                safe.Append(shown);
            }

            i += length;
        }

        return safe.ToString();
    }
}
