using System;
using System.Globalization;
using GlueTools.Dns.Names;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Where a parent wants to be told of changes in its children (RFC 9859, section 2): for which type, how, and where.</summary>
public sealed class DsyncData : RecordData, IEquatable<DsyncData>
{
    /// <summary>The scheme of NOTIFY messages (RFC 9859, section 2.3).</summary>
    public const byte Notify = 1;

    private const string NotifyWord = "NOTIFY";

    private DsyncData(RecordType type, byte scheme, ushort port, DomainName target)
    {
        Type = type;
        Scheme = scheme;
        Port = port;
        Target = target;
    }

    /// <summary>The type of the records that changed.</summary>
    public RecordType Type { get; }

    /// <summary>How it is told: <see cref="Notify"/> is the one that is defined.</summary>
    public byte Scheme { get; }

    /// <summary>The port.</summary>
    public ushort Port { get; }

    /// <summary>The host.</summary>
    public DomainName Target { get; }

    /// <inheritdoc/>
    public bool Equals(DsyncData? other) => other is not null && Type == other.Type && Scheme == other.Scheme && Port == other.Port && Target == other.Target;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DsyncData);

    /// <inheritdoc/>
    public override int GetHashCode() => Target.GetHashCode() ^ ((int)Type << 8) ^ Port;

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} {2} {3}", Type.ToText(), Scheme == Notify ? NotifyWord : Scheme.ToString(CultureInfo.InvariantCulture), Port, Presentation.Absolute(Target));

    internal static DsyncData Read(ref WireReader data) => new((RecordType)data.ReadUInt16(), data.ReadByte(), data.ReadUInt16(), data.ReadName());

    internal static DsyncData Read(RecordWords words)
    {
        var type = words.Type("a record type");
        var scheme = words.Word("a scheme");
        var number = string.Equals(scheme, NotifyWord, StringComparison.OrdinalIgnoreCase) ? Notify
            : byte.TryParse(scheme, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known
            : throw words.Error(RecordWords.Quoted(scheme) + " is not a scheme; NOTIFY is one, or a number from 0 to 255.");
        return new DsyncData(type, number, words.UInt16(), words.Name());
    }

    // Neither compressed nor lowered: the types of which that is so are a closed list (RFC 3597, sections 4 and 7).
    internal override void Write(WireWriter writer)
    {
        writer.WriteUInt16((int)Type);
        writer.WriteByte(Scheme);
        writer.WriteUInt16(Port);
        writer.WriteBytes(Target.Wire);
    }
}
