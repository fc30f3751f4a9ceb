using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace GlueTools.Reports.Reading;

/// <summary>
/// Rows in JSON (RFC 8259): one object a line, objects behind one another, or an array of them. A hand's breadth of code instead of the framework's reader, which
/// reads no stream of rows, and costs ten times as much for a long list.
/// </summary>
internal sealed class JsonRows(CharacterSource source)
{
    private const int MostDepth = 16, MostValues = 200_000;

    private readonly StringBuilder _text = new();
    private int _values;

    /// <summary>The one object of a text.</summary>
    /// <exception cref="FormatException">It is none; the message says why, without its first capital.</exception>
    internal static RowFields ReadOne(string text)
    {
        var source = new CharacterSource(new StringReader(text));
        source.SkipSpace();
        var row = new JsonRows(source).ReadObject(0);
        source.SkipSpace();
        return source.Peek() == CharacterSource.End ? row : throw new FormatException("something stands behind the object");
    }

    /// <summary>The rows; what is none is told with its line, and the rest goes on where it is one row a line.</summary>
    internal IEnumerable<ReadRow> Read()
    {
        source.SkipSpace();
        var isArray = source.Peek() == '[';
        var isFirst = true;
        if (isArray)
        {
            source.Take();
        }

        while (true)
        {
            source.RefusesLineEnds = false;
            source.BeginRow();
            source.SkipSpace();
            if (source.Peek() == CharacterSource.End)
            {
                if (isArray)
                {
                    yield return new ReadRow(source.Line, "the array does not end", isLast: true);
                }

                yield break;
            }

            if (isArray && source.Peek() == ']')
            {
                yield break;
            }

            var line = source.Line;
            // Where the first row is one line, all are: what is cut off there takes nothing of the next line with it.
            source.RefusesLineEnds = !isArray && !isFirst;
            var row = TryRead(line, isArray);
            isFirst = isFirst && row.Fields is not null && source.Line > line;
            yield return row;
            if (row.IsLast)
            {
                yield break;
            }

            if (row.Fields is null)
            {
                source.RefusesLineEnds = false;
                source.SkipLine();
            }
            else if (isArray)
            {
                source.SkipSpace();
                if (source.Peek() == ',')
                {
                    source.Take();
                }
                else if (source.Peek() != ']')
                {
                    yield return new ReadRow(source.Line, "a comma is missing in the array", isLast: true);
                    yield break;
                }
            }
        }
    }

    private ReadRow TryRead(long line, bool isArray)
    {
        try
        {
            _values = 0;
            return new ReadRow(line, ReadObject(0));
        }
        catch (FormatException error)
        {
            return new ReadRow(line, "this is no JSON object; " + error.Message, isArray);
        }
    }

    private RowFields ReadObject(int depth)
    {
        Expect('{');
        if (depth > MostDepth)
        {
            throw new FormatException("it is nested too deep");
        }

        var row = new RowFields();
        source.SkipSpace();
        if (source.Peek() == '}')
        {
            source.Take();
            return row;
        }

        while (true)
        {
            source.SkipSpace();
            var name = ReadText();
            source.SkipSpace();
            Expect(':');
            source.SkipSpace();
            switch (ReadValue(depth))
            {
                case string text:
                    row.Set(name, text);
                    break;
                case List<string> texts:
                    row.Set(name, texts);
                    break;
                case List<RowFields> rows:
                    row.Set(name, rows);
                    break;
            }

            source.SkipSpace();
            if (source.Take() is var next && next == '}')
            {
                return row;
            }

            if (next != ',')
            {
                throw new FormatException(next == CharacterSource.End ? "it is cut off" : "a comma is missing");
            }
        }
    }

    /// <summary>A text, for a number or truth value too; a list; null for null.</summary>
    private object? ReadValue(int depth)
    {
        if (++_values > MostValues)
        {
            throw new FormatException("it holds more than " + MostValues.ToString("N0", CultureInfo.InvariantCulture) + " values");
        }

        switch (source.Peek())
        {
            case '"':
                return ReadText();
            case '{':
                return new List<RowFields> { ReadObject(depth + 1) };
            case '[':
                return ReadArray(depth + 1);
            default:
                var word = ReadWord();
                return word == "null" ? null : word;
        }
    }

    private object ReadArray(int depth)
    {
        if (depth > MostDepth)
        {
            throw new FormatException("it is nested too deep");
        }

        source.Take();
        var texts = new List<string>();
        var rows = new List<RowFields>();
        source.SkipSpace();
        if (source.Peek() == ']')
        {
            source.Take();
            return texts;
        }

        while (true)
        {
            source.SkipSpace();
            switch (ReadValue(depth))
            {
                case string text:
                    texts.Add(text);
                    break;
                case List<RowFields> row:
                    rows.AddRange(row);
                    break;
            }

            source.SkipSpace();
            if (source.Take() is var next && next == ']')
            {
                return rows.Count > 0 ? rows : texts;
            }

            if (next != ',')
            {
                throw new FormatException(next == CharacterSource.End ? "it is cut off" : "a comma is missing in a list");
            }
        }
    }

    private string ReadWord()
    {
        _text.Clear();
        while (source.Peek() is >= '0' and <= '9' or >= 'a' and <= 'z' or 'E' or '+' or '-' or '.' && _text.Length < 64)
        {
            _text.Append((char)source.Take());
        }

        var word = _text.ToString();
        return word is "true" or "false" or "null" || double.TryParse(word, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _)
            ? word
            : throw new FormatException("a value is missing");
    }

    private string ReadText()
    {
        Expect('"');
        _text.Clear();
        while (true)
        {
            var next = source.Take();
            switch (next)
            {
                case '"':
                    return _text.ToString();
                case CharacterSource.End:
                    throw new FormatException("it is cut off");
                case < ' ':
                    throw new FormatException("a text holds a control character");
                case '\\':
                    _text.Append(ReadEscape());
                    break;
                default:
                    _text.Append((char)next);
                    break;
            }
        }
    }

    private char ReadEscape()
    {
        switch (source.Take())
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case '"':
                return '"';
            case '\\':
                return '\\';
            case '/':
                return '/';
            case 'u':
                var code = 0;
                for (var digit = 0; digit < 4; digit++)
                {
                    code = (code << 4) | HexOf(source.Take());
                }

                return (char)code;
            default:
                throw new FormatException("a text holds an unknown escape");
        }
    }

    private static int HexOf(int digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'a' and <= 'f' => digit - 'a' + 10,
        >= 'A' and <= 'F' => digit - 'A' + 10,
        _ => throw new FormatException("a text holds an unknown escape"),
    };

    private void Expect(char wanted)
    {
        if (source.Peek() != wanted)
        {
            throw new FormatException(source.Peek() == CharacterSource.End ? "it is cut off" : "'" + wanted + "' is missing");
        }

        source.Take();
    }
}
