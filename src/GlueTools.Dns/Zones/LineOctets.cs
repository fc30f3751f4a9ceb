using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace GlueTools.Dns.Zones;

/// <summary>
/// A text that is looked at line by line in octets, or read on from there as characters; these come one line at a time, so that whoever has read an entry has taken nothing of what
/// follows it.
/// </summary>
internal sealed class LineOctets : TextReader
{
    private readonly Stream _stream;
    private readonly Decoder _decoder;
    private int _filled;
    private bool _isEnded;

    internal LineOctets(Stream stream)
    {
        _stream = stream;
        Fill();
        var (encoding, mark) = Mark();
        At = mark;
        IsWide = encoding is not UTF8Encoding;
        _decoder = encoding.GetDecoder();
    }

    internal byte[] Octets { get; } = new byte[1 << 17];

    /// <summary>Whether the octets are of an encoding in which no line can be seen.</summary>
    internal bool IsWide { get; }

    /// <summary>Where the line begins.</summary>
    internal int At { get; private set; }

    /// <summary>Where it ends, before what ends it.</summary>
    internal int End { get; private set; }

    /// <summary>Whether all of the line is there.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>Finds the next line; false at the end of the text.</summary>
    [MethodImpl(Hot.Path)]
    internal bool Find()
    {
        var end = Array.IndexOf(Octets, (byte)'\n', At, _filled - At);
        while (end < 0 && !_isEnded && (At > 0 || _filled < Octets.Length))
        {
            var from = _filled - At;
            Fill();
            end = Array.IndexOf(Octets, (byte)'\n', from, _filled - from);
        }

        IsWhole = end >= 0 || _isEnded;
        End = end < 0 ? _filled : end;
        return At < _filled;
    }

    /// <summary>Goes on behind the line that was found.</summary>
    internal void Pass() => At = Math.Min(End + 1, _filled);

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        while (true)
        {
            if (At == _filled)
            {
                Fill();
            }

            // No octet gives more than one character, but for what was begun before.
            var taken = Math.Min(_filled - At, count - 2);
            var end = IsWide ? -1 : Array.IndexOf(Octets, (byte)'\n', At, taken);
            taken = end < 0 ? taken : end + 1 - At;
            var isLast = taken == 0;
            var got = _decoder.GetChars(Octets, At, taken, buffer, index, flush: isLast);
            At += taken;
            if (got > 0 || isLast)
            {
                return got;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _stream.Dispose();
        }
    }

    /// <summary>Puts what is left to the beginning, and more behind it.</summary>
    private void Fill()
    {
        Buffer.BlockCopy(Octets, At, Octets, 0, _filled - At);
        (At, _filled) = (0, _filled - At);
        while (!_isEnded && _filled < Octets.Length)
        {
            var read = _stream.Read(Octets, _filled, Octets.Length - _filled);
            _filled += read;
            _isEnded = read == 0;
        }
    }

    /// <summary>The encoding that the first octets name, and how many say so: what is none of them is UTF-8.</summary>
    private (Encoding Encoding, int Length) Mark()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var mark = encoding.GetPreamble();
            var length = 0;
            while (length < mark.Length && length < _filled && Octets[length] == mark[length])
            {
                length++;
            }

            if (length == mark.Length)
            {
                return (encoding, length);
            }
        }

        return (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 0);
    }
}
