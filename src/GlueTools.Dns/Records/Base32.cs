using System.Text;

namespace GlueTools.Dns.Records;

/// <summary>Base32 with extended hexadecimal digits, without padding (RFC 4648, section 7; RFC 5155, section 3.3).</summary>
internal static class Base32
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    internal static string Write(byte[] octets)
    {
        var text = new StringBuilder(((octets.Length * 8) + 4) / 5);
        int bits = 0, held = 0;
        foreach (var octet in octets)
        {
            bits = ((bits << 8) | octet) & 0xFFF;
            for (held += 8; held >= 5; held -= 5)
            {
                text.Append(Digits[(bits >> (held - 5)) & 31]);
            }
        }

        return held == 0 ? text.ToString() : text.Append(Digits[(bits << (5 - held)) & 31]).ToString();
    }

    /// <summary>The octets; null where the text is no such form of any.</summary>
    internal static byte[]? Read(string text)
    {
        var octets = new byte[text.Length * 5 / 8];
        int bits = 0, held = 0, at = 0;
        foreach (var digit in text)
        {
            var value = digit < 0x80 ? Digits.IndexOf(char.ToUpperInvariant(digit)) : -1;
            if (value < 0)
            {
                return null;
            }

            bits = ((bits << 5) | value) & 0xFFF;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                octets[at++] = (byte)(bits >> held);
            }
        }

        // What is left over of the last digit has to be nothing.
        return held < 5 && (bits & ((1 << held) - 1)) == 0 ? octets : null;
    }
}
