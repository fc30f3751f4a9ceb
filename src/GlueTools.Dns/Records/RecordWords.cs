using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Records;

/// <summary>The words of record data in master-file form, one after another. What a word must be and is not is an exception that the source of the words makes.</summary>
internal abstract class RecordWords
{
    private const int LongestShown = 100;

    internal abstract bool AtEnd { get; }

    /// <summary>The next word if it is not quoted, else nothing; takes none.</summary>
    internal abstract string Peek();

    /// <summary>Takes the next word, quoted or not.</summary>
    internal abstract string Word(string expected);

    internal abstract DomainName Name();

    /// <summary>A time in seconds up to 2^32 - 1, with or without units.</summary>
    internal abstract uint Seconds();

    internal abstract Exception Error(string sentence);

    internal uint Number(uint largest)
    {
        var text = Word("a number");
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw Error(Quoted(text) + " is not a number from 0 to " + largest.ToString(CultureInfo.InvariantCulture) + ".");
    }

    internal ushort UInt16() => (ushort)Number(ushort.MaxValue);

    internal byte Octet() => (byte)Number(byte.MaxValue);

    internal RecordType Type(string expected)
    {
        var text = Word(expected);
        return RecordTypes.TryParse(text, out var type) ? type : throw Error(Quoted(text) + " is not a record type.");
    }

    internal List<RecordType> TypesToEnd()
    {
        var types = new List<RecordType>();
        while (!AtEnd)
        {
            types.Add(Type("a record type"));
        }

        return types;
    }

    /// <summary>Hexadecimal data may hold blanks (RFC 4034, section 5.3; RFC 3597, section 5).</summary>
    internal byte[] HexToEnd() => Hex(ToEnd("hexadecimal data"));

    internal byte[] Hex(string text)
    {
        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                throw Error(Quoted(text) + " is not hexadecimal.");
            }
        }

        return text.Length % 2 == 0 ? bytes : throw Error("The hexadecimal data have an odd number of digits.");
    }

    /// <summary>So may base64 (RFC 4034, section 2.2).</summary>
    internal byte[] Base64ToEnd()
    {
        try
        {
            return Convert.FromBase64String(ToEnd("base64 data"));
        }
        catch (FormatException)
        {
            throw Error("The data are not base64.");
        }
    }

    /// <summary>Text of a sentence, cut where nobody would read it to its end.</summary>
    internal static string Quoted(string text) => "'" + (text.Length > LongestShown ? text.Substring(0, LongestShown) + "..." : text) + "'";

    private string ToEnd(string expected)
    {
        var text = new StringBuilder(Word(expected));
        while (!AtEnd)
        {
            text.Append(Word(expected));
        }

        return text.ToString();
    }
}
