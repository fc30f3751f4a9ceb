using System;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Start of authority (RFC 1035, section 3.3.13). All times are seconds.</summary>
public sealed class SoaData : RecordData, IEquatable<SoaData>
{
    /// <summary>Creates the data from its fields, in wire order.</summary>
    public SoaData(DomainName primary, DomainName mailbox, uint serial, uint refresh, uint retry, uint expire, uint minimum)
    {
        Primary = primary;
        Mailbox = mailbox;
        Serial = serial;
        Refresh = refresh;
        Retry = retry;
        Expire = expire;
        Minimum = minimum;
    }

    /// <summary>MNAME: the primary server.</summary>
    public DomainName Primary { get; }

    /// <summary>RNAME: the mailbox of the person responsible.</summary>
    public DomainName Mailbox { get; }

    /// <summary>The zone copy's version, compared as RFC 1982 says.</summary>
    public uint Serial { get; }

    /// <summary>Seconds between a secondary's checks.</summary>
    public uint Refresh { get; }

    /// <summary>Seconds until a failed check is repeated.</summary>
    public uint Retry { get; }

    /// <summary>Seconds after which a secondary stops answering.</summary>
    public uint Expire { get; }

    /// <summary>Seconds that negative answers may be kept (RFC 2308).</summary>
    public uint Minimum { get; }

    /// <inheritdoc/>
    public bool Equals(SoaData? other) =>
        other is not null && Primary == other.Primary && Mailbox == other.Mailbox && Serial == other.Serial && Refresh == other.Refresh
        && Retry == other.Retry && Expire == other.Expire && Minimum == other.Minimum;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SoaData);

    /// <inheritdoc/>
    public override int GetHashCode() => Primary.GetHashCode() ^ (int)Serial;

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3} {4} {5} {6}",
        Presentation.Absolute(Primary),
        Presentation.Absolute(Mailbox),
        Serial,
        Refresh,
        Retry,
        Expire,
        Minimum);

    internal static SoaData Read(ref WireReader data) => new(
        data.ReadName(),
        data.ReadName(),
        data.ReadUInt32(),
        data.ReadUInt32(),
        data.ReadUInt32(),
        data.ReadUInt32(),
        data.ReadUInt32());

    internal static SoaData Read(RecordWords words) =>
        new(words.Name(), words.Name(), words.Number(uint.MaxValue), words.Seconds(), words.Seconds(), words.Seconds(), words.Seconds());

    internal override void Write(WireWriter writer)
    {
        writer.WriteCompressedName(Primary);
        writer.WriteCompressedName(Mailbox);
        writer.WriteUInt32(Serial);
        writer.WriteUInt32(Refresh);
        writer.WriteUInt32(Retry);
        writer.WriteUInt32(Expire);
        writer.WriteUInt32(Minimum);
    }
}
