using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>Facts on their way out.</summary>
internal sealed class EvidenceSink : EvidenceFacts, IDisposable
{
    private readonly BinaryWriter _writer;

    internal EvidenceSink(Stream stream, int version)
        : base(version) => _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);

    public void Dispose() => _writer.Dispose();

    internal override bool Flag(bool value)
    {
        _writer.Write(value);
        return value;
    }

    internal override ushort UInt16(ushort value)
    {
        _writer.Write(value);
        return value;
    }

    internal override uint UInt32(uint value)
    {
        _writer.Write(value);
        return value;
    }

    internal override int Natural(int value)
    {
        _writer.Write(value);
        return value;
    }

    internal override long LongNatural(long value)
    {
        _writer.Write(value);
        return value;
    }

    internal override T Choice<T>(T value)
    {
        _writer.Write(Convert.ToByte(value, System.Globalization.CultureInfo.InvariantCulture));
        return value;
    }

    internal override byte[]? Bytes(byte[]? value)
    {
        _writer.Write(value?.Length ?? -1);
        _writer.Write(value ?? []);
        return value;
    }

    internal override IPAddress Address(IPAddress? value)
    {
        var bytes = value!.GetAddressBytes();
        _writer.Write((byte)bytes.Length);
        _writer.Write(bytes);
        return value;
    }

    internal override int Port(int value) => Natural(value);

    internal override DateTime Time(DateTime value)
    {
        _writer.Write(value.Ticks);
        return value;
    }

    internal override DomainName Name(DomainName value)
    {
        _writer.Write(value.Text);
        return value;
    }

    internal override DomainName? OptionalName(DomainName? value)
    {
        _writer.Write(value?.Text ?? string.Empty);
        return value;
    }

    internal override string? Text(string? value)
    {
        if (value is not null && Encoding.UTF8.GetByteCount(value) > EvidenceSource.MaxText)
        {
            throw EvidenceReader.TooLarge("has a text of more than {0} octets", EvidenceSource.MaxText);
        }

        _writer.Write(value ?? string.Empty);
        return value;
    }

    internal override IReadOnlyList<T> List<T>(IReadOnlyCollection<T>? values, Func<EvidenceFacts, T?, T> one)
        where T : default
    {
        // Whoever reads it would refuse it, and then the servers can no longer be asked.
        if (values!.Count > EvidenceSource.MaxCount)
        {
            throw EvidenceReader.TooLarge("has more than {0} things of one kind", EvidenceSource.MaxCount);
        }

        _writer.Write(values.Count);
        foreach (var value in values)
        {
            one(this, value);
        }

        return [];
    }

    internal override bool HasMore(bool value)
    {
        if (value)
        {
            _writer.Write(EvidenceSource.MoreFollows);
        }

        return value;
    }
}
