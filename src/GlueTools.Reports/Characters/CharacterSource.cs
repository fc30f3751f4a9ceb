using System;
using System.Globalization;
using System.IO;

namespace GlueTools.Reports.Characters;

/// <summary>The characters of a text, one at a time, with their line. Of one row, no more of them than a row may have.</summary>
internal sealed class CharacterSource
{
    /// <summary>Characters of one row. One with the evidence about a domain has some ten thousand.</summary>
    internal const int MostOfRow = 1 << 24;

    /// <summary>What stands for the end.</summary>
    internal const int End = -1;

    private readonly TextReader _text;
    private readonly char[] _buffer;
    private int _at, _filled, _left = MostOfRow;
    private long _before, _lineStart;
    private bool _isEnd;

    internal CharacterSource(TextReader text)
    {
        _text = text;
        _buffer = new char[1 << 14];
    }

    /// <summary>The characters of a text that is there already: no more room is taken than it has.</summary>
    internal CharacterSource(string text)
    {
        _text = TextReader.Null;
        _buffer = text.ToCharArray();
        _filled = _buffer.Length;
    }

    /// <summary>The line of the next character, from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>The place of the next character in its line, from 1.</summary>
    internal long Character => _before + _at - _lineStart + 1;

    /// <summary>Whether a line end is refused: what is one row a line has none inside.</summary>
    internal bool RefusesLineEnds { get; set; }

    /// <summary>A row begins here.</summary>
    internal void BeginRow() => _left = MostOfRow;

    /// <summary>The next character, which stays; <see cref="End"/> behind the last.</summary>
    internal int Peek() => _at < _filled || Fill() ? _buffer[_at] : End;

    /// <summary>Takes the next character.</summary>
    /// <exception cref="FormatException">The row is too long, or ends with its line.</exception>
    internal int Take()
    {
        var next = Peek();
        if (next == End)
        {
            return next;
        }

        if (next == '\n' && RefusesLineEnds)
        {
            throw new FormatException("the line ends before its row does");
        }

        if (--_left < 0)
        {
            throw TooLong();
        }

        Step(next);
        return next;
    }

    /// <summary>Takes what comes before the next character that JSON does not let stand for itself in a text, as far as it is at hand: next to nothing, or nearly all of it.</summary>
    /// <exception cref="FormatException">The row is too long.</exception>
    internal string TakePlain()
    {
        if (_at >= _filled && !Fill())
        {
            return string.Empty;
        }

        var start = _at;
        while (_at < _filled && IsPlain(_buffer[_at]))
        {
            _at++;
        }

        _left -= _at - start;
        return _left < 0 ? throw TooLong() : new string(_buffer, start, _at - start);
    }

    /// <summary>Leaves out white space.</summary>
    internal void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            Take();
        }
    }

    /// <summary>Goes to the next line, however far that is.</summary>
    internal void SkipLine()
    {
        for (var next = Peek(); next != End; next = Peek())
        {
            Step(next);
            if (next == '\n')
            {
                return;
            }
        }
    }

    private void Step(int taken)
    {
        _at++;
        if (taken == '\n')
        {
            Line++;
            _lineStart = _before + _at;
        }
    }

    private static bool IsPlain(char c) => c is not (< ' ' or '"' or '\\') && !char.IsSurrogate(c);

    private static FormatException TooLong() => new("it is longer than " + MostOfRow.ToString("N0", CultureInfo.InvariantCulture) + " characters");

    private bool Fill()
    {
        if (_isEnd)
        {
            return false;
        }

        _before += _at;
        _at = 0;
        _filled = _text.Read(_buffer, 0, _buffer.Length);
        _isEnd = _filled <= 0;
        _filled = Math.Max(0, _filled);
        return !_isEnd;
    }
}
