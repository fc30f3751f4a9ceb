using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Messages;

/// <summary>Turns bytes into a <see cref="Message"/>.</summary>
public static class MessageParser
{
    /// <summary>Octets of the header.</summary>
    public const int HeaderLength = 12;

    private const int UsualRecords = 8;

    /// <summary>Parses a whole message.</summary>
    /// <param name="bytes">A buffer that starts with the message.</param>
    /// <param name="length">Octets of the message in it.</param>
    /// <exception cref="WireFormatException">The bytes are not a DNS message.</exception>
    public static Message Parse(byte[] bytes, int length) => Parse(new WireReader(bytes, 0, length));

    /// <summary>
    /// The same, with every label that the question has too in the question's spelling. Servers may write a name as the zone has it, point to the question
    /// instead, or repeat the letters that came in, which are random: what is shown must not depend on that.
    /// </summary>
    /// <param name="bytes">A buffer that starts with the message.</param>
    /// <param name="length">Octets of the message in it.</param>
    /// <param name="parts">What earlier messages had; null where nothing of them is to be used.</param>
    /// <exception cref="WireFormatException">The bytes are not a DNS message.</exception>
    internal static Message ParseSpelled(byte[] bytes, int length, SharedParts? parts = null)
    {
        parts?.Begin();
        return Parse(new WireReader(bytes, 0, length) { SpellsAsAsked = true, Parts = parts });
    }

    private static Message Parse(WireReader reader)
    {
        var id = reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        int questions = reader.ReadUInt16(), answers = reader.ReadUInt16(), authorities = reader.ReadUInt16(), additionals = reader.ReadUInt16();
        Question? question = null;
        for (; questions > 0; questions--)
        {
            // Only the first counts: no server answers several (RFC 9619).
            var read = new Question(reader.ReadName(), (RecordType)reader.ReadUInt16(), reader.ReadUInt16());
            if (question is null)
            {
                question = read;
                reader.Asked = read.Name.Wire;
            }
        }

        var code = (uint)(flags & 15);
        Edns? edns = null;
        var answer = ReadSection(ref reader, question, answers, withEdns: false, ref edns, ref code);
        var authority = ReadSection(ref reader, question, authorities, withEdns: false, ref edns, ref code);
        var additional = ReadSection(ref reader, question, additionals, withEdns: true, ref edns, ref code);
        return new Message(id, flags, question, answer, authority, additional, edns, (ResponseCode)code, reader.End);
    }

    // Counts come from outside: they bound loops, and size nothing beyond what is usual.
    private static List<ResourceRecord>? ReadSection(ref WireReader reader, Question? asked, int count, bool withEdns, ref Edns? edns, ref uint code)
    {
        List<ResourceRecord>? records = null;
        for (; count > 0; count--)
        {
            // Most records belong to the name that was asked about, and say so by a pointer to it: they share it.
            var owner = asked is { } question && reader.TryReadPointer(HeaderLength) ? question.Name : reader.ReadName();
            var type = (RecordType)reader.ReadUInt16();
            var recordClass = reader.ReadUInt16();
            var ttl = reader.ReadUInt32();
            var data = reader.Slice(reader.ReadUInt16());
            if (type == RecordType.OPT && withEdns)
            {
                // There may be only one (RFC 6891, section 6.1.1); of several the first counts.
                if (edns is null)
                {
                    edns = Edns.Read(recordClass, ttl, ref data);
                    code |= (ttl >> 24) << 4;
                }

                continue;
            }

            records ??= new List<ResourceRecord>(Math.Min(count, UsualRecords));
            records.Add(ReadRecord(owner, type, recordClass, ttl, ref data));
        }

        return records;
    }

    private static ResourceRecord ReadRecord(DomainName owner, RecordType type, ushort recordClass, uint ttl, ref WireReader data)
    {
        // RFC 2181, section 8: a TTL with the top bit set is to be treated as zero.
        var seconds = ttl > int.MaxValue ? 0 : ttl;
        var value = recordClass == ResourceRecord.InternetClass ? RecordData.Read(type, ref data) : new UnknownData(data.ReadBytes(data.Remaining));
        data.ExpectEnd();
        return new ResourceRecord(owner, type, recordClass, seconds, value);
    }
}
