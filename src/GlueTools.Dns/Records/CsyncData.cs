using System;
using System.Collections.Generic;
using System.Globalization;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Child-to-parent synchronisation (RFC 7477, section 2): the child asks the parent to copy records.</summary>
public sealed class CsyncData : RecordData, IEquatable<CsyncData>
{
    private readonly byte[] _bitmap;

    private CsyncData(uint serial, ushort flags, byte[] bitmap, IReadOnlyList<RecordType> types)
    {
        Serial = serial;
        Flags = flags;
        _bitmap = bitmap;
        Types = types;
    }

    /// <summary>The SOA serial that the request belongs to.</summary>
    public uint Serial { get; }

    /// <summary>Flags: 1 immediate (act without asking a person), 2 soaminimum (only when the zone's serial is at least <see cref="Serial"/>).</summary>
    public ushort Flags { get; }

    /// <summary>The types that the child asks to have copied.</summary>
    public IReadOnlyList<RecordType> Types { get; }

    /// <inheritdoc/>
    public bool Equals(CsyncData? other) => other is not null && Serial == other.Serial && Flags == other.Flags && Presentation.SameBytes(_bitmap, other._bitmap);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CsyncData);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Serial ^ Flags;

    /// <inheritdoc/>
    public override string ToString()
    {
        var types = new List<string>();
        foreach (var type in Types)
        {
            types.Add(type.ToText());
        }

        return string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Serial, Flags, string.Join(" ", types)).TrimEnd();
    }

    internal static CsyncData Read(ref WireReader data)
    {
        var serial = data.ReadUInt32();
        var flags = data.ReadUInt16();
        var bitmap = data.ReadBytes(data.Remaining);
        var reader = new WireReader(bitmap, 0, bitmap.Length);
        return new CsyncData(serial, flags, bitmap, TypeBitmap.Read(ref reader));
    }

    internal override void Write(WireWriter writer)
    {
        writer.WriteUInt32(Serial);
        writer.WriteUInt16(Flags);
        writer.WriteBytes(_bitmap);
    }
}

/// <summary>Sets of types as windows of bits (RFC 4034, section 4.1.2).</summary>
internal static class TypeBitmap
{
    internal static IReadOnlyList<RecordType> Read(ref WireReader data)
    {
        var types = new List<RecordType>();
        while (data.Remaining > 0)
        {
            var window = data.ReadByte();
            var octets = data.ReadBytes(data.ReadByte());
            for (var bit = 0; bit < octets.Length * 8; bit++)
            {
                if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0)
                {
                    types.Add((RecordType)((window << 8) | bit));
                }
            }
        }

        return types;
    }
}
