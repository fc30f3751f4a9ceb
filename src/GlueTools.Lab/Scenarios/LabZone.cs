using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>One copy of a zone and the addresses it is served at. A zone may have several copies that differ.</summary>
public sealed class LabZone
{
    /// <summary>Creates a copy. Where <paramref name="records"/> hold no SOA, one is made.</summary>
    /// <param name="name">The apex.</param>
    /// <param name="addresses">Where it is served.</param>
    /// <param name="records">Its records, glue included; duplicates stay.</param>
    /// <param name="serial">Serial of the SOA that is made.</param>
    public LabZone(DomainName name, IReadOnlyList<IPAddress> addresses, IReadOnlyList<ResourceRecord> records, uint serial = 1)
    {
        Name = name;
        Addresses = addresses;
        var soa = records.FirstOrDefault(record => record.Type == RecordType.SOA && record.Owner == name);
        if (soa is null)
        {
            soa = MakeSoa(name, records, serial);
            records = [soa, .. records];
        }

        Records = records;
        Serial = ((SoaData)soa.Data).Serial;
    }

    /// <summary>The apex.</summary>
    public DomainName Name { get; }

    /// <summary>Where this copy is served.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The records, SOA and glue included.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; }

    /// <summary>The SOA serial.</summary>
    public uint Serial { get; }

    private static ResourceRecord MakeSoa(DomainName zone, IReadOnlyList<ResourceRecord> records, uint serial)
    {
        var primary = records.FirstOrDefault(record => record.Type == RecordType.NS && record.Owner == zone)?.Data as NsData;
        var data = new SoaData(
            primary?.NameServer ?? zone.Prepend("ns"), zone.Prepend("hostmaster"), serial, refresh: 7200, retry: 3600, expire: 1209600, minimum: 300);
        return new ResourceRecord(zone, RecordType.SOA, 3600, data);
    }
}
