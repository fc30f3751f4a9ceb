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
        foreach (var c in text)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                foreach (var octet in Encoding.UTF8.GetBytes(new[] { c }))
                {
                    safe.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }
}
