using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace GlueTools.Reports.Html;

/// <summary>
/// Markup of several domains, packed: the page unpacks a pack when one of its domains is opened. Ten thousand pictures with their answers are some hundred megabytes otherwise. Its buffers
/// serve one pack after the other.
/// </summary>
internal sealed class DataPack
{
    /// <summary>Domains in a pack: more are packed better, fewer are unpacked sooner.</summary>
    internal const int Size = 32;

    /// <summary>What stands between two domains; no markup holds it, for what comes from outside is escaped.</summary>
    internal const char Separator = '\u001e';

    /// <summary>Octets at a time: a multiple of three, so that base 64 has no end within.</summary>
    private const int Part = 3 * 4096;

    private readonly char[] _letters = new char[Part / 3 * 4];
    private byte[] _plain = new byte[1 << 18], _packed = [];
    private int _length;

    /// <summary>Whether nothing is in it.</summary>
    internal bool IsEmpty => _length == 0;

    /// <summary>Adds a domain, as UTF-8.</summary>
    internal void Add(StringBuilder markup)
    {
        if (_length > 0)
        {
            _plain[_length++] = (byte)Separator;
        }

        for (var at = 0; at < markup.Length;)
        {
            var length = Math.Min(Part, markup.Length - at);
            // Half of a character would become a question mark.
            length -= at + length < markup.Length && char.IsHighSurrogate(markup[at + length - 1]) ? 1 : 0;
            markup.CopyTo(at, _letters, 0, length);
            Reserve(Encoding.UTF8.GetMaxByteCount(length));
            _length += Encoding.UTF8.GetBytes(_letters, 0, length, _plain, _length);
            at += length;
        }
    }

    /// <summary>Writes the pack deflated (RFC 1951) and in base 64, and begins another.</summary>
    internal void WriteTo(TextWriter output)
    {
        // What cannot be packed grows by some octets for each block.
        var most = _length + (_length / 100) + Part;
        _packed = _packed.Length < most ? new byte[most] : _packed;
        using var packed = new MemoryStream(_packed);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(_plain, 0, _length);
        }

        for (var at = 0; at < packed.Position; at += Part)
        {
            output.Write(_letters, 0, Convert.ToBase64CharArray(_packed, at, (int)Math.Min(Part, packed.Position - at), _letters, 0));
        }

        _length = 0;
    }

    /// <summary>Makes room for some octets and a separator behind them.</summary>
    private void Reserve(int octets)
    {
        if (_length + octets >= _plain.Length)
        {
            Array.Resize(ref _plain, Math.Max(2 * _plain.Length, _length + octets + 1));
        }
    }
}
