using System.Globalization;
using System.IO;
using System.Text;

namespace GlueTools.Dns.Zones;

/// <summary>Cuts a master file into entries: comments, quotes and parentheses are understood here and nowhere else.</summary>
internal sealed class MasterFileLexer
{
    // The data of a record are 65,535 octets at most, and no form takes more than four characters and a blank for one of them.
    private const int LongestEntry = 1 << 20;

    private readonly TextReader _text;
    private readonly StringBuilder _token = new();
    private readonly char[] _part = new char[1 << 14];
    private int _at, _end;
    private MasterFileEntry? _spare;

    internal MasterFileLexer(TextReader text) => _text = text;

    /// <summary>The line that is read next, from 1.</summary>
    internal int Line { get; set; } = 1;

    /// <summary>After an entry that could not be cut: goes on behind the line that it broke off on.</summary>
    internal void SkipLine()
    {
        SkipComment();
        if (Peek() >= 0)
        {
            Read();
            Line++;
        }
    }

    /// <summary>Takes an entry back that nobody looks at any more: the next one is made of it.</summary>
    internal void TakeBack(MasterFileEntry entry) => _spare = entry;

    /// <summary>The next entry that holds a word, or null at the end of the text.</summary>
    internal MasterFileEntry? Next()
    {
        while (Peek() >= 0)
        {
            var entry = ReadEntry();
            if (entry.Tokens.Count > 0)
            {
                return entry;
            }
        }

        return null;
    }

    private MasterFileEntry ReadEntry()
    {
        var entry = _spare ?? new MasterFileEntry(0, startsWithBlank: false);
        _spare = null;
        entry.Begin(Line, IsBlank(Peek()));
        var depth = 0;
        while (true)
        {
            var c = Read();
            switch (c)
            {
                case < 0 when depth > 0:
                    throw new MasterFileException(entry.Line, "A parenthesis is opened and never closed.");
                case < 0:
                    return entry;
                case '\n':
                    Line++;
                    if (depth == 0)
                    {
                        return entry;
                    }

                    break;
                case ';':
                    SkipComment();
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth < 0:
                    throw new MasterFileException(Line, "A parenthesis is closed and was never opened.");
                case '"':
                    Add(entry, new MasterFileToken(ReadQuoted(), true));
                    break;
                default:
                    if (c != ')' && !IsBlank(c))
                    {
                        Add(entry, new MasterFileToken(ReadWord((char)c), false));
                    }

                    break;
            }
        }
    }

    private static void Add(MasterFileEntry entry, MasterFileToken token)
    {
        entry.Add(token);
        if (entry.Length > LongestEntry)
        {
            throw TooLong(entry.Line);
        }
    }

    private static MasterFileException TooLong(int line) => new(
        line, "The entry is longer than " + LongestEntry.ToString("N0", CultureInfo.InvariantCulture) + " characters, more than any record takes.");

    private int Peek() => _at < _end || Fill() ? _part[_at] : -1;

    private int Read() => _at < _end || Fill() ? _part[_at++] : -1;

    private bool Fill()
    {
        _at = 0;
        _end = _text.Read(_part, 0, _part.Length);
        return _end > 0;
    }

    private static bool IsBlank(int c) => c is ' ' or '\t' or '\r';

    private void SkipComment()
    {
        while (Peek() is >= 0 and not '\n')
        {
            _at++;
        }
    }

    /// <summary>Whether a word ends before this character.</summary>
    private static bool EndsWord(char c) => c is '\n' or ' ' or '\t' or '\r' or ';' or '(' or ')' or '"';

    private string ReadWord(char first)
    {
        // Nearly all words lie within one part of the text and hold no escape.
        var end = _at;
        while (first != '\\' && end < _end && _part[end] != '\\' && !EndsWord(_part[end]))
        {
            end++;
        }

        if (end < _end && _part[end] != '\\' && first != '\\')
        {
            var word = new string(_part, _at - 1, end - _at + 1);
            _at = end;
            return word;
        }

        _token.Clear();
        Take(first);
        while (Peek() is var c && c >= 0 && !EndsWord((char)c))
        {
            Take((char)Read());
        }

        return _token.ToString();
    }

    private string ReadQuoted()
    {
        _token.Clear();
        while (true)
        {
            if (Peek() is < 0 or '\n')
            {
                throw new MasterFileException(Line, "A quotation mark is opened and not closed on its line.");
            }

            var c = Read();
            if (c == '"')
            {
                return _token.ToString();
            }

            Take((char)c);
        }
    }

    // A backslash takes its next character along, so that an escaped blank, quote or semicolon ends nothing.
    private void Take(char c)
    {
        if (_token.Length >= LongestEntry)
        {
            throw TooLong(Line);
        }

        _token.Append(c);
        if (c == '\\' && Peek() is >= 0 and not '\n')
        {
            _token.Append((char)Read());
        }
    }
}
