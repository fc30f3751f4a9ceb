using System.Collections.Generic;
using GlueTools.Dns.Records;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Messages;

/// <summary>Writes a response, names compressed, section by section; the caller decides what to leave out when it grows too long.</summary>
public sealed class MessageWriter
{
    private readonly WireWriter _writer = new();
    private readonly int[] _counts = new int[4];

    /// <summary>Starts a message.</summary>
    /// <param name="id">The query's ID.</param>
    /// <param name="flags">The second 16 bits of the header.</param>
    /// <param name="question">The question to repeat; null for none.</param>
    public MessageWriter(ushort id, ushort flags, Question? question)
    {
        _writer.WriteUInt16(id);
        _writer.WriteUInt16(flags);
        for (var i = 0; i < 4; i++)
        {
            _writer.WriteUInt16(0);
        }

        if (question is { } asked)
        {
            _writer.WriteCompressedName(asked.Name);
            _writer.WriteUInt16((int)asked.Type);
            _writer.WriteUInt16(asked.Class);
            _counts[0] = 1;
        }
    }

    /// <summary>The message's sections that hold records.</summary>
    public enum Section
    {
        /// <summary>The answer section.</summary>
        Answer = 1,

        /// <summary>The authority section.</summary>
        Authority = 2,

        /// <summary>The additional section.</summary>
        Additional = 3,
    }

    /// <summary>Octets written so far.</summary>
    public int Length => _writer.Length;

    /// <summary>Adds records; all of them or, where the message would exceed <paramref name="limit"/> octets, none. Sections come in order.</summary>
    public bool TryAdd(Section section, IEnumerable<ResourceRecord> records, int limit)
    {
        int before = _writer.Length, added = 0;
        foreach (var record in records)
        {
            Write(record);
            added++;
        }

        if (_writer.Length > limit)
        {
            _writer.Truncate(before);
            return false;
        }

        _counts[(int)section] += added;
        return true;
    }

    /// <summary>Adds an OPT record (RFC 6891, section 6.1.2). It is 11 octets long plus its options.</summary>
    public void AddEdns(ushort payloadSize, bool dnssecOk, int extendedResponseCode, IReadOnlyList<EdnsOption>? options = null)
    {
        _writer.WriteByte(0);
        _writer.WriteUInt16((int)RecordType.OPT);
        _writer.WriteUInt16(payloadSize);
        _writer.WriteUInt32(((uint)(extendedResponseCode >> 4) << 24) | (dnssecOk ? 0x8000u : 0));
        var lengthAt = _writer.Length;
        _writer.WriteUInt16(0);
        foreach (var option in options ?? [])
        {
            var data = option.ToBytes();
            _writer.WriteUInt16(option.Code);
            _writer.WriteUInt16(data.Length);
            _writer.WriteBytes(data);
        }

        _writer.PatchUInt16(lengthAt, _writer.Length - lengthAt - 2);
        _counts[3]++;
    }

    /// <summary>The finished message.</summary>
    public byte[] ToArray()
    {
        for (var i = 0; i < 4; i++)
        {
            _writer.PatchUInt16(4 + (2 * i), _counts[i]);
        }

        return _writer.ToArray();
    }

    private void Write(ResourceRecord record)
    {
        _writer.WriteCompressedName(record.Owner);
        _writer.WriteUInt16((int)record.Type);
        _writer.WriteUInt16(record.Class);
        _writer.WriteUInt32(record.Ttl);
        var lengthAt = _writer.Length;
        _writer.WriteUInt16(0);
        record.Data.Write(_writer);
        _writer.PatchUInt16(lengthAt, _writer.Length - lengthAt - 2);
    }
}
