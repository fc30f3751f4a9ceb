using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// The facts of a saved text, one after another. It comes from anywhere, so every length, count and choice in it is held against a bound, and what a person
/// will read is escaped as text from the network is.
/// </summary>
internal sealed class EvidenceSource : IDisposable
{
    /// <summary>More of anything than any view holds.</summary>
    private const int MaxCount = 4096;

    /// <summary>Octets of one text. The longest are circles of names.</summary>
    private const int MaxText = ushort.MaxValue;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly BinaryReader _reader;

    internal EvidenceSource(byte[] packed, long most, int version)
    {
        Version = version;
        _reader = new BinaryReader(new CeilingStream(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), most), StrictUtf8);
    }

    /// <summary>The version of the format.</summary>
    internal int Version { get; }

    public void Dispose() => _reader.Dispose();

    internal byte Octet() => _reader.ReadByte();

    internal bool Flag() => Octet() is var octet && octet <= 1 ? octet == 1 : throw new InvalidDataException("a flag that is neither set nor unset");

    internal ushort UInt16() => _reader.ReadUInt16();

    /// <summary>A count or a size that is never below zero.</summary>
    internal int Natural() => _reader.ReadInt32() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

    internal long LongNatural() => _reader.ReadInt64() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

    internal T Choice<T>()
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), Octet());
        return Enum.IsDefined(typeof(T), value)
            ? value
            : throw new InvalidDataException(string.Format(CultureInfo.InvariantCulture, "an unknown {0}", typeof(T).Name));
    }

    internal List<T> List<T>(Func<EvidenceSource, T> read)
    {
        var count = _reader.ReadInt32();
        if (count is < 0 or > MaxCount)
        {
            throw new InvalidDataException("an impossible count");
        }

        // Grows as the items come: the count alone costs nothing.
        var list = new List<T>();
        for (; count > 0; count--)
        {
            list.Add(read(this));
        }

        return list;
    }

    /// <summary>Octets of a message; null where there is none.</summary>
    internal byte[]? Bytes()
    {
        var length = _reader.ReadInt32();
        return length == -1 ? null : length is < 0 or > ushort.MaxValue ? throw new InvalidDataException("an impossible length") : Exactly(length);
    }

    internal IPAddress Address() => Octet() is var length && length is (4 or 16) ? new IPAddress(Exactly(length)) : throw new InvalidDataException("an address of the wrong length");

    internal IPEndPoint Endpoint()
    {
        var address = Address();
        return new IPEndPoint(address, _reader.ReadInt32() is var port and >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? port : throw new InvalidDataException("an impossible port"));
    }

    internal DateTime Time() => _reader.ReadInt64() is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc)
        : throw new InvalidDataException("an impossible time");

    internal DomainName Name() => DomainName.Parse(RawText());

    internal DomainName? OptionalName() => RawText() is { Length: > 0 } text ? DomainName.Parse(text) : null;

    /// <summary>Text that a person may come to read, made safe; null where it is empty.</summary>
    internal string? Text() => RawText() is { Length: > 0 } text ? SafeText.Escape(text) : null;

    /// <summary>The next octet; null where nothing follows.</summary>
    internal byte? OctetOrEnd() => _reader.BaseStream.ReadByte() is var octet and >= 0 ? (byte)octet : null;

    /// <summary>Nothing may follow.</summary>
    internal void ExpectEnd()
    {
        if (_reader.BaseStream.ReadByte() >= 0)
        {
            throw new InvalidDataException("more follows where it should end");
        }
    }

    private string RawText()
    {
        var length = 0;
        for (int shift = 0, octet = 0x80; (octet & 0x80) != 0; shift += 7)
        {
            octet = Octet();
            length |= (octet & 0x7F) << shift;
            if (length > MaxText || shift > 14)
            {
                throw new InvalidDataException("an impossible length");
            }
        }

        return StrictUtf8.GetString(Exactly(length));
    }

    private byte[] Exactly(int count)
    {
        var bytes = _reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}
