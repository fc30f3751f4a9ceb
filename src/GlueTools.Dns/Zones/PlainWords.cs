using System.Runtime.CompilerServices;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>
/// Words of a master file's line in octets, in the one form that nearly all have. Whatever is written otherwise, rightly or wrongly, gives false: then the line is read by
/// <see cref="MasterFileReader"/>, which knows all forms and says what is wrong.
/// </summary>
internal static class PlainWords
{
    private static readonly string[] Types = ["A", "NS", "DS", "TXT", "AAAA", "NSEC", "RRSIG", "NSEC3", "a", "ns", "ds", "txt", "aaaa", "nsec", "rrsig", "nsec3"];

    // Of the types above, in their order: all that stand here have a number of one octet.
    private static readonly byte[] Numbers =
        [(byte)RecordType.A, (byte)RecordType.NS, (byte)RecordType.DS, (byte)RecordType.TXT, (byte)RecordType.AAAA, (byte)RecordType.NSEC, (byte)RecordType.RRSIG, (byte)RecordType.NSEC3];

    /// <summary>Where blanks end.</summary>
    [MethodImpl(Hot.Path)]
    internal static int SkipBlanks(byte[] text, int at, int end)
    {
        while (at < end && (text[at] == (byte)' ' || text[at] == (byte)'\t'))
        {
            at++;
        }

        return at;
    }

    /// <summary>Where a word ends that holds nothing that is more than a letter; -1 where it does.</summary>
    [MethodImpl(Hot.Path)]
    internal static int EndOfWord(byte[] text, int at, int end)
    {
        for (; at < end; at++)
        {
            var octet = text[at];
            if (octet is (byte)' ' or (byte)'\t')
            {
                break;
            }

            if (octet is <= (byte)' ' or >= 0x7F or (byte)';' or (byte)'(' or (byte)')' or (byte)'"' or (byte)'\\')
            {
                return -1;
            }
        }

        return at;
    }

    /// <summary>Whether nothing up to the end is more than a letter or a blank.</summary>
    [MethodImpl(Hot.Path)]
    internal static bool ArePlain(byte[] text, int at, int end)
    {
        for (; at < end; at++)
        {
            var octet = text[at];
            // Digits and letters, which nearly all are, lie beyond what is special but for the backslash.
            if (octet is >= (byte)'0' and < 0x7F)
            {
                if (octet is (byte)';' or (byte)'\\')
                {
                    return false;
                }
            }
            else if (octet is not ((>= (byte)' ' and <= (byte)'/') or (byte)'\t') || octet is (byte)'"' or (byte)'(' or (byte)')')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A plain number; where it ends, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the number begins.</param>
    /// <param name="end">Where the line ends.</param>
    /// <param name="digits">How many digits it may have: up to nine.</param>
    /// <param name="number">The number.</param>
    [MethodImpl(Hot.Path)]
    internal static int Number(byte[] text, int at, int end, int digits, out uint number)
    {
        number = 0;
        var last = at + digits;
        var first = at;
        for (; at < end && (uint)(text[at] - '0') <= 9; at++)
        {
            if (at == last)
            {
                return -1;
            }

            number = (number * 10) + (uint)(text[at] - '0');
        }

        return at > first && (at == end || text[at] is (byte)' ' or (byte)'\t') ? at : -1;
    }

    /// <summary>A record type, in capitals or in small letters.</summary>
    [MethodImpl(Hot.Path)]
    internal static bool Type(byte[] text, int at, int end, out RecordType type, out string written)
    {
        for (var i = 0; i < Types.Length; i++)
        {
            var candidate = Types[i];
            if (candidate.Length == end - at && candidate[0] == text[at] && IsSame(text, at, candidate))
            {
                (type, written) = ((RecordType)Numbers[i & 7], candidate);
                return true;
            }
        }

        (type, written) = (0, string.Empty);
        return false;
    }

    /// <summary>An IPv4 address in four numbers.</summary>
    [MethodImpl(Hot.Path)]
    internal static bool IPv4(byte[] text, int at, int end, byte[] address)
    {
        for (var part = 0; part < 4; part++)
        {
            int number = 0, first = at;
            for (; at < end && (uint)(text[at] - '0') <= 9; at++)
            {
                number = (number * 10) + text[at] - '0';
                if (number > 255)
                {
                    return false;
                }
            }

            if (at == first || (text[first] == (byte)'0' && at - first > 1) || (part < 3 && (at == end || text[at++] != (byte)'.')))
            {
                return false;
            }

            address[part] = (byte)number;
        }

        return at == end;
    }

    /// <summary>An IPv6 address without an IPv4 address in it.</summary>
    [MethodImpl(Hot.Path)]
    internal static bool IPv6(byte[] text, int at, int end, byte[] address)
    {
        int groups = 0, gap = -1;
        if (end - at >= 2 && text[at] == (byte)':')
        {
            if (text[at + 1] != (byte)':')
            {
                return false;
            }

            (gap, at) = (0, at + 2);
        }

        while (at < end)
        {
            int number = 0, first = at;
            for (int digit; at < end && (digit = Hex(text[at])) >= 0; at++)
            {
                number = (number << 4) | digit;
            }

            if (at == first || at - first > 4 || groups == 8)
            {
                return false;
            }

            address[2 * groups] = (byte)(number >> 8);
            address[(2 * groups++) + 1] = (byte)number;
            if (at == end)
            {
                break;
            }

            // A colon goes on: to another group, or once to a gap.
            if (text[at++] != (byte)':' || at == end)
            {
                return false;
            }

            if (text[at] == (byte)':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                (gap, at) = (groups, at + 1);
            }
        }

        if (gap < 0 || groups > 6)
        {
            return gap < 0 && groups == 8;
        }

        for (var i = 15; i >= 0; i--)
        {
            var from = i - (16 - (2 * groups));
            address[i] = i < 2 * gap ? address[i] : from >= 2 * gap ? address[from] : (byte)0;
        }

        return true;
    }

    /// <summary>Hexadecimal data up to the end, with or without blanks in them; how many octets, or -1.</summary>
    [MethodImpl(Hot.Path)]
    internal static int HexToEnd(byte[] text, int at, int end, byte[] data, int to)
    {
        var high = -1;
        for (; at < end; at++)
        {
            var digit = Hex(text[at]);
            if (digit < 0)
            {
                if (text[at] is (byte)' ' or (byte)'\t')
                {
                    continue;
                }

                return -1;
            }

            if (high < 0)
            {
                high = digit;
            }
            else if (to == data.Length)
            {
                return -1;
            }
            else
            {
                data[to++] = (byte)((high << 4) | digit);
                high = -1;
            }
        }

        return high < 0 ? to : -1;
    }

    private static int Hex(byte octet) =>
        (uint)(octet - '0') <= 9 ? octet - '0' : (uint)((octet | 0x20) - 'a') <= 5 ? (octet | 0x20) - 'a' + 10 : -1;

    private static bool IsSame(byte[] text, int at, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (text[at + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
