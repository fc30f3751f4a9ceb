using System.Globalization;
using System.Text;

namespace GlueTools.Dns.Names;

/// <summary>Text that came from the network, made safe for terminals, logs and spreadsheets.</summary>
public static class SafeText
{
    /// <summary>Writes control, format (zero-width, bidirectional) and unassigned characters as <c>\DDD</c> of their UTF-8 octets.</summary>
    public static string Escape(string text)
    {
        if (IsPrintable(text))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        // By code point, not by char: half of a surrogate pair has neither a category nor octets of its own.
        for (var i = 0; i < text.Length;)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var shown = text.Substring(i, length);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (IsUnsafe(category))
            {
                safe.Append(Octets(shown));
            }
            else
            {
                safe.Append(shown);
            }

            i += length;
        }

        return safe.ToString();
    }

    /// <summary>
    /// The same for a text with which a cell of a row begins: a first character that makes a spreadsheet take the cell for a formula is written as
    /// <c>\DDD</c>, too. A text that is safe stays as it is, so nothing is escaped twice.
    /// </summary>
    public static string Cell(string text)
    {
        var safe = Escape(text);
        return safe.Length > 0 && BeginsFormula(safe[0]) ? Octets(safe.Substring(0, 1)) + safe.Substring(1) : safe;
    }

    // The wide forms count where people type them. Tab and carriage return, which some programs skip, are control characters and gone by now.
    private static bool BeginsFormula(char first) => first is '=' or '+' or '-' or '@' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20';

    /// <summary>Printable ASCII, as nearly all text is: there is nothing to look up.</summary>
    private static bool IsPrintable(string text)
    {
        foreach (var one in text)
        {
            if (one is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string Octets(string text)
    {
        var octets = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            octets.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
        }

        return octets.ToString();
    }

    /// <summary>Whether characters of a category do something to whatever shows them, or cannot be told from nothing.</summary>
    internal static bool IsUnsafe(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
