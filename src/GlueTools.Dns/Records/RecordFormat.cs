using System;
using System.Collections.Generic;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Records;

/// <summary>Reads record data from octets.</summary>
internal delegate RecordData WireRead(ref WireReader data);

/// <summary>How the data of one type are read from octets and from text. They write themselves, in both forms.</summary>
internal sealed class RecordFormat
{
    internal RecordFormat(RecordType type, WireRead fromWire, Func<RecordWords, RecordData> fromText)
    {
        Type = type;
        FromWire = fromWire;
        FromText = fromText;
    }

    /// <summary>A type whose data nothing here looks into: its fields say all.</summary>
    internal RecordFormat(RecordType type, params Field[] fields)
    {
        var shape = new FieldShape(fields);
        Type = type;
        FromWire = (ref WireReader data) => FieldData.Read(shape, ref data);
        FromText = words => FieldData.Read(shape, words);
    }

    /// <summary>The type: the enumeration holds its number and its name.</summary>
    internal RecordType Type { get; }

    internal WireRead FromWire { get; }

    internal Func<RecordWords, RecordData> FromText { get; }
}

/// <summary>The one list of record types: what is in it is understood in both forms, and what is not stays octets in both (RFC 3597).</summary>
internal sealed class RecordFormats
{
    private readonly RecordFormat?[] _byNumber = new RecordFormat?[256];

    private RecordFormats(IReadOnlyList<RecordFormat> all)
    {
        All = all;
        foreach (var format in all)
        {
            _byNumber[(int)format.Type] = format;
        }
    }

    internal static RecordFormats Known { get; } = new(
    [
        new(RecordType.A, static (ref WireReader data) => AddressData.Read(ref data, 4), static words => AddressData.ReadIPv4(words)),
        new(RecordType.AAAA, static (ref WireReader data) => AddressData.Read(ref data, 16), static words => AddressData.ReadIPv6(words)),
        new(RecordType.NS, static (ref WireReader data) => new NsData(data.ReadName()), static words => new NsData(words.Name())),
        new(RecordType.CNAME, static (ref WireReader data) => new AliasData(data.ReadName()), static words => new AliasData(words.Name())),
        new(RecordType.DNAME, static (ref WireReader data) => new AliasData(data.ReadName()), static words => new AliasData(words.Name())),
        new(RecordType.SOA, SoaData.Read, SoaData.Read),
        new(RecordType.DS, DsData.Read, DsData.Read),
        new(RecordType.CDS, DsData.Read, DsData.Read),
        new(RecordType.DNSKEY, DnskeyData.Read, DnskeyData.Read),
        new(RecordType.CDNSKEY, DnskeyData.Read, DnskeyData.Read),
        new(RecordType.RRSIG, RrsigData.Read, RrsigData.Read),
        new(RecordType.CSYNC, CsyncData.Read, CsyncData.Read),
        new(RecordType.DSYNC, DsyncData.Read, DsyncData.Read),
        new(RecordType.PTR, Field.Name),
        new(RecordType.MX, Field.UInt16, Field.Name),
        new(RecordType.TXT, Field.Texts),
        new(RecordType.SRV, Field.UInt16, Field.UInt16, Field.UInt16, Field.Name),
        new(RecordType.NSEC, Field.Name, Field.Types),
        new(RecordType.NSEC3, Field.Octet, Field.Octet, Field.UInt16, Field.Salt, Field.Hash, Field.Types),
        new(RecordType.NSEC3PARAM, Field.Octet, Field.Octet, Field.UInt16, Field.Salt),
    ]);

    internal IReadOnlyList<RecordFormat> All { get; }

    /// <summary>The format of a type; null where it is not understood.</summary>
    internal RecordFormat? Of(RecordType type) => (int)type < _byNumber.Length ? _byNumber[(int)type] : null;
}
