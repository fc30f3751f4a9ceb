using System;
using System.IO;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;
using GlueTools.Dns.Zones;
using GlueTools.Network.Options;

namespace GlueTools.Fuzz;

/// <summary>Readers of messages, names, record data and master files.</summary>
internal static class DnsTargets
{
    private static readonly string[] Words =
        ["$ORIGIN", "$TTL", "$INCLUDE", "@", "IN", "CH", "(", ")", "\\#", "\\046", "\\300", "1h30m", "TYPE65535", "CLASS1", "DS", "NSEC", "NSEC3", "RRSIG", "CSYNC", "TXT", "A", "-", "192.0.2.1", "2001:db8::1", "AA=="];

    internal static Target Messages(int seed) => new OctetTarget("messages", seed, Corpus.Messages, bytes =>
    {
        byte[] longer = [.. bytes, 1, 2, 3, 0, 0, 0];
        var read = Refuses<WireFormatException>(() => Describe(MessageParser.Parse(bytes, bytes.Length)), out var described);
        var again = Refuses<WireFormatException>(() => Describe(MessageParser.Parse(longer, bytes.Length)), out var describedAgain);
        Expect(read == again && described == describedAgain, "What lies behind a message in its buffer changes what is read.");
        return read;
    });

    internal static Target WireNames(int seed) => new OctetTarget("names (wire)", seed, Corpus.Names.Select(name => DomainName.Parse(name).ToWire()).ToArray(), bytes =>
        Refuses<WireFormatException>(() => new WireReader(bytes, 0, bytes.Length).ReadName(), out var name) && IsReadBack(name));

    internal static Target TextNames(int seed) => new TextTarget("names (text)", seed, Corpus.Names, ["xn--", "*", "_", "\u3002", "\\046", "\\255", new string('a', 63)], text =>
    {
        var known = DomainName.TryParse(text, out var name);
        Expect(!known || IsReadBack(name), "A name is not read back.");
        var input = DomainNameInput.TryRead(text, out var typed, out _, out var sentence);
        ExpectSafe(sentence);
        Expect(!input || IsReadBack(typed), "A name as people write it is not read back.");
        return known || input;
    });

    internal static Target RecordData(int seed) => new OctetTarget("record data", seed, Corpus.RecordData, bytes =>
    {
        if (bytes.Length < 2)
        {
            return false;
        }

        var type = (RecordType)((bytes[0] << 8) | bytes[1]);
        var read = Refuses<WireFormatException>(
            () =>
            {
                var reader = new WireReader(bytes, 2, bytes.Length);
                var data = Dns.Records.RecordData.Read(type, ref reader);
                reader.ExpectEnd();
                return data;
            },
            out var data);
        Expect(!read || data!.ToBytes().Length > ushort.MaxValue || IsReadBack(new ResourceRecord(DomainName.Root, type, 5, data)), "Record data are not read back from their text.");
        return read;
    });

    internal static Target MasterFiles(int seed) => new TextTarget("master files", seed, Corpus.MasterFiles, Words, text =>
        RefusesText<MasterFileException>(() =>
        {
            foreach (var record in MasterFileReader.Read(new StringReader(text), DomainName.Parse("example")))
            {
                ExpectSafe(record.ToString());
                Expect(IsReadBack(record), "A record is not read back from its text.");
            }
        }));

    internal static Target RootHintFiles(int seed) => new TextTarget("root hints", seed, Corpus.MasterFiles, Words, text =>
        RefusesText<MasterFileException>(() => RootHints.Read(new StringReader(text))));

    internal static Target DsTexts(int seed) => new TextTarget("DS texts", seed, ["60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118", "1 8 2 " + new string('0', 64)], ["1 5 3 ab"], text =>
    {
        var read = DsText.TryRead(text, out _, out var sentence);
        ExpectSafe(sentence);
        return read;
    });

    /// <summary>Whether it was read; only one exception is a refusal, and it has to say something that may be shown.</summary>
    internal static bool RefusesText<TException>(Action read)
        where TException : Exception => Refuses<TException>(
            () =>
            {
                read();
                return true;
            },
            out _);

    private static bool Refuses<TException>(Func<object> read, out object? value)
        where TException : Exception
    {
        value = null;
        try
        {
            value = read();
            return true;
        }
        catch (TException refused)
        {
            Target.Expect(refused.Message.Length > 0, "Something is refused without a word.");
            Target.ExpectSafe(refused.Message);
            return false;
        }
    }

    private static bool Refuses<TException>(Func<DomainName> read, out DomainName value)
        where TException : Exception
    {
        var accepted = Refuses<TException>(() => (object)read(), out var name);
        value = accepted ? (DomainName)name! : default;
        return accepted;
    }

    private static bool Refuses<TException>(Func<RecordData> read, out RecordData? value)
        where TException : Exception
    {
        var accepted = Refuses<TException>(() => (object)read(), out var data);
        value = (RecordData?)data;
        return accepted;
    }

    private static bool Refuses<TException>(Func<string> read, out string? value)
        where TException : Exception
    {
        var accepted = Refuses<TException>(() => (object)read(), out var text);
        value = (string?)text;
        return accepted;
    }

    private static void Expect(bool holds, string promise) => Target.Expect(holds, promise);

    private static void ExpectSafe(string text) => Target.ExpectSafe(text);

    private static bool IsReadBack(DomainName name)
    {
        var text = name.Text;
        Target.ExpectSafe(text);
        return DomainName.TryParse(text, out var again) && again.ToWire().SequenceEqual(name.ToWire());
    }

    private static bool IsReadBack(ResourceRecord record)
    {
        var again = MasterFileReader.Read(new StringReader(record.ToString())).Single();
        return again.Data.Equals(record.Data) && again.Data.ToBytes().SequenceEqual(record.Data.ToBytes()) && again.ToString() == record.ToString();
    }

    private static string Describe(Message message)
    {
        var text = string.Join("\n", message.Answer.Concat(message.Authority).Concat(message.Additional).Select(record => record.ToString()).Append(message.Edns?.ExtendedErrors ?? string.Empty));
        foreach (var line in text.Split('\n'))
        {
            Target.ExpectSafe(line);
        }

        return text + message.Flags + message.ResponseCode + message.Question?.Name.Text;
    }
}
