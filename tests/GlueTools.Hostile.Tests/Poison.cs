using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Serving;

namespace GlueTools.Hostile.Tests;

/// <summary>
/// Servers of evil.example that answer well for their zone and put something into it that is not theirs to say. Each attempt changes one answer, or its
/// octets.
/// </summary>
internal static class Poison
{
    /// <summary>Where the attempts lead: nobody's address but the attacker's.</summary>
    internal const string Trap = "66.66.66.66";

    private static readonly DomainName Evil = DomainName.Parse("evil.example");

    internal static IReadOnlyDictionary<string, Func<Message, bool, LabReply?>> Attempts { get; } = new Dictionary<string, Func<Message, bool, LabReply?>>
    {
        ["address of an innocent's name server in the additional section"] = Spoilt((_, answer) => Add(answer, "ns1.d0.example A " + Trap)),
        ["address of a shared name server in the additional section"] = Spoilt((_, answer) => Add(answer, "ns1.hosting.test A " + Trap)),
        ["addresses of the parent's servers"] = Spoilt((_, answer) => Add(answer, "ns1.nic.example A " + Trap, "ns2.nic.example A " + Trap)),
        ["addresses of root servers"] = Spoilt((_, answer) => Add(answer, "a.root-servers.net A " + Trap)),
        ["name servers of the parent in the authority section"] = Spoilt((_, answer) => answer.Authority.Add(Record("example NS ns1.evil.example"))),
        ["name servers of the root in the authority section"] = Spoilt((_, answer) => answer.Authority.Add(Record(". NS ns1.evil.example"))),
        ["name servers of another top-level domain in the authority section"] = Spoilt((_, answer) => answer.Authority.Add(Record("test NS ns1.evil.example"))),
        ["name servers of an innocent in the authority section"] = Spoilt((_, answer) => answer.Authority.Add(Record("d0.example NS ns1.evil.example"))),
        ["name servers of an innocent in the answer section"] = Spoilt((_, answer) => answer.Answer.Add(Record("d0.example NS ns1.evil.example"))),
        ["addresses of an innocent's name server in the answer section"] = Spoilt((_, answer) => answer.Answer.Add(Record("ns1.hosting.test A " + Trap))),
        ["answers about another name only"] = Spoilt((_, answer) => Replace(answer, "ns1.hosting.test A " + Trap, "d0.example NS ns1.evil.example")),
        ["an alias to a shared name server, with an address for it"] = Spoilt((question, answer) => Replace(answer, question.Name + " CNAME ns1.hosting.test", "ns1.hosting.test A " + Trap)),
        ["a chain of aliases through innocents"] = Spoilt((question, answer) => Replace(answer, question.Name + " CNAME a.d0.example", "a.d0.example CNAME ns1.hosting.test", "ns1.hosting.test A " + Trap)),
        ["an alias of the whole parent"] = Spoilt((_, answer) => answer.Answer.Insert(0, Record("example DNAME evil.example"))),
        ["a referral to the parent"] = Referral("example"),
        ["a referral to the root"] = Referral("."),
        ["a referral to another top-level domain"] = Referral("test"),
        ["a referral to an innocent"] = Referral("d0.example"),
        ["a referral to the zone of a shared name server"] = Referral("hosting.test"),
        ["a cut above the zone, with authority"] = Spoilt((_, answer) => Replace(answer.Authority, "example NS ns1.evil.example")),
        ["every name below is a zone of an innocent's servers"] = Spoilt((question, answer) => Refer(answer, question.Name == Evil ? Evil : question.Name, "ns1.hosting.test")),
        ["NXDOMAIN in the parent's name"] = Spoilt((_, answer) => Deny(answer, "example")),
        ["NXDOMAIN in the root's name"] = Spoilt((_, answer) => Deny(answer, ".")),
        ["no data, in another top-level domain's name"] = Spoilt((_, answer) =>
        {
            Deny(answer, "test");
            answer.Code = ResponseCode.NoError;
        }),
        ["the SOA of another zone as the answer"] = Spoilt((_, answer) => answer.Answer.Insert(0, Soa("d0.example"))),
        ["DS records of an innocent"] = Spoilt((_, answer) => answer.Authority.Add(new ResourceRecord(DomainName.Parse("d0.example"), RecordType.DS, 300, new DsData(1, 13, 2, new byte[32])))),
        ["a shared name server among its own, with an address of its choice"] = Spoilt((question, answer) =>
        {
            if (question.Type == RecordType.NS)
            {
                answer.Answer.Add(Record("evil.example NS ns1.hosting.test"));
                Add(answer, "ns1.hosting.test A " + Trap);
            }
        }),
        ["authority about a shared name server that it is asked about"] = Spoilt((question, answer) => answer.Answer.Insert(0, Record(question.Name + " A " + Trap))),
        ["lives of 0 seconds"] = Spoilt((_, answer) => Age(answer, 0)),
        ["lives of 136 years"] = Spoilt((_, answer) => Age(answer, uint.MaxValue)),
        ["answers without authority that offer recursion"] = Spoilt((_, answer) => answer.IsAuthoritative = false, new ResponseShape { RecursionAvailable = true }),
        ["private addresses for its own name servers"] = Spoilt((_, answer) => Add(answer, "ns1.evil.example A 10.0.0.1", "ns2.evil.example A 127.0.0.1")),
        ["a thousand innocents' addresses over TCP"] = (query, overTcp) => Well(
            query, overTcp ? new ResponseShape() : new ResponseShape { Truncated = true }, (_, answer) => Add(answer, [.. Enumerable.Range(0, 1000).Select(i => "ns1.d" + i + ".example A " + Trap)])),
        ["another question than was asked"] = (query, _) => Bytes(query, bytes => bytes[13] ^= 1),
        ["two questions"] = (query, _) => Bytes(query, bytes => bytes[5] = 2),
        ["records of another class"] = (query, _) => Bytes(query, bytes => bytes[^1] ^= 3),
        ["octets cut in half"] = (query, _) => Well(query, new ResponseShape(), null) is { } whole ? new LabReply(whole.Message[..(whole.Message.Length / 2)]) : null,
        ["a forged reply with another ID before the true one"] = (query, _) => Before(query, bytes => bytes[0] ^= 0x55),
        ["a reply from another port"] = (query, _) => Well(query, new ResponseShape(), null) is { } reply ? new LabReply(reply.Message) { FromElsewhere = true } : null,
        ["refusal of everything"] = Spoilt((_, answer) => Fail(answer, ResponseCode.Refused)),
        ["failure at everything"] = Spoilt((_, answer) => Fail(answer, ResponseCode.ServerFailure)),
        ["silence"] = (_, _) => null,
    };

    private static Func<Message, bool, LabReply?> Spoilt(Action<Question, ZoneAnswer> spoil, ResponseShape? shape = null) => (query, _) => Well(query, shape ?? new ResponseShape(), spoil);

    private static Func<Message, bool, LabReply?> Referral(string zone) => Spoilt((_, answer) => Refer(answer, DomainName.Parse(zone), "ns1.evil.example"));

    private static void Refer(ZoneAnswer answer, DomainName zone, string server)
    {
        answer.IsAuthoritative = false;
        answer.IsReferral = true;
        answer.Answer.Clear();
        Replace(answer.Authority, zone + " NS " + server);
        Add(answer, server + " A " + Trap);
    }

    private static LabReply? Well(Message query, ResponseShape shape, Action<Question, ZoneAnswer>? spoil)
    {
        if (query.Question is not { } question)
        {
            return null;
        }

        var answer = new ZoneAnswer { IsAuthoritative = true };
        var records = Zone.Where(record => record.Owner == question.Name && record.Type == question.Type).ToList();
        answer.Answer.AddRange(records);
        if (records.Count == 0)
        {
            answer.Authority.Add(Soa("evil.example"));
        }

        spoil?.Invoke(question, answer);
        return new LabReply(ResponseWriter.Write(query, answer, shape));
    }

    private static LabReply? Bytes(Message query, Action<byte[]> spoil)
    {
        var reply = Well(query, new ResponseShape(), (_, answer) => Add(answer, "ns1.hosting.test A " + Trap));
        if (reply is not null)
        {
            spoil(reply.Message);
        }

        return reply;
    }

    private static LabReply? Before(Message query, Action<byte[]> spoil)
    {
        if (Well(query, new ResponseShape(), null) is not { } reply || Bytes(query, spoil) is not { } forged)
        {
            return null;
        }

        reply.Before.Add(forged.Message);
        return reply;
    }

    private static List<ResourceRecord> Zone { get; } =
    [
        Soa("evil.example"), Record("evil.example NS ns1.evil.example"), Record("evil.example NS ns2.evil.example"), Record("ns1.evil.example A 66.1.1.1"), Record("ns2.evil.example A 66.1.2.1"),
    ];

    private static ResourceRecord Soa(string zone) =>
        new(DomainName.Parse(zone), RecordType.SOA, 300, new SoaData(DomainName.Parse("ns1.evil.example"), DomainName.Parse("x.evil.example"), 1, 7200, 3600, 1209600, 300));

    private static ResourceRecord Record(string text)
    {
        var words = text.Split(' ');
        var owner = DomainName.Parse(words[0]);
        return words[1] switch
        {
            "A" => new ResourceRecord(owner, RecordType.A, 300, new AddressData(IPAddress.Parse(words[2]))),
            "NS" => new ResourceRecord(owner, RecordType.NS, 300, new NsData(DomainName.Parse(words[2]))),
            "CNAME" => new ResourceRecord(owner, RecordType.CNAME, 300, new AliasData(DomainName.Parse(words[2]))),
            "DNAME" => new ResourceRecord(owner, RecordType.DNAME, 300, new AliasData(DomainName.Parse(words[2]))),
            _ => throw new ArgumentException(text),
        };
    }

    private static void Add(ZoneAnswer answer, params string[] records) => answer.Additional.AddRange(records.Select(text => new List<ResourceRecord> { Record(text) }));

    private static void Replace(ZoneAnswer answer, params string[] records) => Replace(answer.Answer, records);

    private static void Replace(List<ResourceRecord> section, params string[] records)
    {
        section.Clear();
        section.AddRange(records.Select(Record));
    }

    private static void Deny(ZoneAnswer answer, string zone)
    {
        answer.Answer.Clear();
        answer.Authority.Clear();
        answer.Code = ResponseCode.NameError;
        answer.Authority.Add(Soa(zone));
    }

    private static void Fail(ZoneAnswer answer, ResponseCode code)
    {
        answer.Answer.Clear();
        answer.Authority.Clear();
        answer.Code = code;
        answer.IsAuthoritative = false;
    }

    private static void Age(ZoneAnswer answer, uint ttl)
    {
        foreach (var section in new[] { answer.Answer, answer.Authority })
        {
            for (var i = 0; i < section.Count; i++)
            {
                section[i] = new ResourceRecord(section[i].Owner, section[i].Type, ttl, section[i].Data);
            }
        }
    }
}
