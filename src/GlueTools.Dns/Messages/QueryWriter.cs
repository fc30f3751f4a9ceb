using System;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Messages;

/// <summary>Writes queries straight into a buffer that is used again: the path of every question.</summary>
public static class QueryWriter
{
    /// <summary>Octets that hold any query: header, the longest name, type and class, OPT.</summary>
    public const int MaxLength = MessageParser.HeaderLength + 255 + 4 + 11;

    /// <summary>The same with the longest cookie.</summary>
    public const int MaxLengthWithCookie = MaxLength + CookieOption.Overhead + CookieOption.MaxLength;

    /// <summary>Writes a query and returns its length in octets.</summary>
    /// <param name="buffer">At least <see cref="MaxLength"/> octets.</param>
    /// <param name="id">The message ID.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="options">Recursion, EDNS size, DO.</param>
    public static int Write(byte[] buffer, ushort id, Question question, QueryOptions options) => Write(buffer, id, question, options, default);

    /// <summary>The same with what makes it hard to answer for others; <paramref name="buffer"/> holds <see cref="MaxLengthWithCookie"/> octets.</summary>
    public static int Write(byte[] buffer, ushort id, Question question, QueryOptions options, QuestionForm form)
    {
        var flags = options.RecursionDesired ? Message.RecursionDesiredBit : (ushort)0;
        var withEdns = options.EdnsSize > 0;
        Put(buffer, 0, id);
        Put(buffer, 2, flags);
        Put(buffer, 4, 1);
        Put(buffer, 6, 0);
        Put(buffer, 8, 0);
        Put(buffer, 10, withEdns ? 1 : 0);
        var name = question.Name.Wire;
        Buffer.BlockCopy(name, 0, buffer, MessageParser.HeaderLength, name.Length);
        form.Letters.Apply(buffer, MessageParser.HeaderLength, name.Length);
        var at = MessageParser.HeaderLength + name.Length;
        Put(buffer, at, (int)question.Type);
        Put(buffer, at + 2, question.Class);
        at += 4;
        if (!withEdns)
        {
            return at;
        }

        buffer[at] = 0;
        Put(buffer, at + 1, (int)RecordType.OPT);
        Put(buffer, at + 3, options.EdnsSize);
        Put(buffer, at + 5, 0);
        Put(buffer, at + 7, options.DnssecOk ? 0x8000 : 0);
        at += 11;
        if (form.Cookie is not { } cookie)
        {
            Put(buffer, at - 2, 0);
            return at;
        }

        Put(buffer, at - 2, CookieOption.Overhead + cookie.Length);
        Put(buffer, at, CookieOption.Code);
        Put(buffer, at + 2, cookie.Length);
        Buffer.BlockCopy(cookie, 0, buffer, at + CookieOption.Overhead, cookie.Length);
        return at + CookieOption.Overhead + cookie.Length;
    }

    private static void Put(byte[] buffer, int at, int value)
    {
        buffer[at] = (byte)(value >> 8);
        buffer[at + 1] = (byte)value;
    }
}
