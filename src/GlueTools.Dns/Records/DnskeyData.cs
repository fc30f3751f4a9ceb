using System;
using System.Globalization;
using System.Security.Cryptography;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Zone key (RFC 4034, section 2).</summary>
public sealed class DnskeyData : RecordData, IEquatable<DnskeyData>
{
    private const ushort ZoneKeyFlag = 0x0100;
    private const ushort RevokedFlag = 0x0080;

    private readonly byte[] _key;

    /// <summary>Creates the data from its fields, in wire order.</summary>
    public DnskeyData(ushort flags, byte protocol, byte algorithm, byte[] key)
    {
        Flags = flags;
        Protocol = protocol;
        Algorithm = algorithm;
        _key = (byte[])key.Clone();
    }

    /// <summary>Flags: 0x0100 zone key, 0x0001 secure entry point, 0x0080 revoked (RFC 5011).</summary>
    public ushort Flags { get; }

    /// <summary>Always 3.</summary>
    public byte Protocol { get; }

    /// <summary>DNSSEC algorithm number.</summary>
    public byte Algorithm { get; }

    /// <summary>Whether the key signs zones.</summary>
    public bool IsZoneKey => (Flags & ZoneKeyFlag) != 0;

    /// <summary>Whether its holder has revoked it (RFC 5011, section 2.1): it then stands for nothing but its own revocation.</summary>
    public bool IsRevoked => (Flags & RevokedFlag) != 0;

    /// <summary>The public key as an octet string of its algorithm, as a copy.</summary>
    public byte[] ToKey() => (byte[])_key.Clone();

    /// <summary>The key as it was before it was revoked; its key tag is another one. The same key where it is not revoked.</summary>
    public DnskeyData WithoutRevocation() => IsRevoked ? new DnskeyData((ushort)(Flags & ~RevokedFlag), Protocol, Algorithm, _key) : this;

    /// <summary>The key tag (RFC 4034, appendix B).</summary>
    public ushort KeyTag
    {
        get
        {
            var data = ToBytes();
            if (Algorithm == 1)
            {
                // RSA/MD5 is the exception (appendix B.1): bits of the modulus.
                return data.Length < 7 ? (ushort)0 : (ushort)((data[data.Length - 3] << 8) | data[data.Length - 2]);
            }

            uint sum = 0;
            for (var i = 0; i < data.Length; i++)
            {
                sum += (i & 1) == 0 ? (uint)data[i] << 8 : data[i];
            }

            return (ushort)(sum + (sum >> 16));
        }
    }

    /// <summary>
    /// The digest that a DS record of this key has (RFC 4034, section 5.1.4): over the owner's name in lower case and the key's data.
    /// Null for a digest type other than 1 (SHA-1), 2 (SHA-256) and 4 (SHA-384).
    /// </summary>
    public string? DigestFor(DomainName owner, byte digestType)
    {
        using var hash = Hash(digestType);
        if (hash is null)
        {
            return null;
        }

        byte[] name = owner.ToLower().ToWire(), data = ToBytes();
        var input = new byte[name.Length + data.Length];
        Buffer.BlockCopy(name, 0, input, 0, name.Length);
        Buffer.BlockCopy(data, 0, input, name.Length, data.Length);
        return Presentation.Hex(hash.ComputeHash(input));
    }

    /// <inheritdoc/>
    public bool Equals(DnskeyData? other) =>
        other is not null && Flags == other.Flags && Protocol == other.Protocol && Algorithm == other.Algorithm
        && Presentation.SameBytes(_key, other._key);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnskeyData);

    /// <inheritdoc/>
    public override int GetHashCode() => (KeyTag << 8) | Algorithm;

    /// <inheritdoc/>
    public override string ToString() => _key.Length == 0 ? Presentation.Generic(ToBytes())
        : string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", Flags, Protocol, Algorithm, Convert.ToBase64String(_key));

    internal static DnskeyData Read(ref WireReader data) =>
        new(data.ReadUInt16(), data.ReadByte(), data.ReadByte(), data.ReadBytes(data.Remaining));

    internal static DnskeyData Read(RecordWords words) => new(words.UInt16(), words.Octet(), words.Octet(), words.Base64ToEnd());

    internal override void Write(WireWriter writer)
    {
        writer.WriteUInt16(Flags);
        writer.WriteByte(Protocol);
        writer.WriteByte(Algorithm);
        writer.WriteBytes(_key);
    }

    // The weak digest is read because parents still publish it (RFC 9904, section 4); nothing is secured with it here.
#pragma warning disable CA5350
    private static HashAlgorithm? Hash(byte digestType) => digestType switch
    {
        1 => SHA1.Create(),
        2 => SHA256.Create(),
        4 => SHA384.Create(),
        _ => null,
    };
#pragma warning restore CA5350
}
