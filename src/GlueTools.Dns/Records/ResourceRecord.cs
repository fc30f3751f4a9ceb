using System.Globalization;
using GlueTools.Dns.Names;

namespace GlueTools.Dns.Records;

/// <summary>One resource record (RFC 1035, section 3.2.1).</summary>
public sealed class ResourceRecord
{
    /// <summary>Class IN, the only one that delegations use.</summary>
    public const ushort InternetClass = 1;

    /// <summary>Creates a record of class IN.</summary>
    public ResourceRecord(DomainName owner, RecordType type, uint ttl, RecordData data)
        : this(owner, type, InternetClass, ttl, data)
    {
    }

    /// <summary>Creates a record.</summary>
    public ResourceRecord(DomainName owner, RecordType type, ushort recordClass, uint ttl, RecordData data)
    {
        Owner = owner;
        Type = type;
        Class = recordClass;
        Ttl = ttl;
        Data = data;
    }

    /// <summary>The name the record belongs to.</summary>
    public DomainName Owner { get; }

    /// <summary>Its type.</summary>
    public RecordType Type { get; }

    /// <summary>Its class; 1 is IN.</summary>
    public ushort Class { get; }

    /// <summary>Seconds that it may be kept; values with the top bit set count as 0 (RFC 2181, section 8).</summary>
    public uint Ttl { get; }

    /// <summary>What it says.</summary>
    public RecordData Data { get; }

    /// <summary>Master-file form.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2} {3} {4}",
        Presentation.Absolute(Owner),
        Ttl,
        Class == InternetClass ? "IN" : "CLASS" + Class.ToString(CultureInfo.InvariantCulture),
        Type.ToText(),
        Data);
}
