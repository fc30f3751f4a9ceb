using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace GlueTools.OddServers;

/// <summary>
/// As much of a DNS message as a proxy needs, on its bytes. It shares nothing with the product's own reader and writer: what both got wrong would show
/// nowhere.
/// </summary>
internal static class Packet
{
    private const int Header = 12;

    private const int Opt = 41;

    /// <summary>Where the question ends; 0 where there is none that can be read.</summary>
    internal static int QuestionEnd(ReadOnlySpan<byte> message)
    {
        var at = Header;
        while (at < message.Length && message[at] is > 0 and < 64)
        {
            at += message[at] + 1;
        }

        return at + 5 <= message.Length && message[at] == 0 ? at + 5 : 0;
    }

    /// <summary>The last two labels of the name asked about, in lower case: every zone that is delegated in this world has as many. Empty for fewer.</summary>
    internal static string Zone(ReadOnlySpan<byte> message)
    {
        var labels = new List<string>();
        for (var at = Header; message[at] != 0; at += message[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, message[at])));
        }

        return labels.Count < 2 ? string.Empty : (labels[^2] + "." + labels[^1]).ToLowerInvariant();
    }

    internal static int Type(ReadOnlySpan<byte> message, int questionEnd) => BinaryPrimitives.ReadUInt16BigEndian(message[(questionEnd - 4)..]);

    /// <summary>Whether the query has an OPT record: nothing else is in the additional section of a query.</summary>
    internal static bool HasEdns(ReadOnlySpan<byte> query) => query[11] > 0;

    /// <summary>The query as one without EDNS.</summary>
    internal static byte[] WithoutEdns(ReadOnlySpan<byte> query, int questionEnd)
    {
        var plain = query[..questionEnd].ToArray();
        plain[11] = 0;
        return plain;
    }

    /// <summary>An empty response. A response code above 15 goes into an OPT record.</summary>
    internal static byte[] Empty(ReadOnlySpan<byte> query, int questionEnd, int code, bool isTruncated = false)
    {
        var response = new byte[questionEnd + (code > 15 ? 11 : 0)];
        query[..questionEnd].CopyTo(response);
        response[2] = (byte)(0x80 | (query[2] & 0x79) | (isTruncated ? 2 : 0));
        response[3] = (byte)(code & 15);
        response.AsSpan(6, 6).Clear();
        if (code > 15)
        {
            response[11] = 1;
            new byte[] { 0, 0, Opt, 4, 208, (byte)(code >> 4), 0, 0, 0, 0, 0 }.CopyTo(response.AsSpan(questionEnd));
        }

        return response;
    }

    /// <summary>Brings the name asked about to lower case, and with it every owner that points to it.</summary>
    internal static void Fold(Span<byte> response)
    {
        for (var at = Header; response[at] != 0; at += response[at] + 1)
        {
            foreach (ref var letter in response.Slice(at + 1, response[at]))
            {
                letter = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
            }
        }
    }

    /// <summary>What a resolver makes of an answer: no authority, recursion available, and TTLs that have run for a while.</summary>
    internal static void FromCache(Span<byte> response, uint age)
    {
        response[2] &= 0xFB;
        response[3] |= 0x80;
        var at = QuestionEnd(response);
        var records = 0;
        for (var section = 6; section < Header; section += 2)
        {
            records += BinaryPrimitives.ReadUInt16BigEndian(response[section..]);
        }

        for (; records > 0 && at > 0; records--)
        {
            at = NameEnd(response, at);
            if (BinaryPrimitives.ReadUInt16BigEndian(response[at..]) != Opt)
            {
                var ttl = BinaryPrimitives.ReadUInt32BigEndian(response[(at + 4)..]);
                BinaryPrimitives.WriteUInt32BigEndian(response[(at + 4)..], ttl - Math.Min(ttl, age));
            }

            at += 10 + BinaryPrimitives.ReadUInt16BigEndian(response[(at + 8)..]);
        }
    }

    /// <summary>The response with more records at its end, in wire format.</summary>
    internal static byte[] With(ReadOnlySpan<byte> response, IReadOnlyList<byte[]> records)
    {
        var longer = new List<byte>(response.ToArray());
        foreach (var record in records)
        {
            longer.AddRange(record);
        }

        var bytes = longer.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(response[10..]) + records.Count));
        return bytes;
    }

    /// <summary>A record in wire format.</summary>
    internal static byte[] Record(string owner, int type, uint ttl, byte[] data)
    {
        var bytes = new List<byte>(Name(owner)) { 0, (byte)type, 0, 1, (byte)(ttl >> 24), (byte)(ttl >> 16), (byte)(ttl >> 8), (byte)ttl, (byte)(data.Length >> 8), (byte)data.Length };
        bytes.AddRange(data);
        return bytes.ToArray();
    }

    internal static byte[] Name(string text)
    {
        var bytes = new List<byte>();
        foreach (var label in text.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.Add(0);
        return bytes.ToArray();
    }

    private static int NameEnd(ReadOnlySpan<byte> message, int at)
    {
        while (message[at] is > 0 and < 64)
        {
            at += message[at] + 1;
        }

        return at + (message[at] == 0 ? 1 : 2);
    }
}
