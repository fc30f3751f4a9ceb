using System;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Tests.Transport;

/// <summary>Parts of a query, and responses that are right but for one of them.</summary>
internal static class Forged
{
    /// <summary>The name in the letters that came.</summary>
    internal static string NameIn(byte[] query) => MessageParser.Parse(query, query.Length).Question!.Value.Name.Text;

    /// <summary>The COOKIE option; null where there is none.</summary>
    internal static byte[]? CookieIn(byte[] query) =>
        MessageParser.Parse(query, query.Length).Edns?.Options.SingleOrDefault(option => option.Code == CookieOption.Code)?.ToBytes();

    internal static bool HasEdns(byte[] query) => MessageParser.Parse(query, query.Length).Edns is not null;

    /// <summary>A response with its question's name in lower case.</summary>
    internal static byte[] Folded(byte[] answer) => InLetters(answer, name => name.ToLower());

    /// <summary>A response with one letter of its question's name turned.</summary>
    internal static byte[] WithOneLetterTurned(byte[] answer)
    {
        var bytes = (byte[])answer.Clone();
        bytes[13] ^= 0x20;
        return bytes;
    }

    /// <summary>The answer with EDNS and a cookie: as sent, then the server's part.</summary>
    internal static byte[] WithCookie(byte[] query, byte[] server, string address = "192.0.2.80", int code = 0) =>
        WithOption(query, [.. CookieIn(query)!.Take(8), .. server], address, code);

    /// <summary>The answer with EDNS and this in its COOKIE option.</summary>
    internal static byte[] WithOption(byte[] query, byte[]? cookie, string address = "192.0.2.80", int code = 0)
    {
        var parsed = MessageParser.Parse(query, query.Length);
        var asked = parsed.Question!.Value;
        var writer = new MessageWriter(parsed.Id, (ushort)(Message.ResponseBit | Message.AuthoritativeBit | (code & 15)), asked);
        if (code == 0)
        {
            var record = new GlueTools.Dns.Records.ResourceRecord(
                asked.Name, GlueTools.Dns.Records.RecordType.A, 60, new GlueTools.Dns.Records.AddressData(System.Net.IPAddress.Parse(address)));
            writer.TryAdd(MessageWriter.Section.Answer, [record], 65535);
        }

        writer.AddEdns(1232, false, code, cookie is null ? [] : [new EdnsOption(CookieOption.Code, cookie)]);
        return writer.ToArray();
    }

    private static byte[] InLetters(byte[] answer, Func<DomainName, DomainName> letters)
    {
        var bytes = (byte[])answer.Clone();
        var name = letters(MessageParser.Parse(bytes, bytes.Length).Question!.Value.Name).ToWire();
        name.CopyTo(bytes, 12);
        return bytes;
    }
}
