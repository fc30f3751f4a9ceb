using System;
using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Network.Transport;

/// <summary>What an exchange has learnt so far; becomes the <see cref="Exchange"/> when it ends. Changes in place, as a part of its run.</summary>
internal struct ExchangeFacts
{
    /// <summary>Nothing yet.</summary>
    public ExchangeFacts()
    {
    }

    internal int UdpAttempts { get; set; }

    internal bool UdpAnswered { get; set; }

    internal bool TcpTried { get; set; }

    internal ExchangeOutcome TcpOutcome { get; set; } = ExchangeOutcome.NotAsked;

    /// <summary>The answer over UDP where it was cut off.</summary>
    internal CutAnswer? Truncated { get; private set; }

    internal IPEndPoint? OtherSource { get; set; }

    internal int Ignored { get; set; }

    internal string? Problem { get; set; }

    internal bool SawGarbage { get; private set; }

    internal DateTime StartedUtc { get; set; }

    internal ushort? LastId { get; set; }

    /// <summary>How the message that counts went out: the one that was answered, or the last.</summary>
    internal QuestionForm Form { get; set; }

    /// <summary>What is still true when the question is put again from the beginning.</summary>
    internal ExchangeFacts ForAnotherRound() => new() { Ignored = Ignored };

    internal void Garbage(string what)
    {
        SawGarbage = true;
        Problem = what;
    }

    /// <summary>The answer over UDP was cut off; if none comes over TCP, it is what there is.</summary>
    internal void Truncate(Message message, long roundTripUs, byte[]? bytes) => Truncated = new CutAnswer(message, Form, roundTripUs, bytes);

    internal Exchange ToExchange(IPAddress server, Question question, QueryOptions query, Answer answer) => new()
    {
        Server = server,
        Question = question,
        Query = query,
        Outcome = answer.Outcome,
        Message = answer.Message,
        Protocol = answer.Protocol,
        TruncatedMessage = Truncated?.Message,
        RoundTripUs = answer.RoundTripUs,
        UdpAttempts = UdpAttempts,
        TcpTried = TcpTried,
        TcpOutcome = TcpOutcome,
        UdpAnswered = UdpAnswered,
        OtherSource = OtherSource,
        IgnoredDatagrams = Ignored,
        Problem = Problem,
        StartedUtc = StartedUtc,
        LastId = LastId,
        Form = Form,
        AnswerBytes = answer.Bytes,
        TruncatedBytes = Truncated?.Bytes,
    };

    /// <summary>An answer that was cut off. By itself, since few are, and every question has facts.</summary>
    internal sealed class CutAnswer(Message message, QuestionForm form, long roundTripUs, byte[]? bytes)
    {
        internal Message Message { get; } = message;

        internal QuestionForm Form { get; } = form;

        internal long RoundTripUs { get; } = roundTripUs;

        internal byte[]? Bytes { get; } = bytes;
    }

    /// <summary>How it ended, and with what.</summary>
    internal readonly struct Answer
    {
        internal Answer(ExchangeOutcome outcome, DnsProtocol protocol, Message? message = null, long roundTripUs = 0, byte[]? bytes = null)
        {
            Outcome = outcome;
            Protocol = protocol;
            Message = message;
            RoundTripUs = roundTripUs;
            Bytes = bytes;
        }

        internal ExchangeOutcome Outcome { get; }

        internal DnsProtocol Protocol { get; }

        internal Message? Message { get; }

        internal long RoundTripUs { get; }

        internal byte[]? Bytes { get; }
    }
}
