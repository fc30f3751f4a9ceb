using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

/// <summary>Well-formed messages that the tests read, compare and damage.</summary>
internal static class Samples
{
    internal const ushort AuthoritativeResponse = Message.ResponseBit | Message.AuthoritativeBit;

    internal static DomainName Apex { get; } = DomainName.Parse("example.com");

    internal static Question Asked { get; } = new(Apex, RecordType.NS);

    internal static ResourceRecord[] NameServers { get; } = [Ns("ns1.example.com"), Ns("ns2.example.com"), Ns("ns.example.net")];

    internal static ResourceRecord[] Glue { get; } =
    [
        new(DomainName.Parse("ns1.example.com"), RecordType.A, 172800, new AddressData(IPAddress.Parse("192.0.2.1"))),
        new(DomainName.Parse("ns1.example.com"), RecordType.AAAA, 172800, new AddressData(IPAddress.Parse("2001:db8::1"))),
        new(DomainName.Parse("ns2.example.com"), RecordType.A, 172800, new AddressData(IPAddress.Parse("198.51.100.2"))),
    ];

    internal static ResourceRecord Soa { get; } = new(
        Apex, RecordType.SOA, 3600, new SoaData(DomainName.Parse("ns1.example.com"), DomainName.Parse("hostmaster.example.com"), 2025010100, 7200, 900, 1209600, 300));

    internal static ResourceRecord Ds { get; } = new(Apex, RecordType.DS, 86400, new DsData(60485, 13, 2, [1, 2, 3, 4]));

    /// <summary>A referral with glue and DS, an answer with SOA and alias, an error with extended errors, a query.</summary>
    internal static byte[][] All { get; } = [Referral(), Answer(), Failure(), Query()];

    internal static byte[] Referral()
    {
        var writer = new MessageWriter(0x1234, Message.ResponseBit, Asked);
        writer.TryAdd(MessageWriter.Section.Authority, [.. NameServers, Ds], 1232);
        writer.TryAdd(MessageWriter.Section.Additional, Glue, 1232);
        writer.AddEdns(1232, dnssecOk: true, 0);
        return writer.ToArray();
    }

    internal static byte[] Answer()
    {
        var writer = new MessageWriter(0xFFFF, AuthoritativeResponse | Message.RecursionDesiredBit, new Question(DomainName.Parse(@"w\.w.example.com"), RecordType.ANY));
        writer.TryAdd(
            MessageWriter.Section.Answer,
            [
                new(DomainName.Parse(@"w\.w.example.com"), RecordType.CNAME, 0, new AliasData(Apex)),
                new(Apex, RecordType.DNAME, 1, new AliasData(DomainName.Root)),
                new(Apex, RecordType.TXT, 2, Data(RecordType.TXT, [3, 97, 98, 99])),
                new(Apex, RecordType.TXT, 3, int.MaxValue, new UnknownData([])),
                new(DomainName.Root, (RecordType)65280, 4, new UnknownData([0xC0, 0x0C])),
            ],
            65535);
        writer.TryAdd(MessageWriter.Section.Authority, [Soa], 65535);
        return writer.ToArray();
    }

    internal static byte[] Failure()
    {
        var writer = new MessageWriter(7, Message.ResponseBit | 2, Asked);
        writer.AddEdns(512, dnssecOk: false, 2, [new EdnsOption(15, [0, 22, 110, 111, 112, 101]), new EdnsOption(3, [1, 2, 3])]);
        return writer.ToArray();
    }

    internal static byte[] Query()
    {
        var buffer = new byte[QueryWriter.MaxLength];
        var length = QueryWriter.Write(buffer, 99, Asked, QueryOptions.Default with { DnssecOk = true });
        return buffer[..length];
    }

    /// <summary>Data as a message brings them.</summary>
    internal static RecordData Data(RecordType type, byte[] octets)
    {
        var reader = new WireReader(octets, 0, octets.Length);
        return RecordData.Read(type, ref reader);
    }

    private static ResourceRecord Ns(string server) => new(Apex, RecordType.NS, 172800, new NsData(DomainName.Parse(server)));
}
