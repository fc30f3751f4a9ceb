using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Serving;

/// <summary>How a response is put on the wire.</summary>
internal sealed class ResponseShape
{
    /// <summary>The largest message, in octets.</summary>
    internal int Limit { get; set; } = ushort.MaxValue;

    /// <summary>UDP size to announce in OPT; 0 leaves OPT out.</summary>
    internal ushort EdnsSize { get; set; }

    /// <summary>The cookie in OPT; null for none.</summary>
    internal EdnsOption? Cookie { get; set; }

    /// <summary>The extended error in OPT; null for none.</summary>
    internal EdnsOption? ExtendedError { get; set; }

    internal bool RecursionAvailable { get; set; }

    /// <summary>No records, TC set.</summary>
    internal bool Truncated { get; set; }

    /// <summary>In-domain glue that does not fit is left out without TC.</summary>
    internal bool CutsGlueSilently { get; set; }
}

/// <summary>Fits what is to be said into a message.</summary>
internal static class ResponseWriter
{
    private const int ResponseBit = 0x8000;
    private const int OperationCodeBits = 0x7800;
    private const int AuthoritativeBit = 0x0400;
    private const int TruncatedBitOfOctet2 = 0x02;
    private const int RecursionDesiredBit = 0x0100;
    private const int RecursionAvailableBit = 0x0080;
    private const int EdnsLength = 11;

    internal static byte[] Write(Message query, ZoneAnswer answer, ResponseShape shape)
    {
        var flags = ResponseBit | (query.Flags & (OperationCodeBits | RecursionDesiredBit)) | ((int)answer.Code & 15);
        flags |= (answer.IsAuthoritative ? AuthoritativeBit : 0) | (shape.RecursionAvailable ? RecursionAvailableBit : 0);
        var writer = new MessageWriter(query.Id, (ushort)flags, query.Question);
        var options = new[] { shape.Cookie, shape.ExtendedError }.OfType<EdnsOption>().ToArray();
        var room = shape.Limit - (shape.EdnsSize > 0 ? EdnsLength + options.Sum(option => 4 + option.ToBytes().Length) : 0);
        var complete = !shape.Truncated && AddRecords(writer, answer, room, shape.CutsGlueSilently);
        if (shape.EdnsSize > 0)
        {
            writer.AddEdns(shape.EdnsSize, query.Edns is { DnssecOk: true }, (int)answer.Code, options);
        }

        var bytes = writer.ToArray();
        bytes[2] |= (byte)(complete ? 0 : TruncatedBitOfOctet2);
        return bytes;
    }

    /// <summary>Lower case for the question's name in a response.</summary>
    internal static void FoldCase(byte[] response, Question question)
    {
        var name = question.Name.ToLower().ToWire();
        Array.Copy(name, 0, response, 12, name.Length);
    }

    /// <summary>FORMERR to octets that are no query; null where not even the header is there or it is a response.</summary>
    internal static byte[]? RejectUnreadable(byte[] bytes, int length)
    {
        if (length < 12 || (bytes[2] & 0x80) != 0)
        {
            return null;
        }

        var header = new byte[12];
        Array.Copy(bytes, header, 2);
        header[2] = (byte)((ResponseBit >> 8) | (bytes[2] & (OperationCodeBits >> 8)));
        header[3] = (byte)ResponseCode.FormatError;
        return header;
    }

    private static bool AddRecords(MessageWriter writer, ZoneAnswer answer, int room, bool cutsGlueSilently)
    {
        if (!writer.TryAdd(MessageWriter.Section.Answer, answer.Answer, room) || !writer.TryAdd(MessageWriter.Section.Authority, answer.Authority, room))
        {
            return false;
        }

        var glueFits = AddSets(writer, answer.Glue, room);
        if (glueFits)
        {
            AddSets(writer, answer.Additional, room);
        }

        return glueFits || cutsGlueSilently;
    }

    private static bool AddSets(MessageWriter writer, List<List<ResourceRecord>> sets, int room)
    {
        foreach (var set in sets)
        {
            if (!writer.TryAdd(MessageWriter.Section.Additional, set, room))
            {
                return false;
            }
        }

        return true;
    }
}
