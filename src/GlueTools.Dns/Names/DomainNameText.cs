using System.Globalization;
using System.Text;

namespace GlueTools.Dns.Names;

/// <summary>Presentation form of names (RFC 1035, section 5.1): the one place that escapes and unescapes.</summary>
internal static class DomainNameText
{
    internal static string Print(DomainName name) => name.IsRoot ? "." : PrintLabels(name.Wire, name.WireLength - 1);

    /// <summary>Prints the labels that fill the first <paramref name="length"/> octets, joined by dots.</summary>
    internal static string PrintLabels(byte[] wire, int length)
    {
        return IsPlain(wire, length) ? PrintPlain(wire, length) : PrintEscaped(wire, length);
    }

    /// <summary>Whether every octet stands for itself, as in nearly all names: a hyphen does, but not as the first of a cell.</summary>
    private static bool IsPlain(byte[] wire, int length)
    {
        if (wire[1] == (byte)'-')
        {
            return false;
        }

        for (var at = 0; at < length; at += wire[at] + 1)
        {
            for (var i = 1; i <= wire[at]; i++)
            {
                if (!(wire[at + i] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (byte)'-' or (byte)'_'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string PrintPlain(byte[] wire, int length)
    {
        var text = new char[length - 1];
        var next = wire[0] + 1;
        for (var at = 1; at < length; at++)
        {
            var isDot = at == next;
            text[at - 1] = isDot ? '.' : (char)wire[at];
            next += isDot ? wire[at] + 1 : 0;
        }

        return new string(text);
    }

    private static string PrintEscaped(byte[] wire, int length)
    {
        var text = new StringBuilder(length + 4);
        for (var at = 0; at < length; at += wire[at] + 1)
        {
            if (at > 0)
            {
                text.Append('.');
            }

            for (var i = 1; i <= wire[at]; i++)
            {
                PrintOctet(text, wire[at + i]);
            }
        }

        return text.ToString();
    }

    internal static bool TryParse(string? text, out DomainName name, out string problem)
    {
        name = default;
        problem = string.Empty;
        if (string.IsNullOrEmpty(text))
        {
            problem = "The name is empty.";
            return false;
        }

        if (text == ".")
        {
            return true;
        }

        if (TryParsePlain(text!, out name))
        {
            return true;
        }

        var wire = new byte[DomainName.MaxWireLength];
        int labelAt = 0, at = 1;
        for (var i = 0; i < text!.Length; i++)
        {
            var start = i;
            if (text[i] == '.')
            {
                if (!CloseLabel(wire, labelAt, at, text, out problem))
                {
                    return false;
                }

                labelAt = at++;
                if (i == text.Length - 1)
                {
                    name = Finish(wire, labelAt);
                    return true;
                }
            }
            else if (!TryReadOctet(text, ref i, out var octet))
            {
                problem = "'" + SafeText.Escape(text) + "' holds a character that a DNS name cannot hold as it stands, at position " + (start + 1).ToString(CultureInfo.InvariantCulture) + ".";
                return false;
            }
            else if (at >= wire.Length - 1)
            {
                problem = "The name is longer than 255 octets.";
                return false;
            }
            else
            {
                wire[at++] = octet;
            }

            if (at > wire.Length - 1)
            {
                problem = "The name is longer than 255 octets.";
                return false;
            }
        }

        if (!CloseLabel(wire, labelAt, at, text, out problem))
        {
            return false;
        }

        name = Finish(wire, at);
        return true;
    }

    /// <summary>Nearly all names hold no escape: each character stands where its octet does. False leaves it to the longer way, which also says what is wrong.</summary>
    private static bool TryParsePlain(string text, out DomainName name)
    {
        name = default;
        var end = text[text.Length - 1] == '.' ? text.Length - 1 : text.Length;
        if (end + 2 > DomainName.MaxWireLength)
        {
            return false;
        }

        var wire = new byte[end + 2];
        var labelAt = 0;
        for (var i = 0; i <= end; i++)
        {
            if (i == end || text[i] == '.')
            {
                var length = i - labelAt;
                if (length is 0 or > DomainName.MaxLabelLength)
                {
                    return false;
                }

                wire[labelAt] = (byte)length;
                labelAt = i + 1;
            }
            else if (text[i] is > ' ' and < '\u007f' and not '\\')
            {
                wire[i + 1] = (byte)text[i];
            }
            else
            {
                return false;
            }
        }

        name = DomainName.FromTrustedWire(wire);
        return true;
    }

    private static void PrintOctet(StringBuilder text, byte octet)
    {
        switch (octet)
        {
            case (byte)'.' or (byte)'\\' or (byte)'"' or (byte)'(' or (byte)')' or (byte)';' or (byte)'@' or (byte)'$':
                text.Append('\\').Append((char)octet);
                break;
            // A cell that begins like this is a formula to a spreadsheet, and a bar in one calls a program.
            case (byte)'|':
            case (byte)'=' or (byte)'+' or (byte)'-' when text.Length == 0:
                PrintNumber(text, octet);
                break;
            case > 0x20 and < 0x7f:
                text.Append((char)octet);
                break;
            default:
                PrintNumber(text, octet);
                break;
        }
    }

    private static void PrintNumber(StringBuilder text, byte octet) => text.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));

    private static bool TryReadOctet(string text, ref int i, out byte octet)
    {
        var c = text[i];
        octet = (byte)c;
        if (c != '\\')
        {
            return c > 0x20 && c < 0x7f;
        }

        if (i + 3 < text.Length && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) && IsDigit(text[i + 3]))
        {
            var value = ((text[i + 1] - '0') * 100) + ((text[i + 2] - '0') * 10) + (text[i + 3] - '0');
            octet = (byte)value;
            i += 3;
            return value <= 255;
        }

        if (i + 1 >= text.Length || IsDigit(text[i + 1]) || text[i + 1] > 0x7e || text[i + 1] < 0x20)
        {
            return false;
        }

        octet = (byte)text[++i];
        return true;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool CloseLabel(byte[] wire, int labelAt, int at, string text, out string problem)
    {
        var length = at - labelAt - 1;
        wire[labelAt] = (byte)length;
        problem = length switch
        {
            0 => "'" + SafeText.Escape(text) + "' has an empty label.",
            > DomainName.MaxLabelLength => "A label of the name is longer than 63 octets.",
            _ => string.Empty,
        };
        return problem.Length == 0;
    }

    private static DomainName Finish(byte[] wire, int rootAt)
    {
        var exact = new byte[rootAt + 1];
        System.Buffer.BlockCopy(wire, 0, exact, 0, rootAt);
        return DomainName.FromTrustedWire(exact);
    }
}
