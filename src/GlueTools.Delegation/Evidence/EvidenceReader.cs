using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;
using GlueTools.Dns.Wire;

namespace GlueTools.Delegation.Evidence;

/// <summary>Reads what <see cref="EvidenceWriter"/> wrote.</summary>
public static class EvidenceReader
{
    /// <summary>More of anything than any view holds: a saved text with such a count is damaged.</summary>
    private const int MaxCount = 100_000;

    /// <summary>The view as it was saved.</summary>
    /// <exception cref="EvidenceFormatException">The text is no saved evidence; the message says why.</exception>
    public static DelegationView Read(string text)
    {
        if (text is null || !text.StartsWith(EvidenceWriter.Prefix, StringComparison.Ordinal))
        {
            throw new EvidenceFormatException("This is not saved evidence: it does not begin with " + EvidenceWriter.Prefix + " (a later release may have written it).");
        }

        try
        {
            using var packed = new MemoryStream(Convert.FromBase64String(text.Substring(EvidenceWriter.Prefix.Length)));
            using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
            using var reader = new BinaryReader(deflate, Encoding.UTF8);
            return ReadView(reader);
        }
        catch (Exception error) when (error is FormatException or IOException or InvalidDataException or WireFormatException or ArgumentException or OverflowException)
        {
            throw new EvidenceFormatException("The saved evidence is damaged (" + error.Message + "); collect it again.", error);
        }
    }

    private static DelegationView ReadView(BinaryReader reader)
    {
        var name = ReadName(reader);
        var conditions = new RunConditions(
            (AuditDepth)reader.ReadByte(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean());
        var problem = ReadText(reader);
        var questions = reader.ReadInt32();
        var duration = reader.ReadInt64();
        var parent = reader.ReadBoolean() ? ReadParent(reader, name) : null;
        var child = reader.ReadBoolean() ? ReadChild(reader, name) : null;
        return new DelegationView(name, parent, child, conditions, problem, questions, duration);
    }

    private static ParentSide ReadParent(BinaryReader reader, DomainName child)
    {
        var zone = ReadName(reader);
        bool isSample = reader.ReadBoolean(), isProposed = reader.ReadBoolean();
        var servers = ReadList(reader, inner => new ParentServer(
            new ServerAddress(ReadOptionalName(inner), ReadAddress(inner)),
            (NotAskedReason)inner.ReadByte(),
            ReadExchange(inner),
            ReadExchange(inner),
            ReadExchange(inner),
            ReadExchange(inner),
            zone,
            child));
        return new ParentSide(zone, child, servers, isSample, isProposed);
    }

    private static ChildSide ReadChild(BinaryReader reader, DomainName zone)
    {
        var servers = ReadList(reader, inner => ReadChildServer(inner, zone));
        var resolutions = new SortedDictionary<DomainName, NameServerAddresses>();
        foreach (var found in ReadList(reader, ReadResolution))
        {
            resolutions[found.Name] = found;
        }

        return new ChildSide(zone, servers, resolutions);
    }

    private static ChildServer ReadChildServer(BinaryReader reader, DomainName zone)
    {
        var address = ReadAddress(reader);
        var names = ReadList(reader, ReadName);
        var notAsked = (NotAskedReason)reader.ReadByte();
        var isGiven = reader.ReadBoolean();
        var fixedOnes = new Exchange?[ChildServer.FixedExchanges];
        for (var i = 0; i < fixedOnes.Length; i++)
        {
            fixedOnes[i] = ReadExchange(reader);
        }

        var addresses = new Dictionary<Question, Exchange>();
        foreach (var exchange in ReadList(reader, ReadExchange))
        {
            addresses[exchange!.Question] = exchange;
        }

        return new ChildServer(zone, address, names, notAsked, isGiven, fixedOnes, addresses);
    }

    private static NameServerAddresses ReadResolution(BinaryReader reader)
    {
        var name = ReadName(reader);
        var status = (ResolutionStatus)reader.ReadByte();
        var addresses = ReadList(reader, ReadAddress);
        var zone = ReadOptionalName(reader);
        var saidBy = ReadText(reader);
        var found = new NameServerAddresses(name, status, addresses, zone, saidBy, ReadOptionalName(reader));
        found.Interruption = ReadText(reader) is { } circle ? new Interruption(circle) : null;
        found.ZonesNeeded = ReadList(reader, ReadName);
        return found;
    }

    private static Exchange? ReadExchange(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        var exchange = new Exchange
        {
            Server = ReadAddress(reader),
            Question = new Question(ReadName(reader), (RecordType)reader.ReadUInt16()),
            Query = new QueryOptions { EdnsSize = reader.ReadUInt16(), DnssecOk = reader.ReadBoolean(), RecursionDesired = reader.ReadBoolean() },
            Outcome = (ExchangeOutcome)reader.ReadByte(),
            Protocol = (DnsProtocol)reader.ReadByte(),
            RoundTripUs = reader.ReadInt64(),
            UdpAttempts = reader.ReadInt32(),
            TcpTried = reader.ReadBoolean(),
            TcpOutcome = (ExchangeOutcome)reader.ReadByte(),
            UdpAnswered = reader.ReadBoolean(),
            OtherSource = reader.ReadBoolean() ? new IPEndPoint(ReadAddress(reader), reader.ReadInt32()) : null,
            IgnoredDatagrams = reader.ReadInt32(),
            Problem = ReadText(reader),
            StartedUtc = new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
            AnswerBytes = ReadBytes(reader),
            TruncatedBytes = ReadBytes(reader),
        };
        return exchange.WithMessages();
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > MaxCount)
        {
            throw new InvalidDataException("an impossible count");
        }

        var list = new List<T>();
        for (; count > 0; count--)
        {
            list.Add(read(reader));
        }

        return list;
    }

    private static byte[]? ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < -1 or > ushort.MaxValue)
        {
            throw new InvalidDataException("an impossible length");
        }

        if (length < 0)
        {
            return null;
        }

        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    private static IPAddress ReadAddress(BinaryReader reader) => new(reader.ReadBytes(reader.ReadByte()));

    private static DomainName ReadName(BinaryReader reader) => DomainName.Parse(reader.ReadString());

    private static DomainName? ReadOptionalName(BinaryReader reader) => ReadText(reader) is { } text ? DomainName.Parse(text) : null;

    private static string? ReadText(BinaryReader reader)
    {
        var text = reader.ReadString();
        return text.Length == 0 ? null : text;
    }
}
