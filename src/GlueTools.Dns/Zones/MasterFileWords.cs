using System;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Zones;

/// <summary>Takes an entry's words one after another as what they must be, or says with the line number that they are not.</summary>
internal sealed class MasterFileWords
{
    private readonly MasterFileEntry _entry;
    private readonly DomainName _origin;
    private int _at;

    internal MasterFileWords(MasterFileEntry entry, int start, DomainName origin)
    {
        _entry = entry;
        _origin = origin;
        _at = start;
    }

    internal bool AtEnd => _at >= _entry.Tokens.Count;

    /// <summary>The next word if it is not quoted, else nothing; takes none.</summary>
    internal string Peek() => AtEnd || _entry.Tokens[_at].IsQuoted ? string.Empty : _entry.Tokens[_at].Text;

    /// <summary>Takes the next word, quoted or not.</summary>
    internal string Word(string expected) => AtEnd ? throw Error("The line ends where " + expected + " is expected.") : _entry.Tokens[_at++].Text;

    internal DomainName Name()
    {
        var text = Word("a name");
        if (text == "@")
        {
            return _origin;
        }

        try
        {
            var name = DomainName.Parse(text);
            return IsAbsolute(text) ? name : name.Join(_origin);
        }
        catch (FormatException problem)
        {
            throw Error(problem.Message);
        }
    }

    internal uint Number(uint largest)
    {
        var text = Word("a number");
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw Error("'" + text + "' is not a number from 0 to " + largest.ToString(CultureInfo.InvariantCulture) + ".");
    }

    internal uint Ttl()
    {
        var text = Word("a time");
        return TimeToLive.TryParse(text, out var seconds) ? seconds : throw Error("'" + text + "' is not a time such as 3600 or 1h30m.");
    }

    /// <summary>The rest of the words, joined: hexadecimal and base64 data may hold blanks (RFC 4034, section 5.3; RFC 3597, section 5).</summary>
    internal string Rest()
    {
        var text = new System.Text.StringBuilder();
        while (!AtEnd)
        {
            text.Append(Word(string.Empty));
        }

        return text.ToString();
    }

    internal byte[] RestAsHex()
    {
        var text = Rest();
        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                throw Error("'" + text + "' is not hexadecimal.");
            }
        }

        return text.Length % 2 == 0 ? bytes : throw Error("The hexadecimal data have an odd number of digits.");
    }

    internal byte[] RestAsBase64()
    {
        try
        {
            return Convert.FromBase64String(Rest());
        }
        catch (FormatException)
        {
            throw Error("The data are not base64.");
        }
    }

    internal void ExpectInternetClass()
    {
        var text = Word("a class");
        if (text.ToUpperInvariant() is not ("IN" or "CLASS1"))
        {
            throw Error("Class '" + text + "' is not understood; only IN is.");
        }
    }

    internal void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Error("'" + _entry.Tokens[_at].Text + "' follows where the line should end.");
        }
    }

    internal MasterFileException Error(string sentence) => new(_entry.Line, SafeText.Escape(sentence));

    private static bool IsAbsolute(string text)
    {
        if (text[text.Length - 1] != '.')
        {
            return false;
        }

        var escapes = 0;
        for (var i = text.Length - 2; i >= 0 && text[i] == '\\'; i--)
        {
            escapes++;
        }

        return escapes % 2 == 0;
    }
}
