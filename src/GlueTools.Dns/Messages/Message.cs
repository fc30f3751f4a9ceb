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

    // What it says, apart from the ID: answers that came in the same octets share it.
    private readonly Content _content;

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
        : this(id, new Content(flags, question, answer, authority, additional, edns, responseCode, length))
    {
    }

    private Message(ushort id, Content content)
    {
        Id = id;
        _content = content;
    }

    /// <summary>The message's ID.</summary>
    public ushort Id { get; }

    /// <summary>The second 16 bits of the header, as they came.</summary>
    public ushort Flags => _content.Flags;

    /// <summary>The question; null where the message has none.</summary>
    public Question? Question => _content.Question;

    /// <summary>The answer section.</summary>
    public IReadOnlyList<ResourceRecord> Answer => _content.Answer;

    /// <summary>The authority section.</summary>
    public IReadOnlyList<ResourceRecord> Authority => _content.Authority;

    /// <summary>The additional section without OPT.</summary>
    public IReadOnlyList<ResourceRecord> Additional => _content.Additional;

    /// <summary>EDNS data; null where the message has no OPT record.</summary>
    public Edns? Edns => _content.Edns;

    /// <summary>The response code, EDNS bits included.</summary>
    public ResponseCode ResponseCode => _content.ResponseCode;

    /// <summary>Octets of the whole message.</summary>
    public int Length => _content.Length;

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
    public bool SharesRecordsWith(Message other) => ReferenceEquals(_content, other._content);

    /// <summary>The same message as the answer to another query.</summary>
    internal Message WithId(ushort id) => id == Id ? this : new(id, _content);

    /// <summary>Records of one section with this owner and type, class IN.</summary>
    public static RecordSelection Select(IReadOnlyList<ResourceRecord> section, DomainName owner, RecordType type) => new(section, owner, type);

    private sealed class Content(
        ushort flags,
        Question? question,
        IReadOnlyList<ResourceRecord>? answer,
        IReadOnlyList<ResourceRecord>? authority,
        IReadOnlyList<ResourceRecord>? additional,
        Edns? edns,
        ResponseCode responseCode,
        int length)
    {
        private static readonly IReadOnlyList<ResourceRecord> None = Array.Empty<ResourceRecord>();

        internal ushort Flags { get; } = flags;

        internal Question? Question { get; } = question;

        internal IReadOnlyList<ResourceRecord> Answer { get; } = answer ?? None;

        internal IReadOnlyList<ResourceRecord> Authority { get; } = authority ?? None;

        internal IReadOnlyList<ResourceRecord> Additional { get; } = additional ?? None;

        internal Edns? Edns { get; } = edns;

        internal ResponseCode ResponseCode { get; } = responseCode;

        internal int Length { get; } = length;
    }
}
