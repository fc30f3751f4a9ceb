using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GlueTools.Dns.Records;

/// <summary>Texts of at most 255 octets (RFC 1035, sections 3.3 and 5.1): quoted, and escaped where an octet is no printable ASCII character.</summary>
internal static class CharacterText
{
    internal static void Write(StringBuilder text, byte[] octets)
    {
        text.Append('"');
        foreach (var octet in octets)
        {
            if (octet is < 0x20 or > 0x7e)
            {
                text.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(octet is (byte)'"' or (byte)'\\' ? "\\" : string.Empty).Append((char)octet);
            }
        }

        text.Append('"');
    }

    internal static byte[] Read(RecordWords words)
    {
        var text = words.Word("a text");
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                var length = char.IsSurrogatePair(text, i) ? 2 : 1;
                octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
            else if (i + 3 < text.Length && byte.TryParse(text.Substring(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 3;
            }
            else if (i + 1 < text.Length && text[i + 1] is (< '0' or > '9') and < '\x7f')
            {
                octets.Add((byte)text[++i]);
            }
            else
            {
                throw words.Error(RecordWords.Quoted(text) + " holds an escape that is neither \\DDD (000 to 255) nor \\ before a character.");
            }
        }

        return octets.Count <= byte.MaxValue ? octets.ToArray() : throw words.Error("A text is longer than 255 octets.");
    }
}
