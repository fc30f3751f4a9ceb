using System;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Data of a type we do not read: its bytes (RFC 3597).</summary>
public sealed class UnknownData : RecordData, IEquatable<UnknownData>
{
    private readonly byte[] _bytes;

    /// <summary>Keeps the bytes.</summary>
    public UnknownData(byte[] bytes) => _bytes = (byte[])bytes.Clone();

    /// <summary>Number of octets.</summary>
    public int Length => _bytes.Length;

    /// <summary>The bytes, as a copy.</summary>
    public new byte[] ToBytes() => (byte[])_bytes.Clone();

    /// <inheritdoc/>
    public bool Equals(UnknownData? other) => other is not null && Presentation.SameBytes(_bytes, other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnknownData);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Length == 0 ? 0 : (_bytes.Length << 8) ^ _bytes[_bytes.Length - 1];

    /// <inheritdoc/>
    public override string ToString() => Presentation.Generic(_bytes);

    internal override void Write(WireWriter writer) => writer.WriteBytes(_bytes);
}
