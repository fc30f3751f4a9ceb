using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Zones;

namespace GlueTools.Fuzz;

/// <summary>Valid inputs, made here.</summary>
internal static class Corpus
{
    internal const string Records = """
        $TTL 1h
        @ 3600 IN SOA ns1 hostmaster ( 7 ; serial
            1h 15m 1w 300 )
        @ NS ns1
        @ 60 NS ns2.test.
        ns1 A 192.0.2.1
            AAAA 2001:db8::1
        a.b CNAME c
        d DNAME e.test.
        @ MX 10 mail
        @ TXT "x;y z" q\"\007 ""
        1.2 PTR ns1
        _dns._udp SRV 0 5 53 ns1
        sub DS 60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118
        @ DNSKEY 257 3 8 AwEAAQ==
        @ CDS 0 0 0 00
        @ CDNSKEY 0 3 0 AA==
        @ RRSIG A 8 2 3600 20200913000000 20200813000000 7 example. AQID
        @ NSEC a.b A NS SOA MX RRSIG NSEC TYPE1234
        2t7b4g4vsa5smi47k61mv5bv1a22bojr NSEC3 1 1 12 AABBCCDD 2VPTU5TIMAMQTTGL4LUU9KG21E0AOR3S A RRSIG
        @ NSEC3PARAM 1 0 12 -
        @ CSYNC 66 3 A NS AAAA
        @ TYPE731 \# 6 ABCDEF012345
        $ORIGIN test.
        ns2 A 198.51.100.2
        """;

    internal const string Hints = """
        ; the root
        .                  3600000 NS   A.ROOT-SERVERS.NET.
        A.ROOT-SERVERS.NET. 3600000 A    198.41.0.4
        A.ROOT-SERVERS.NET. 3600000 AAAA 2001:503:ba3e::2:30
        """;

    internal static string[] Names { get; } =
        ["example.com", "WWW.example.com.", ".", "*.a.example", @"w\.w.\000\255.example", "xn--mnchen-3ya.example", "m\u00fcnchen.example".Replace("\u00fc", @"\195\188", StringComparison.Ordinal), string.Join(".", Enumerable.Repeat("a", 127)), new string('a', 63) + "." + new string('b', 63)];

    internal static string[] MasterFiles { get; } = [Records, Hints, .. Records.Split('\n')];

    internal static byte[][] Messages { get; } = MakeMessages();

    /// <summary>The type as two octets, then data.</summary>
    internal static byte[][] RecordData { get; } = Read(Records).Select(record => (byte[])[(byte)((int)record.Type >> 8), (byte)record.Type, .. record.Data.ToBytes()]).ToArray();

    internal static List<ResourceRecord> Read(string text) => MasterFileReader.Read(new StringReader(text), DomainName.Parse("example")).ToList();

    private static byte[][] MakeMessages()
    {
        var records = Read(Records);
        var apex = DomainName.Parse("example");
        var messages = new List<byte[]>();
        foreach (var kind in new[] { "referral", "answer", "all", "denial" })
        {
            var writer = new MessageWriter(0x1234, (ushort)(kind == "denial" ? 0x8403 : kind == "answer" ? 0x8400 : 0x8000), new Question(apex, RecordType.NS));
            var answer = records.Where(record => kind == "all" || (kind == "answer" && record.Type is RecordType.NS or RecordType.RRSIG));
            var authority = records.Where(record => kind is "referral" or "denial" && record.Type is RecordType.NS or RecordType.DS or RecordType.NSEC or RecordType.NSEC3 or RecordType.SOA);
            writer.TryAdd(MessageWriter.Section.Answer, answer, ushort.MaxValue);
            writer.TryAdd(MessageWriter.Section.Authority, authority, ushort.MaxValue);
            writer.TryAdd(MessageWriter.Section.Additional, records.Where(record => record.Type is RecordType.A or RecordType.AAAA), ushort.MaxValue);
            writer.AddEdns(1232, dnssecOk: true, 0, kind == "denial" ? [new EdnsOption(15, [0, 22, 110, 111, 112, 101]), new EdnsOption(3, [1, 2, 3])] : null);
            messages.Add(writer.ToArray());
        }

        var query = new byte[QueryWriter.MaxLength];
        messages.Add(query[..QueryWriter.Write(query, 99, new Question(apex, RecordType.NS), QueryOptions.Default)]);
        return [.. messages];
    }
}
