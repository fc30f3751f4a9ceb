using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace GlueTools.Shared.Runs;

/// <summary>
/// Reads the journal of a run, line by line: the manifest, then the finished names, then a line that says that all are. What a kill or a full disk left of a
/// last line counts for nothing.
/// </summary>
internal sealed class RunJournal
{
    /// <summary>What is added to the name of a file of results.</summary>
    internal const string Suffix = ".run";

    /// <summary>Begins the last line of a finished run, before the octets of the results.</summary>
    internal const string Complete = "complete";

    /// <summary>Octets of a line, its name and the values of its options among them.</summary>
    private const int LongestLine = 1 << 16;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 14];
    private readonly byte[] _line = new byte[LongestLine];
    private int _at, _filled, _length;
    private long _lines;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The journal, from its first octet on.</param>
    internal RunJournal(Stream stream) => _stream = stream;

    /// <summary>Octets of the lines that were read whole.</summary>
    internal long Whole { get; private set; }

    /// <summary>The octets of the results, once the line was read that says that the run came to its end; -1 before.</summary>
    internal long CompleteEnd { get; private set; } = -1;

    /// <summary>The manifest; null where it is torn, and nothing else can be there.</summary>
    /// <exception cref="FormatException">This is no journal.</exception>
    internal RunManifest? ReadManifest()
    {
        if (ReadLine() is not { } title)
        {
            return RunManifest.Title.StartsWith(Text(), StringComparison.Ordinal) ? null : throw NoJournal();
        }

        if (title != RunManifest.Title)
        {
            throw NoJournal();
        }

        var manifest = new RunManifest();
        while (ReadLine() is { } line)
        {
            if (line == RunManifest.End)
            {
                return manifest;
            }

            if (!manifest.TryTake(line))
            {
                throw Damaged();
            }
        }

        return null;
    }

    /// <summary>The next finished name; null behind the last.</summary>
    /// <exception cref="FormatException">A whole line is none; the message names it.</exception>
    internal RunEntry? ReadEntry()
    {
        if (ReadLine() is not { } line)
        {
            return null;
        }

        if (line.StartsWith(Complete + " ", StringComparison.Ordinal)
            && long.TryParse(line.Substring(Complete.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            // Nothing may follow.
            if (ReadLine() is not null || _length > 0)
            {
                throw Damaged();
            }

            CompleteEnd = end;
            return null;
        }

        return RunEntry.Read(line) ?? throw Damaged();
    }

    internal FormatException Damaged() => new(string.Format(CultureInfo.InvariantCulture, "line {0} is damaged", _lines));

    private static FormatException NoJournal() => new("it is no journal of a run");

    private string? ReadLine()
    {
        _length = 0;
        while (_at < _filled || (_filled = _stream.Read(_buffer, _at = 0, _buffer.Length)) > 0)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _at, _filled - _at);
            var count = (end < 0 ? _filled : end) - _at;
            if (_length + count > LongestLine)
            {
                _lines++;
                throw Damaged();
            }

            Buffer.BlockCopy(_buffer, _at, _line, _length, count);
            _length += count;
            _at += count;
            if (end >= 0)
            {
                _at++;
                _lines++;
                Whole += _length + 1;
                return Text();
            }
        }

        return null;
    }

    private string Text() => Encoding.UTF8.GetString(_line, 0, _length);
}
