using System;
using System.Globalization;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Delegation signer (RFC 4034, section 5).</summary>
public sealed class DsData : RecordData, IEquatable<DsData>
{
    private readonly byte[] _digest;

    /// <summary>Creates the data from its fields, in wire order.</summary>
    public DsData(ushort keyTag, byte algorithm, byte digestType, byte[] digest)
    {
        KeyTag = keyTag;
        Algorithm = algorithm;
        DigestType = digestType;
        _digest = (byte[])digest.Clone();
    }

    /// <summary>Key tag of the DNSKEY it stands for (RFC 4034, appendix B).</summary>
    public ushort KeyTag { get; }

    /// <summary>DNSSEC algorithm number of that key.</summary>
    public byte Algorithm { get; }

    /// <summary>Digest type: 1 SHA-1, 2 SHA-256, 4 SHA-384.</summary>
    public byte DigestType { get; }

    /// <summary>The digest in hexadecimal, upper case.</summary>
    public string Digest => Presentation.Hex(_digest);

    /// <inheritdoc/>
    public bool Equals(DsData? other) =>
        other is not null && KeyTag == other.KeyTag && Algorithm == other.Algorithm && DigestType == other.DigestType
        && Presentation.SameBytes(_digest, other._digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DsData);

    /// <inheritdoc/>
    public override int GetHashCode() => (KeyTag << 16) | (Algorithm << 8) | DigestType;

    /// <inheritdoc/>
    public override string ToString() => _digest.Length == 0 ? Presentation.Generic(ToBytes())
        : string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", KeyTag, Algorithm, DigestType, Digest);

    internal static DsData Read(ref WireReader data) =>
        new(data.ReadUInt16(), data.ReadByte(), data.ReadByte(), data.ReadBytes(data.Remaining));

    internal static DsData Read(RecordWords words) => new(words.UInt16(), words.Octet(), words.Octet(), words.HexToEnd());

    internal override void Write(WireWriter writer)
    {
        writer.WriteUInt16(KeyTag);
        writer.WriteByte(Algorithm);
        writer.WriteByte(DigestType);
        writer.WriteBytes(_digest);
    }
}
