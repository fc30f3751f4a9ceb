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
internal sealed class EvidenceSource : EvidenceFacts, IDisposable
{
    /// <summary>More of anything than any view holds.</summary>
    private const int MaxCount = 4096;

    internal const byte MoreFollows = 1;

    /// <summary>Octets of one text. The longest are circles of names.</summary>
    private const int MaxText = ushort.MaxValue;

    /// <summary>Octets that are unpacked at a time: each by itself costs more than all that is done with it.</summary>
    private const int BufferSize = 4096;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly BinaryReader _reader;

    internal EvidenceSource(byte[] packed, long most, int version)
        : base(version) =>
        _reader = new BinaryReader(new BufferedStream(new CeilingStream(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), most), BufferSize), StrictUtf8);

    internal override bool IsReading => true;

    public void Dispose() => _reader.Dispose();

    internal override bool Flag(bool value) => Octet() is var octet && octet <= 1 ? octet == 1 : throw new InvalidDataException("a flag that is neither set nor unset");

    internal override ushort UInt16(ushort value) => _reader.ReadUInt16();

    internal override uint UInt32(uint value) => _reader.ReadUInt32();

    internal override int Natural(int value) => _reader.ReadInt32() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

    internal override long LongNatural(long value) => _reader.ReadInt64() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

    internal override T Choice<T>(T value)
    {
        var octet = Octet();
        return Choices<T>.IsOne[octet]
            ? Choices<T>.All[octet]
            : throw new InvalidDataException(string.Format(CultureInfo.InvariantCulture, "an unknown {0}", typeof(T).Name));
    }

    internal override IReadOnlyList<T> List<T>(IReadOnlyCollection<T>? values, Func<EvidenceFacts, T?, T> one)
        where T : default
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
            list.Add(one(this, default));
        }

        return list;
    }

    internal override byte[]? Bytes(byte[]? value)
    {
        var length = _reader.ReadInt32();
        return length == -1 ? null : length is < 0 or > ushort.MaxValue ? throw new InvalidDataException("an impossible length") : Exactly(length);
    }

    internal override IPAddress Address(IPAddress? value) =>
        Octet() is var length && length is (4 or 16) ? new IPAddress(Exactly(length)) : throw new InvalidDataException("an address of the wrong length");

    internal override int Port(int value) =>
        _reader.ReadInt32() is var port and >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? port : throw new InvalidDataException("an impossible port");

    internal override DateTime Time(DateTime value) => _reader.ReadInt64() is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc)
        : throw new InvalidDataException("an impossible time");

    internal override DomainName Name(DomainName value) => DomainName.Parse(RawText());

    internal override DomainName? OptionalName(DomainName? value) => RawText() is { Length: > 0 } text ? DomainName.Parse(text) : null;

    // A person may come to read it, and it comes from anywhere.
    internal override string? Text(string? value) => RawText() is { Length: > 0 } text ? SafeText.Escape(text) : null;

    internal override bool HasMore(bool value) => _reader.BaseStream.ReadByte() switch
    {
        < 0 => false,
        MoreFollows => true,
        _ => throw new InvalidDataException("more follows where it should end"),
    };

    /// <summary>Nothing may follow.</summary>
    internal void ExpectEnd()
    {
        if (_reader.BaseStream.ReadByte() >= 0)
        {
            throw new InvalidDataException("more follows where it should end");
        }
    }

    private byte Octet() => _reader.ReadByte();

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

    /// <summary>The values that an octet stands for.</summary>
    private static class Choices<T>
    {
        internal static readonly T[] All = new T[byte.MaxValue + 1];
        internal static readonly bool[] IsOne = new bool[byte.MaxValue + 1];

        static Choices()
        {
            for (var octet = 0; octet < All.Length; octet++)
            {
                All[octet] = (T)Enum.ToObject(typeof(T), (byte)octet);
                IsOne[octet] = Enum.IsDefined(typeof(T), All[octet]!);
            }
        }
    }
}
