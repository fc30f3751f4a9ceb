using System;
using System.Globalization;
using System.Text;

namespace GlueTools.Dns.Names;

/// <summary>What is wrong with a name that a person or a list gave us.</summary>
public enum DomainNameProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>Two dots in a row, or a dot in front.</summary>
    EmptyLabel,

    /// <summary>A label over 63 octets (RFC 1035, section 2.3.4).</summary>
    LabelTooLong,

    /// <summary>Over 255 octets (RFC 1035, section 2.3.4).</summary>
    NameTooLong,

    /// <summary>A space or tab within the name.</summary>
    Space,

    /// <summary>A control character.</summary>
    ControlCharacter,

    /// <summary>A zero-width, bidirectional or other invisible character.</summary>
    InvisibleCharacter,

    /// <summary>A wildcard: it owns records, it cannot be delegated.</summary>
    Wildcard,

    /// <summary>A character or a mix of characters that no host or zone name may hold.</summary>
    NotAName,

    /// <summary>An IP address.</summary>
    Address,

    /// <summary>A range of addresses, such as 192.0.2.0/24.</summary>
    AddressRange,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>An e-mail address.</summary>
    MailAddress,

    /// <summary>An IP address and a port.</summary>
    AddressWithPort,

    /// <summary>A name and a port.</summary>
    NameWithPort,
}

/// <summary>
/// Reads names as people write them: IDNs are normalised (NFC, lower case) and turned into A-labels; what can only be a mistake is refused with one
/// sentence. Master-file syntax is <see cref="DomainName.Parse"/>'s business.
/// </summary>
public static class DomainNameInput
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>Reads a name.</summary>
    /// <param name="text">What was given; a trailing dot and surrounding white space are dropped.</param>
    /// <param name="name">The name in lower case.</param>
    /// <param name="problem">Which kind of mistake it is.</param>
    /// <param name="sentence">What is wrong and what to do, in one sentence.</param>
    public static bool TryRead(string? text, out DomainName name, out DomainNameProblem problem, out string sentence)
    {
        name = default;
        var trimmed = (text ?? string.Empty).Trim(' ', '\t', '\r', '\n');
        problem = FindMistake(trimmed);
        if (problem == DomainNameProblem.None)
        {
            problem = Convert(trimmed, out name);
        }

        sentence = Explain(problem, trimmed);
        return problem == DomainNameProblem.None;
    }

    /// <summary>Whether a text is something that people give for a domain name, and that is known by its form: an address, a URL, an e-mail address.</summary>
    public static bool IsMistakenFor(string text) => text.Length > 0 && NameMistake.Find(text) != DomainNameProblem.None;

    private static DomainNameProblem FindMistake(string text)
    {
        if (text.Length == 0)
        {
            return DomainNameProblem.Empty;
        }

        foreach (var c in text)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is UnicodeCategory.SpaceSeparator || c == '\t')
            {
                return DomainNameProblem.Space;
            }

            if (category is UnicodeCategory.Control)
            {
                return DomainNameProblem.ControlCharacter;
            }

            if (category is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return DomainNameProblem.InvisibleCharacter;
            }

            if (c == '*')
            {
                return DomainNameProblem.Wildcard;
            }
        }

        return NameMistake.Find(text);
    }

    private static DomainNameProblem Convert(string text, out DomainName name)
    {
        name = default;
        // IDNs are written with any of four dots (RFC 3490, section 3.1; what took its place, RFC 5895, section 2, leaves it to programs).
        var dotted = text.Replace('\u3002', '.').Replace('\uff0e', '.').Replace('\uff61', '.');
        if (dotted == ".")
        {
            return DomainNameProblem.None;
        }

        var labels = (dotted[dotted.Length - 1] == '.' ? dotted.Substring(0, dotted.Length - 1) : dotted).Split('.');
        var ascii = new StringBuilder();
        foreach (var label in labels)
        {
            if (label.Length == 0)
            {
                return DomainNameProblem.EmptyLabel;
            }

            var problem = ToALabel(Unescape(label), out var encoded);
            if (problem != DomainNameProblem.None)
            {
                return problem;
            }

            if (encoded.Length > DomainName.MaxLabelLength)
            {
                return DomainNameProblem.LabelTooLong;
            }

            ascii.Append(encoded).Append('.');
        }

        if (ascii.Length + 1 > DomainName.MaxWireLength)
        {
            return DomainNameProblem.NameTooLong;
        }

        return DomainName.TryParse(ascii.ToString(), out name) ? DomainNameProblem.None : DomainNameProblem.NotAName;
    }

    /// <summary>Rows write the hyphen with which a name begins as <c>\045</c>; what stands in a row is a name again.</summary>
    private static string Unescape(string label)
    {
        const int Escaped = 4;
        var read = new StringBuilder(label.Length);
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] == '\\' && i + Escaped <= label.Length
                && int.TryParse(label.Substring(i + 1, Escaped - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var octet) && octet < 0x80 && IsNameCharacter((char)octet))
            {
                read.Append((char)octet);
                i += Escaped - 1;
            }
            else
            {
                read.Append(label[i]);
            }
        }

        return read.ToString();
    }

    private static DomainNameProblem ToALabel(string label, out string encoded)
    {
        encoded = label.ToLowerInvariant();
        if (!AreNameCharacters(label, beyondAscii: true))
        {
            return DomainNameProblem.NotAName;
        }

        if (AreNameCharacters(label, beyondAscii: false))
        {
            return DomainNameProblem.None;
        }

        if (!TryEncode(label, out encoded))
        {
            return EncodedLength(label) > DomainName.MaxLabelLength ? DomainNameProblem.LabelTooLong : DomainNameProblem.NotAName;
        }

        // The mapping turns some characters into ASCII, among them into backslashes and stars.
        return AreNameCharacters(encoded, beyondAscii: false) ? DomainNameProblem.None : DomainNameProblem.NotAName;
    }

    private static bool TryEncode(string label, out string encoded)
    {
        try
        {
            encoded = Idn.GetAscii(label.Normalize(NormalizationForm.FormC).ToLowerInvariant());
            return true;
        }
        catch (ArgumentException)
        {
            encoded = string.Empty;
            return false;
        }
    }

    /// <summary>
    /// About how many octets the label's parts take together; 0 where a part holds what no label may. IdnMapping refuses over-long labels with the same
    /// exception as characters it does not know; halves tell the two apart.
    /// </summary>
    private static int EncodedLength(string label)
    {
        if (label.Length > DomainName.MaxLabelLength)
        {
            return label.Length;
        }

        if (TryEncode(label, out var encoded))
        {
            return encoded.Length;
        }

        var half = label.Length / 2;
        while (half > 0 && half < label.Length && ContinuesCharacter(label[half]))
        {
            half++;
        }

        if (half == 0 || half == label.Length)
        {
            return 0;
        }

        int front = EncodedLength(label.Substring(0, half)), back = EncodedLength(label.Substring(half));
        return front == 0 || back == 0 ? 0 : front + back;
    }

    // A combining mark or the second half of a surrogate pair: no label begins with one.
    private static bool ContinuesCharacter(char c) => char.IsLowSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool AreNameCharacters(string label, bool beyondAscii)
    {
        foreach (var c in label)
        {
            if (c < 0x80 ? !IsNameCharacter(c) : !beyondAscii)
            {
                return false;
            }
        }

        return true;
    }

    // Letters, digits, hyphen, underscore (service names are zones, too) and slash (RFC 2317, section 4).
    private static bool IsNameCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '/';

    private static string Explain(DomainNameProblem problem, string text)
    {
        var shown = "'" + Escape(text) + "'";
        return problem switch
        {
            DomainNameProblem.None => string.Empty,
            DomainNameProblem.Empty => "The name is empty; give a domain name such as example.com.",
            DomainNameProblem.EmptyLabel => shown + " has an empty label; remove the extra dot.",
            DomainNameProblem.LabelTooLong => shown + " has a label of more than 63 octets; a DNS label holds at most 63.",
            DomainNameProblem.NameTooLong => shown + " is longer than 255 octets; no DNS name is.",
            DomainNameProblem.Space => shown + " holds a space; give one name per line or argument.",
            DomainNameProblem.ControlCharacter => shown + " holds a control character; remove it.",
            DomainNameProblem.InvisibleCharacter => shown + " holds an invisible character (zero-width or writing direction); retype the name instead of pasting it.",
            DomainNameProblem.Wildcard => shown + " is a wildcard; a wildcard is not delegated, give the name of the zone.",
            DomainNameProblem.Address or DomainNameProblem.AddressWithPort or DomainNameProblem.AddressRange or DomainNameProblem.Url or DomainNameProblem.MailAddress or DomainNameProblem.NameWithPort => shown + NameMistake.Explain(problem, text),
            _ => shown + " is not a domain name; use letters, digits, hyphens and dots.",
        };
    }

    /// <summary>Text from outside, made safe to print: control, format and non-ASCII characters as <c>\u{XXXX}</c>, at most 100 characters.</summary>
    private static string Escape(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (shown.Length > 100)
            {
                shown.Append("...");
                break;
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (SafeText.IsUnsafe(category) || (category == UnicodeCategory.SpaceSeparator && c != ' '))
            {
                shown.Append("\\u{").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }
}
