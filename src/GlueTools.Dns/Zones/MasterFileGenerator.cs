using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>
/// $GENERATE, as BIND introduced it and others read it: <c>$GENERATE 1-10 host$ A 192.0.2.$</c>. Each number of the range stands for one entry; <c>$</c> is
/// the number, <c>${offset,width,base}</c> the number plus the offset, that wide, in base d, o, x or X, and <c>\$</c> or <c>$$</c> is a dollar sign.
/// </summary>
internal static class MasterFileGenerator
{
    /// <summary>Records of one line: more than any zone has a use for, and few enough that a slip of the pen does not fill a disk.</summary>
    private const long Most = 1 << 20;

    /// <summary>The numbers that a line counts.</summary>
    internal static IEnumerable<long> Numbers(MasterFileEntry entry)
    {
        if (entry.Tokens.Count < 5)
        {
            throw new MasterFileException(entry.Line, "$GENERATE takes a range, an owner, a type and data, as in $GENERATE 1-10 host$ A 192.0.2.$.");
        }

        var (first, last, step) = Range(entry);
        return Each(first, last, step);
    }

    /// <summary>The entry that a line stands for with a number.</summary>
    internal static MasterFileEntry Entry(MasterFileEntry entry, long number)
    {
        var made = new MasterFileEntry(entry.Line, startsWithBlank: false);
        for (var i = 2; i < entry.Tokens.Count; i++)
        {
            made.Add(new MasterFileToken(Fill(entry, entry.Tokens[i].Text, number), entry.Tokens[i].IsQuoted));
        }

        return made;
    }

    private static IEnumerable<long> Each(long first, long last, long step)
    {
        for (var number = first; number <= last; number += step)
        {
            yield return number;
        }
    }

    private static (long First, long Last, long Step) Range(MasterFileEntry entry)
    {
        var text = entry.Tokens[1].Text;
        var slash = text.IndexOf('/');
        var range = slash < 0 ? text : text.Substring(0, slash);
        var dash = range.IndexOf('-');
        long first = 0, last = 0, step = 1;
        var isRange = dash > 0 && IsNumber(range.Substring(0, dash), out first) && IsNumber(range.Substring(dash + 1), out last)
            && (slash < 0 || IsNumber(text.Substring(slash + 1), out step)) && step > 0 && first <= last;
        if (!isRange)
        {
            throw new MasterFileException(entry.Line, RecordWords.Quoted(text) + " is not a range such as 1-10 or 1-10/2.");
        }

        return ((last - first) / step) + 1 <= Most
            ? (first, last, step)
            : throw new MasterFileException(entry.Line, "The range stands for more than " + Most.ToString("N0", CultureInfo.InvariantCulture) + " records; write it in several lines.");
    }

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= int.MaxValue;

    private static string Fill(MasterFileEntry entry, string text, long number)
    {
        if (text.IndexOf('$') < 0)
        {
            return text;
        }

        var filled = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                // An escape stays one, but for that of the dollar sign, which needs none in a name.
                filled.Append(text[i + 1] == '$' ? "$" : text.Substring(i, 2));
                i++;
            }
            else if (c != '$')
            {
                filled.Append(c);
            }
            else if (i + 1 < text.Length && text[i + 1] == '$')
            {
                filled.Append('$');
                i++;
            }
            else if (i + 1 < text.Length && text[i + 1] == '{')
            {
                var end = text.IndexOf('}', i);
                filled.Append(Format(entry, end < 0 ? text : text.Substring(i + 2, end - i - 2), end >= 0, number));
                i = end;
            }
            else
            {
                filled.Append(number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return filled.ToString();
    }

    private static string Format(MasterFileEntry entry, string modifier, bool isClosed, long number)
    {
        const int Widest = 255;
        var parts = modifier.Split(',');
        var width = 0;
        var numberBase = parts.Length > 2 ? parts[2] : "d";
        var isRight = isClosed && parts.Length <= 3
            && int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) && (number += offset) >= 0
            && (parts.Length < 2 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out width) && width <= Widest))
            && numberBase is "d" or "o" or "x" or "X";
        if (!isRight)
        {
            throw new MasterFileException(entry.Line, RecordWords.Quoted(modifier) + " is not an offset, a width and a base such as ${0,3,d}, with a number that is not below zero.");
        }

        var text = numberBase switch
        {
            "o" => Convert.ToString(number, 8),
            "x" => number.ToString("x", CultureInfo.InvariantCulture),
            "X" => number.ToString("X", CultureInfo.InvariantCulture),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
        return text.PadLeft(width, '0');
    }
}
