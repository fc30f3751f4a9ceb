using System;
using System.Globalization;
using System.IO;

namespace GlueTools.Reports.Reading;

/// <summary>The characters of a text, one at a time, with their line. Of one row, no more of them than a row may have.</summary>
internal sealed class CharacterSource(TextReader text)
{
    /// <summary>Characters of one row. One with the evidence about a domain has some ten thousand.</summary>
    internal const int MostOfRow = 1 << 24;

    /// <summary>What stands for the end.</summary>
    internal const int End = -1;

    private readonly char[] _buffer = new char[1 << 14];
    private int _at, _filled, _left = MostOfRow;
    private bool _isEnd;

    /// <summary>The line of the next character, from 1.</summary>
    internal long Line { get; private set; } = 1;

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
            throw new FormatException("it is longer than " + MostOfRow.ToString("N0", CultureInfo.InvariantCulture) + " characters");
        }

        Step(next);
        return next;
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
        Line += taken == '\n' ? 1 : 0;
    }

    private bool Fill()
    {
        if (_isEnd)
        {
            return false;
        }

        _at = 0;
        _filled = text.Read(_buffer, 0, _buffer.Length);
        _isEnd = _filled <= 0;
        _filled = Math.Max(0, _filled);
        return !_isEnd;
    }
}
