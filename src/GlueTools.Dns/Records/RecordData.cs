using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>What a record says. Immutable; equal data are equal values.</summary>
public abstract class RecordData
{
    /// <summary>Master-file form (RFC 1035, section 5.1).</summary>
    public abstract override string ToString();

    /// <summary>The one list from type to reader. What is not in it stays bytes (RFC 3597).</summary>
    internal static RecordData Read(RecordType type, ref WireReader data) => type switch
    {
        RecordType.A => AddressData.Read(ref data, 4),
        RecordType.AAAA => AddressData.Read(ref data, 16),
        RecordType.NS => new NsData(data.ReadName()),
        RecordType.CNAME or RecordType.DNAME => new AliasData(data.ReadName()),
        RecordType.SOA => SoaData.Read(ref data),
        RecordType.DS => DsData.Read(ref data),
        RecordType.DNSKEY => DnskeyData.Read(ref data),
        RecordType.RRSIG => RrsigData.Read(ref data),
        RecordType.CSYNC => CsyncData.Read(ref data),
        _ => new UnknownData(data.ReadBytes(data.Remaining)),
    };

    /// <summary>Writes the data; names may be compressed only in types of RFC 1035 (RFC 3597, section 4).</summary>
    internal abstract void Write(WireWriter writer);
}
