using System;
using System.Net;
using GlueTools.Dns.Messages;

namespace GlueTools.Dns.Exchanges;

/// <summary>One question to one server and everything that is known of what came of it. Immutable.</summary>
public sealed class Exchange
{
    /// <summary>Creates one of which nothing is known yet.</summary>
    public Exchange()
    {
    }

    private Exchange(Exchange other)
    {
        Server = other.Server;
        Question = other.Question;
        Query = other.Query;
        Outcome = other.Outcome;
        Message = other.Message;
        Protocol = other.Protocol;
        TruncatedMessage = other.TruncatedMessage;
        RoundTripUs = other.RoundTripUs;
        UdpAttempts = other.UdpAttempts;
        TcpTried = other.TcpTried;
        TcpOutcome = other.TcpOutcome;
        UdpAnswered = other.UdpAnswered;
        OtherSource = other.OtherSource;
        IgnoredDatagrams = other.IgnoredDatagrams;
        Problem = other.Problem;
        StartedUtc = other.StartedUtc;
        LastId = other.LastId;
        Form = other.Form;
        AnswerBytes = other.AnswerBytes;
        TruncatedBytes = other.TruncatedBytes;
    }

    /// <summary>The server that was asked, by the address DNS names it with.</summary>
    public IPAddress Server { get; init; } = IPAddress.None;

    /// <summary>What was asked.</summary>
    public Question Question { get; init; }

    /// <summary>How the question was put.</summary>
    public QueryOptions Query { get; init; } = QueryOptions.Default;

    /// <summary>How it ended.</summary>
    public ExchangeOutcome Outcome { get; init; }

    /// <summary>The answer; null unless <see cref="Outcome"/> is <see cref="ExchangeOutcome.Answered"/>.</summary>
    public Message? Message { get; init; }

    /// <summary>The transport that carried the answer, or was used last.</summary>
    public DnsProtocol Protocol { get; init; }

    /// <summary>The truncated UDP answer that led to TCP; null where there was none.</summary>
    public Message? TruncatedMessage { get; init; }

    /// <summary>Microseconds from the last sending of the question to the answer, connecting not included; 0 without an answer.</summary>
    public long RoundTripUs { get; init; }

    /// <summary>UDP datagrams sent, with those of earlier tries that were of no use where it stands for them as well.</summary>
    public int UdpAttempts { get; init; }

    /// <summary>Whether TCP was tried.</summary>
    public bool TcpTried { get; init; }

    /// <summary>How the TCP part ended; <see cref="ExchangeOutcome.NotAsked"/> where it was not tried, or was given up because UDP answered meanwhile.</summary>
    public ExchangeOutcome TcpOutcome { get; init; } = ExchangeOutcome.NotAsked;

    /// <summary>Whether any UDP answer to this question came, truncated or not.</summary>
    public bool UdpAnswered { get; init; }

    /// <summary>Where a datagram that answers this question came from instead of the server asked; null where none did. It was not used.</summary>
    public IPEndPoint? OtherSource { get; init; }

    /// <summary>Datagrams from the server's address that were no answer to this question (wrong ID or question).</summary>
    public int IgnoredDatagrams { get; init; }

    /// <summary>What was wrong with the bytes; null where nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>When the question was first sent.</summary>
    public DateTime StartedUtc { get; init; }

    /// <summary>The ID of the message that was sent last; null where none was, or where the exchange comes from saved evidence.</summary>
    public ushort? LastId { get; init; }

    /// <summary>How that message went out, or the one that was answered.</summary>
    public QuestionForm Form { get; init; }

    /// <summary>The answer's bytes, where the transport was told to keep them; null otherwise. Not to be changed.</summary>
    public byte[]? AnswerBytes { get; init; }

    /// <summary>The truncated UDP answer's bytes, likewise.</summary>
    public byte[]? TruncatedBytes { get; init; }

    /// <summary>Whether an answer came.</summary>
    public bool IsAnswered => Outcome == ExchangeOutcome.Answered;

    /// <summary>Whether this machine kept it from being put as it should have been, so that it says nothing about the server.</summary>
    public bool IsShort => Outcome == ExchangeOutcome.LocalShortage || TcpOutcome == ExchangeOutcome.LocalShortage;

    /// <summary>The answer's bytes as a copy; null where there is no answer or they were not kept.</summary>
    public byte[]? ToAnswerBytes() => (byte[]?)AnswerBytes?.Clone();

    /// <summary>The truncated UDP answer's bytes as a copy; null where there was none or they were not kept.</summary>
    public byte[]? ToTruncatedBytes() => (byte[]?)TruncatedBytes?.Clone();

    /// <summary>The answer's bytes without what was random in the question, for keeping; as <see cref="ToAnswerBytes"/> otherwise.</summary>
    public byte[]? ToRestoredAnswer() => AnswerBytes is null ? null : Received.Restored(AnswerBytes, Question);

    /// <summary>The truncated UDP answer's bytes, likewise.</summary>
    public byte[]? ToRestoredTruncated() => TruncatedBytes is null ? null : Received.Restored(TruncatedBytes, Question);

    /// <summary>
    /// The question's bytes: those that were answered, or else those that were sent last; without the length that goes before them over TCP. Null where
    /// nothing was sent. Questions differ in nothing but ID, letters and cookie, so they are written again instead of being kept.
    /// </summary>
    public byte[]? ToQuestionBytes()
    {
        if ((Message?.Id ?? LastId) is not { } id)
        {
            return null;
        }

        var bytes = new byte[QueryWriter.MaxLengthWithCookie];
        Array.Resize(ref bytes, QueryWriter.Write(bytes, id, Question, Query, Form));
        return bytes;
    }

    /// <summary>The same exchange with its messages read again from their bytes.</summary>
    /// <param name="memory">What others were read with, so that equal answers are the same records; null to read these by themselves.</param>
    /// <exception cref="Wire.WireFormatException">The bytes are not DNS.</exception>
    public Exchange WithMessages(AnswerMemory? memory = null) => new(this) { Message = Read(AnswerBytes, memory), TruncatedMessage = Read(TruncatedBytes, memory) };

    /// <summary>
    /// The same exchange where it repeats a question in vain, or one that was lost: what was sent before counts with it, and what was seen then. Datagrams that went out with EDNS
    /// say nothing of an answer without it, and the other way round.
    /// </summary>
    /// <param name="earlier">The exchange before it; one of the same question with the same server.</param>
    public Exchange After(Exchange earlier) => new(this)
    {
        UdpAttempts = UdpAttempts + (!IsAnswered || (Query.EdnsSize > 0) == (earlier.Query.EdnsSize > 0) ? earlier.UdpAttempts : 0),
        UdpAnswered = UdpAnswered || earlier.UdpAnswered,
        TcpTried = TcpTried || earlier.TcpTried,
        OtherSource = OtherSource ?? earlier.OtherSource,
        IgnoredDatagrams = IgnoredDatagrams + earlier.IgnoredDatagrams,
        StartedUtc = earlier.StartedUtc == default ? StartedUtc : earlier.StartedUtc,
    };

    private Message? Read(byte[]? bytes, AnswerMemory? memory) => bytes is null ? null : Received.Parse(bytes, Question, memory);
}
