using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Network.Tests.Transport;

/// <summary>What the scripted servers say.</summary>
internal static class Replies
{
    internal static Question Asked { get; } = new(DomainName.Parse("www.example.com"), RecordType.A);

    /// <summary>An authoritative answer with one address, which tells who gave it.</summary>
    internal static byte[] Answer(byte[] query, string address = "192.0.2.80", ushort moreFlags = 0)
    {
        var parsed = MessageParser.Parse(query, query.Length);
        return Answer(parsed.Id, parsed.Question!.Value, address, moreFlags);
    }

    internal static byte[] Answer(ushort id, Question question, string address = "192.0.2.80", ushort moreFlags = 0)
    {
        var writer = new MessageWriter(id, (ushort)(Message.ResponseBit | Message.AuthoritativeBit | moreFlags), question);
        IEnumerable<ResourceRecord> records = [new(question.Name, RecordType.A, 60, new AddressData(IPAddress.Parse(address)))];
        writer.TryAdd(MessageWriter.Section.Answer, records, 65535);
        return writer.ToArray();
    }

    internal static byte[] Truncated(byte[] query) => Answer(query, "192.0.2.99", Message.TruncatedBit);

    /// <summary>A header alone: FORMERR of a server that could not read the question.</summary>
    internal static byte[] HeaderOnly(byte[] query, int responseCode = 1) =>
        new MessageWriter((ushort)((query[0] << 8) | query[1]), (ushort)(Message.ResponseBit | responseCode), null).ToArray();

    internal static byte[] WithWrongId(byte[] query)
    {
        var answer = Answer(query, "192.0.2.66");
        answer[1] ^= 1;
        return answer;
    }

    internal static byte[] WithWrongQuestion(byte[] query) =>
        Answer((ushort)((query[0] << 8) | query[1]), new Question(DomainName.Parse("other.example.com"), RecordType.A), "192.0.2.66");

    /// <summary>The right header and question, then a record that breaks off.</summary>
    internal static byte[] Garbage(byte[] query) => Answer(query)[..^3];

    /// <summary>The address in an answer.</summary>
    internal static string AddressIn(Message? message) => ((AddressData)message!.Answer[0].Data).Address.ToString();
}
