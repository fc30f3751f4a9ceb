using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Messages;

/// <summary>
/// A DNS message (RFC 1035, section 4), immutable. EDNS is lifted out of the additional section, and its upper bits are joined to the response code.
/// <code>
///   0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
///  QR|  OPCODE   |AA|TC|RD|RA| Z|AD|CD|   RCODE
/// </code>
/// </summary>
public sealed class Message
{
    internal const ushort ResponseBit = 0x8000;
    internal const ushort AuthoritativeBit = 0x0400;
    internal const ushort TruncatedBit = 0x0200;
    internal const ushort RecursionDesiredBit = 0x0100;
    internal const ushort RecursionAvailableBit = 0x0080;

    private static readonly IReadOnlyList<ResourceRecord> None = Array.Empty<ResourceRecord>();

    internal Message(
        ushort id,
        ushort flags,
        Question? question,
        IReadOnlyList<ResourceRecord>? answer,
        IReadOnlyList<ResourceRecord>? authority,
        IReadOnlyList<ResourceRecord>? additional,
        Edns? edns,
        ResponseCode responseCode,
        int length)
    {
        Id = id;
        Flags = flags;
        Question = question;
        Answer = answer ?? None;
        Authority = authority ?? None;
        Additional = additional ?? None;
        Edns = edns;
        ResponseCode = responseCode;
        Length = length;
    }

    private Message(ushort id, Message other)
    {
        Id = id;
        Flags = other.Flags;
        Question = other.Question;
        Answer = other.Answer;
        Authority = other.Authority;
        Additional = other.Additional;
        Edns = other.Edns;
        ResponseCode = other.ResponseCode;
        Length = other.Length;
    }

    /// <summary>The message's ID.</summary>
    public ushort Id { get; }

    /// <summary>The second 16 bits of the header, as they came.</summary>
    public ushort Flags { get; }

    /// <summary>The question; null where the message has none.</summary>
    public Question? Question { get; }

    /// <summary>The answer section.</summary>
    public IReadOnlyList<ResourceRecord> Answer { get; }

    /// <summary>The authority section.</summary>
    public IReadOnlyList<ResourceRecord> Authority { get; }

    /// <summary>The additional section without OPT.</summary>
    public IReadOnlyList<ResourceRecord> Additional { get; }

    /// <summary>EDNS data; null where the message has no OPT record.</summary>
    public Edns? Edns { get; }

    /// <summary>The response code, EDNS bits included.</summary>
    public ResponseCode ResponseCode { get; }

    /// <summary>Octets of the whole message.</summary>
    public int Length { get; }

    /// <summary>QR: whether this is a response.</summary>
    public bool IsResponse => (Flags & ResponseBit) != 0;

    /// <summary>AA: the responder is an authority for the name asked about.</summary>
    public bool IsAuthoritative => (Flags & AuthoritativeBit) != 0;

    /// <summary>TC: the message was cut to fit.</summary>
    public bool IsTruncated => (Flags & TruncatedBit) != 0;

    /// <summary>RD: recursion was desired.</summary>
    public bool RecursionDesired => (Flags & RecursionDesiredBit) != 0;

    /// <summary>RA: the responder offers recursion.</summary>
    public bool RecursionAvailable => (Flags & RecursionAvailableBit) != 0;

    /// <summary>The kind of query, 0 for a standard one.</summary>
    public int OperationCode => (Flags >> 11) & 15;

    /// <summary>Records of the answer section with this owner and type.</summary>
    public RecordSelection AnswersFor(DomainName owner, RecordType type) => Select(Answer, owner, type);

    /// <summary>Whether the other message is known to hold the same records; false says nothing.</summary>
    public bool SharesRecordsWith(Message other) =>
        ReferenceEquals(Answer, other.Answer) && ReferenceEquals(Authority, other.Authority) && ReferenceEquals(Additional, other.Additional);

    /// <summary>The same message as the answer to another query.</summary>
    internal Message WithId(ushort id) => id == Id ? this : new(id, this);

    /// <summary>Records of one section with this owner and type, class IN.</summary>
    public static RecordSelection Select(IReadOnlyList<ResourceRecord> section, DomainName owner, RecordType type) => new(section, owner, type);
}
