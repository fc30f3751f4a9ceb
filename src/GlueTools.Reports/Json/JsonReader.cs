using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GlueTools.Reports.Json;

/// <summary>
/// Reads one JSON text (RFC 8259), strictly: what is cut off, has something behind it, is nested deeper than any row, or spells half of a character is refused.
/// It stands here because the two editions of PowerShell share no reader that does the same.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>Arrays and objects within each other. A row has four.</summary>
    private const int MostDepth = 16;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is not one JSON value, whole and with nothing behind it.</exception>
    internal static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.ReadValue(0);
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw Wrong();
    }

    private JsonValue ReadValue(int depth)
    {
        if (depth > MostDepth)
        {
            throw Wrong();
        }

        switch (Next())
        {
            case '{':
                return ReadObject(depth);
            case '[':
                return ReadArray(depth);
            case '"':
                return new JsonValue { Kind = JsonKind.Text, Text = ReadText() };
            case 't':
                return ReadWord("true", JsonKind.Truth);
            case 'f':
                return ReadWord("false", JsonKind.Truth);
            case 'n':
                return ReadWord("null", JsonKind.Null);
            default:
                return ReadNumber();
        }
    }

    private JsonValue ReadObject(int depth)
    {
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        _at++;
        if (Next() == '}')
        {
            _at++;
            return new JsonValue { Kind = JsonKind.Object, Members = members };
        }

        while (true)
        {
            if (Next() != '"')
            {
                throw Wrong();
            }

            var name = ReadText();
            if (Next() != ':')
            {
                throw Wrong();
            }

            _at++;
            members[name] = ReadValue(depth + 1);
            if (!GoesOn('}'))
            {
                return new JsonValue { Kind = JsonKind.Object, Members = members };
            }
        }
    }

    private JsonValue ReadArray(int depth)
    {
        var items = new List<JsonValue>();
        _at++;
        if (Next() == ']')
        {
            _at++;
            return new JsonValue { Kind = JsonKind.Array, Items = items };
        }

        do
        {
            items.Add(ReadValue(depth + 1));
        }
        while (GoesOn(']'));

        return new JsonValue { Kind = JsonKind.Array, Items = items };
    }

    private bool GoesOn(char end)
    {
        var c = Next();
        _at++;
        return c == ',' || (c == end ? false : throw Wrong());
    }

    private JsonValue ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Wrong();
        }

        _at += word.Length;
        return new JsonValue { Kind = kind, Text = word };
    }

    private JsonValue ReadNumber()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && text[0] != '+' ? new JsonValue { Kind = JsonKind.Number, Text = text } : throw Wrong();
    }

    private string ReadText()
    {
        var start = ++_at;
        var end = _text.IndexOfAny(['"', '\\'], start);
        if (end >= 0 && _text[end] == '"')
        {
            // Nearly every text; the evidence of a row is a long one.
            _at = end + 1;
            return Checked(_text.Substring(start, end - start));
        }

        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            text.Append(_text[_at] == '\\' ? ReadEscaped() : _text[_at++]);
        }

        if (_at++ >= _text.Length)
        {
            throw Wrong();
        }

        return Checked(text.ToString());
    }

    private char ReadEscaped()
    {
        if (++_at >= _text.Length)
        {
            throw Wrong();
        }

        switch (_text[_at++])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                throw Wrong();
        }
    }

    // Half of a surrogate pair has no octets, so nothing could be written of it.
    private static string Checked(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                throw new FormatException("a text in it holds half of a character.");
            }
        }

        return text;
    }

    private char Next()
    {
        SkipBlanks();
        return _at < _text.Length ? _text[_at] : throw Wrong();
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private static FormatException Wrong() => new("this is no JSON object; the line is damaged, or not one that an audit wrote.");
}
