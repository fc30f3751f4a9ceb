using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Zones;

/// <summary>Record data from words. What <see cref="RecordData.Read"/> keeps as bytes becomes bytes here too, so both sides compare equal.</summary>
internal static class MasterFileData
{
    internal static RecordData Read(RecordType type, MasterFileWords words)
    {
        if (words.Peek() == "\\#")
        {
            return ReadGeneric(type, words);
        }

        return type switch
        {
            RecordType.A => ReadAddress(words, AddressFamily.InterNetwork),
            RecordType.AAAA => ReadAddress(words, AddressFamily.InterNetworkV6),
            RecordType.NS => new NsData(words.Name()),
            RecordType.CNAME or RecordType.DNAME => new AliasData(words.Name()),
            RecordType.SOA => new SoaData(words.Name(), words.Name(), words.Number(uint.MaxValue), words.Ttl(), words.Ttl(), words.Ttl(), words.Ttl()),
            RecordType.DS => new DsData(UInt16(words), Octet(words), Octet(words), words.RestAsHex()),
            RecordType.PTR => Bytes(writer => writer.WriteName(words.Name())),
            RecordType.MX => Bytes(writer =>
            {
                writer.WriteUInt16(UInt16(words));
                writer.WriteName(words.Name());
            }),
            RecordType.TXT => Bytes(writer => WriteStrings(writer, words)),
            RecordType.DNSKEY => Bytes(writer =>
            {
                writer.WriteUInt16(UInt16(words));
                writer.WriteByte(Octet(words));
                writer.WriteByte(Octet(words));
                writer.WriteBytes(words.RestAsBase64());
            }),
            RecordType.RRSIG => Bytes(writer => WriteSignature(writer, words)),
            _ => throw words.Error("Data of type " + type.ToText() + " are understood in the generic form only: \\# length hexadecimal."),
        };
    }

    // RFC 3597, section 5. Known types may be written so too, and are then read as from the wire.
    private static RecordData ReadGeneric(RecordType type, MasterFileWords words)
    {
        words.Word(string.Empty);
        var length = words.Number(ushort.MaxValue);
        var bytes = words.RestAsHex();
        if (bytes.Length != length)
        {
            throw words.Error("The length says " + length.ToString(CultureInfo.InvariantCulture) + " octets, and "
                + bytes.Length.ToString(CultureInfo.InvariantCulture) + " follow.");
        }

        try
        {
            var reader = new WireReader(bytes, 0, bytes.Length);
            var data = RecordData.Read(type, ref reader);
            reader.ExpectEnd();
            return data;
        }
        catch (WireFormatException problem)
        {
            throw words.Error("The octets are not data of type " + type.ToText() + ": " + problem.Message + ".");
        }
    }

    private static AddressData ReadAddress(MasterFileWords words, AddressFamily family)
    {
        var text = words.Word("an address");
        return AddressData.TryParse(text, out var data) && data.Address.AddressFamily == family
            ? data
            : throw words.Error("'" + text + "' is not an " + (family == AddressFamily.InterNetwork ? "IPv4" : "IPv6") + " address.");
    }

    private static ushort UInt16(MasterFileWords words) => (ushort)words.Number(ushort.MaxValue);

    private static byte Octet(MasterFileWords words) => (byte)words.Number(byte.MaxValue);

    private static UnknownData Bytes(Action<WireWriter> write)
    {
        var writer = new WireWriter();
        write(writer);
        return new UnknownData(writer.ToArray());
    }

    private static void WriteStrings(WireWriter writer, MasterFileWords words)
    {
        do
        {
            var octets = Unescape(words.Word("a text"), words);
            if (octets.Length > byte.MaxValue)
            {
                throw words.Error("A text is longer than 255 octets.");
            }

            writer.WriteByte((byte)octets.Length);
            writer.WriteBytes(octets);
        }
        while (!words.AtEnd);
    }

    private static byte[] Unescape(string text, MasterFileWords words)
    {
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1)));
                i += char.IsHighSurrogate(text[i]) ? 1 : 0;
            }
            else if (i + 3 < text.Length && byte.TryParse(text.Substring(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 3;
            }
            else if (i + 1 < text.Length && text[i + 1] is (< '0' or > '9') and < '\x7f')
            {
                octets.Add((byte)text[++i]);
            }
            else
            {
                throw words.Error("'" + text + "' holds an escape that is neither \\DDD (000 to 255) nor \\ before a character.");
            }
        }

        return octets.ToArray();
    }

    // RFC 4034, section 3.2.
    private static void WriteSignature(WireWriter writer, MasterFileWords words)
    {
        var covered = words.Word("the covered type");
        if (!RecordTypes.TryParse(covered, out var type))
        {
            throw words.Error("'" + covered + "' is not a record type.");
        }

        writer.WriteUInt16((int)type);
        writer.WriteByte(Octet(words));
        writer.WriteByte(Octet(words));
        writer.WriteUInt32(words.Ttl());
        writer.WriteUInt32(ReadDate(words));
        writer.WriteUInt32(ReadDate(words));
        writer.WriteUInt16(UInt16(words));
        writer.WriteName(words.Name());
        writer.WriteBytes(words.RestAsBase64());
    }

    private static uint ReadDate(MasterFileWords words)
    {
        if (words.Peek().Length != 14)
        {
            return words.Number(uint.MaxValue);
        }

        var text = words.Word(string.Empty);
        return DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? unchecked((uint)(long)(date - new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds)
            : throw words.Error("'" + text + "' is not a date of the form YYYYMMDDHHmmSS.");
    }
}
