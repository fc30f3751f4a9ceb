using System.Collections.Generic;

namespace GlueTools.Dns.Records;

/// <summary>Sets of types as windows of bits (RFC 4034, section 4.1.2).</summary>
internal static class TypeBitmap
{
    private const int MaxWindow = 32;

    /// <summary>Reads a set as far as it goes.</summary>
    /// <param name="bitmap">The octets.</param>
    /// <param name="types">The types, in the order in which they stand there; none where the octets are no set.</param>
    /// <returns>Whether this is the one form that a set has: windows in order, none empty, no octets of zero at their ends.</returns>
    internal static bool TryRead(byte[] bitmap, out List<RecordType> types)
    {
        types = new List<RecordType>();
        var isOnlyForm = true;
        for (int at = 0, before = -1; at < bitmap.Length;)
        {
            int window = bitmap[at], length = at + 1 < bitmap.Length ? bitmap[at + 1] : 0, start = at + 2, end = start + length;
            if (length is 0 or > MaxWindow || end > bitmap.Length)
            {
                types.Clear();
                return false;
            }

            isOnlyForm &= window > before && bitmap[end - 1] != 0;
            for (var bit = 0; bit < length * 8; bit++)
            {
                if ((bitmap[start + (bit / 8)] & (0x80 >> (bit % 8))) != 0)
                {
                    types.Add((RecordType)((window << 8) | bit));
                }
            }

            (before, at) = (window, end);
        }

        return isOnlyForm;
    }

    /// <summary>Whether the octets can be read as windows at all, be it in another form than the only one.</summary>
    internal static bool IsReadable(byte[] bitmap)
    {
        for (var at = 0; at < bitmap.Length; at += 2 + bitmap[at + 1])
        {
            if (at + 1 >= bitmap.Length || bitmap[at + 1] is 0 or > MaxWindow || at + 2 + bitmap[at + 1] > bitmap.Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The one form of a set; what stands twice counts once.</summary>
    internal static byte[] Of(IEnumerable<RecordType> types)
    {
        var sorted = new SortedSet<ushort>();
        foreach (var type in types)
        {
            sorted.Add((ushort)type);
        }

        var bitmap = new List<byte>();
        int window = -1, start = 0;
        foreach (var type in sorted)
        {
            if (type >> 8 != window)
            {
                window = type >> 8;
                bitmap.Add((byte)window);
                bitmap.Add(0);
                start = bitmap.Count;
            }

            while (bitmap.Count <= start + ((type & 0xFF) / 8))
            {
                bitmap.Add(0);
            }

            bitmap[bitmap.Count - 1] |= (byte)(0x80 >> (type % 8));
            bitmap[start - 1] = (byte)(bitmap.Count - start);
        }

        return bitmap.ToArray();
    }

    internal static string ToText(IEnumerable<RecordType> types)
    {
        var texts = new List<string>();
        foreach (var type in types)
        {
            texts.Add(type.ToText());
        }

        return string.Join(" ", texts);
    }
}
