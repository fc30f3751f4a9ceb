using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Wire;

/// <summary>Writes numbers and names. Names are compressed where the caller allows it (RFC 1035, section 4.1.4).</summary>
internal sealed class WireWriter
{
    private readonly Dictionary<DomainName, int>? _seen;
    private readonly bool _lowers;
    private byte[] _buffer = new byte[512];

    /// <summary>Starts with nothing.</summary>
    /// <param name="compresses">Whether names may be compressed at all: not in data that stand for themselves, outside of a message.</param>
    /// <param name="lowers">Whether names are written in lower case, as signatures see them (RFC 4034, section 6.2). Not together with compression.</param>
    internal WireWriter(bool compresses = true, bool lowers = false)
    {
        _seen = compresses ? new() : null;
        _lowers = lowers;
    }

    internal int Length { get; private set; }

    internal byte[] ToArray()
    {
        var bytes = new byte[Length];
        Buffer.BlockCopy(_buffer, 0, bytes, 0, Length);
        return bytes;
    }

    /// <summary>Takes back everything from <paramref name="length"/> on, and the names that were noted there.</summary>
    internal void Truncate(int length)
    {
        Length = length;
        if (_seen is null)
        {
            return;
        }

        var gone = new List<DomainName>();
        foreach (var seen in _seen)
        {
            if (seen.Value >= length)
            {
                gone.Add(seen.Key);
            }
        }

        foreach (var name in gone)
        {
            _seen.Remove(name);
        }
    }

    internal void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    internal void WriteUInt16(int value)
    {
        WriteByte((byte)(value >> 8));
        WriteByte((byte)value);
    }

    internal void WriteUInt32(uint value)
    {
        WriteUInt16((int)(value >> 16));
        WriteUInt16((int)(value & 0xFFFF));
    }

    internal void WriteBytes(byte[] bytes) => WriteBytes(bytes, 0, bytes.Length);

    internal void WriteBytes(byte[] bytes, int offset, int count)
    {
        Reserve(count);
        Buffer.BlockCopy(bytes, offset, _buffer, Length, count);
        Length += count;
    }

    /// <summary>Overwrites two octets that were written before, for counts and lengths known only afterwards.</summary>
    internal void PatchUInt16(int offset, int value)
    {
        _buffer[offset] = (byte)(value >> 8);
        _buffer[offset + 1] = (byte)value;
    }

    internal void WriteName(DomainName name) => WriteBytes((_lowers ? name.ToLower() : name).Wire);

    /// <summary>Writes a name with a pointer to an earlier occurrence of its longest known suffix.</summary>
    internal void WriteCompressedName(DomainName name)
    {
        if (_lowers)
        {
            WriteName(name);
            return;
        }

        for (var rest = name; ; rest = rest.Parent)
        {
            if (rest.IsRoot)
            {
                WriteByte(0);
                return;
            }

            if (_seen is not null && _seen.TryGetValue(rest, out var at))
            {
                WriteUInt16(0xC000 | at);
                return;
            }

            if (_seen is not null && Length < 0x4000)
            {
                _seen[rest] = Length;
            }

            WriteBytes(rest.Wire, 0, rest.Wire[0] + 1);
        }
    }

    private void Reserve(int count)
    {
        if (Length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }
    }
}
