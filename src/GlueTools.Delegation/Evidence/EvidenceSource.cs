using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// The facts of a saved text, one after another. It comes from anywhere, so every length, count and choice in it is held against a bound, and what a person
/// will read is escaped as text from the network is.
/// </summary>
internal sealed class EvidenceSource : EvidenceFacts, IDisposable
{
    /// <summary>More of anything than the view of a sane delegation holds.</summary>
    internal const int MaxCount = 4096;

    /// <summary>Stands before what only some views have.</summary>
    internal const byte MoreFollows = 1;

    /// <summary>Octets of one text. The longest are circles of names.</summary>
    internal const int MaxText = ushort.MaxValue;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _unpacked;
    private readonly EvidenceMemory _memory;
    private readonly byte[] _buffer;
    private int _at, _end;

    internal EvidenceSource(byte[] packed, long most, int version, EvidenceMemory memory)
        : base(version)
    {
        _unpacked = new CeilingStream(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), most);
        _memory = memory;
        _buffer = memory.Buffer;
    }

    internal override AnswerMemory Answers => _memory.Answers;

    public void Dispose() => _unpacked.Dispose();

    internal override bool Flag(bool value) => Octet() is var octet && octet <= 1 ? octet == 1 : throw new InvalidDataException("a flag that is neither set nor unset");

    internal override ushort UInt16(ushort value) => (ushort)(Octet() | (Octet() << 8));

    internal override uint UInt32(uint value) => (uint)Int32();

    internal override int Natural(int value) => Int32() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

    internal override long LongNatural(long value) => Int64() is var number and >= 0 ? number : throw new InvalidDataException("a number below zero");

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
        var count = Int32();
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
        var length = Int32();
        return length == -1 ? null : length is < 0 or > ushort.MaxValue ? throw new InvalidDataException("an impossible length") : Exactly(length);
    }

    internal override IPAddress Address(IPAddress? value) =>
        Octet() is var length && length is (4 or 16) ? _memory.Address(Octets(length), length) : throw new InvalidDataException("an address of the wrong length");

    internal override int Port(int value) =>
        Int32() is var port and >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? port : throw new InvalidDataException("an impossible port");

    internal override DateTime Time(DateTime value) => Int64() is var ticks && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc)
        : throw new InvalidDataException("an impossible time");

    internal override DomainName Name(DomainName value) => NameOf(TextLength());

    internal override DomainName? OptionalName(DomainName? value) => TextLength() is var length and > 0 ? NameOf(length) : null;

    // A person may come to read it, and it comes from anywhere.
    internal override string? Text(string? value) => TextLength() is var length and > 0 ? SafeText.Escape(TextOf(length)) : null;

    internal override bool HasMore(bool value) => (IsAtEnd ? -1 : Octet()) switch
    {
        < 0 => false,
        MoreFollows => true,
        _ => throw new InvalidDataException("more follows where it should end"),
    };

    /// <summary>Nothing may follow.</summary>
    internal void ExpectEnd()
    {
        if (!IsAtEnd)
        {
            throw new InvalidDataException("more follows where it should end");
        }
    }

    private bool IsAtEnd => _at == _end && !Fill();

    private bool Fill()
    {
        _at = 0;
        _end = _unpacked.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }

    private byte Octet() => IsAtEnd ? throw new EndOfStreamException() : _buffer[_at++];

    private int Int32() => Octet() | (Octet() << 8) | (Octet() << 16) | (Octet() << 24);

    private long Int64() => (uint)Int32() | ((long)Int32() << 32);

    /// <summary>A name as it is spelled; most have been read before.</summary>
    private DomainName NameOf(int length)
    {
        if (length > EvidenceMemory.LongestName)
        {
            return DomainName.Parse(TextOf(length));
        }

        var octets = Octets(length);
        ref var known = ref _memory.NameOf(octets, length);
        if (!known.Is(octets, length))
        {
            known = new(octets, length, DomainName.Parse(StrictUtf8.GetString(octets, 0, length)));
        }

        return known.Name;
    }

    private string TextOf(int length) => StrictUtf8.GetString(Exactly(length));

    private int TextLength()
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

        return length;
    }

    private byte[] Exactly(int count)
    {
        var bytes = new byte[count];
        Copy(bytes, count);
        return bytes;
    }

    /// <summary>A few octets, at the beginning of an array that is used again for the next.</summary>
    private byte[] Octets(int count)
    {
        Copy(_memory.Scratch, count);
        return _memory.Scratch;
    }

    private void Copy(byte[] target, int count)
    {
        for (var copied = 0; copied < count;)
        {
            if (IsAtEnd)
            {
                throw new EndOfStreamException();
            }

            var part = Math.Min(count - copied, _end - _at);
            Buffer.BlockCopy(_buffer, _at, target, copied, part);
            _at += part;
            copied += part;
        }
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
