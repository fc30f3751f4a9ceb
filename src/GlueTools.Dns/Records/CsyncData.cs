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

    /// <summary>The types that the child asks to have copied; none where the set cannot be read.</summary>
    public IReadOnlyList<RecordType> Types { get; }

    /// <summary>Whether the type bitmap can be read (RFC 4034, section 4.1.2): windows of 1 to 32 octets that end where it ends.</summary>
    public bool HasReadableTypes => TypeBitmap.IsReadable(_bitmap);

    /// <summary>Octets of the type bitmap.</summary>
    public int TypeBitmapLength => _bitmap.Length;

    /// <inheritdoc/>
    public bool Equals(CsyncData? other) => other is not null && Serial == other.Serial && Flags == other.Flags && Presentation.SameBytes(_bitmap, other._bitmap);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CsyncData);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Serial ^ Flags;

    /// <inheritdoc/>
    public override string ToString() => !TypeBitmap.TryRead(_bitmap, out var types) ? Presentation.Generic(ToBytes())
        : string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Serial, Flags, TypeBitmap.ToText(types)).TrimEnd();

    internal static CsyncData Read(ref WireReader data) => Of(data.ReadUInt32(), data.ReadUInt16(), data.ReadBytes(data.Remaining));

    internal static CsyncData Read(RecordWords words) => Of(words.Number(uint.MaxValue), words.UInt16(), TypeBitmap.Of(words.TypesToEnd()));

    internal override void Write(WireWriter writer)
    {
        writer.WriteUInt32(Serial);
        writer.WriteUInt16(Flags);
        writer.WriteBytes(_bitmap);
    }

    private static CsyncData Of(uint serial, ushort flags, byte[] bitmap)
    {
        TypeBitmap.TryRead(bitmap, out var types);
        return new CsyncData(serial, flags, bitmap, types);
    }
}
