using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>One question over one connection (RFC 7766), or two of which either may be answered: connect, write, read until the announced length is there.</summary>
internal sealed class TcpExchange : IDisposable
{
    private readonly EventLoop _loop;
    private readonly StreamSocket _socket;
    private readonly Sent _first;
    private readonly Sent? _beside;
    private readonly byte[] _query;
    private readonly Action<TcpExchange> _done;
    private readonly LoopTimer _timer;
    private byte[] _buffer = new byte[1024];
    private int _read;
    private bool _connected;
    private long _sentAt;

    private TcpExchange(EventLoop loop, StreamSocket socket, QueryOptions options, Sent first, Sent? beside, long timeoutUs, Action<TcpExchange> done)
    {
        _loop = loop;
        _socket = socket;
        socket.Ready = OnReady;
        _first = Answered = first;
        _beside = beside;
        _done = done;
        _query = beside is { } second ? [.. Frame(first, options), .. Frame(second, options)] : Frame(first, options);
        _timer = loop.SetTimer(timeoutUs, () => Finish(ExchangeOutcome.TimedOut));
    }

    internal ExchangeOutcome Outcome { get; private set; }

    /// <summary>What the answer is about; the first where there is none.</summary>
    internal Sent Answered { get; private set; }

    internal Message? Message { get; private set; }

    internal byte[]? AnswerBytes { get; private set; }

    internal string? Problem { get; private set; }

    internal long RoundTripUs { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.Cancel(_timer);
        _loop.Disown(this);
        _socket.Dispose();
    }

    /// <summary>Starts; <paramref name="done"/> is called once, later, unless the exchange is disposed first.</summary>
    /// <returns>The running exchange, or null with the outcome where the system refused at once.</returns>
    internal static TcpExchange? Start(
        EventLoop loop, IPEndPoint to, QueryOptions options, Sent first, Sent? beside, long timeoutUs, Action<TcpExchange> done, out ExchangeOutcome refused, WayOut? way = null)
    {
        refused = ExchangeOutcome.Unreachable;
        StreamSocket socket;
        try
        {
            socket = loop.Machine.OpenStream(to.AddressFamily);
        }
        catch (SocketException error)
        {
            refused = Shortage.IsOurs(error.SocketErrorCode) ? ExchangeOutcome.LocalShortage : ExchangeOutcome.Unreachable;
            return null;
        }

        var exchange = new TcpExchange(loop, socket, options, first, beside, timeoutUs, done);
        loop.Own(exchange);
        var against = socket.Connect(to);
        if (against == SocketError.Success)
        {
            return exchange;
        }

        refused = Shortage.IsOurs(against, to) || way?.IsLost(against, to.AddressFamily) == true ? ExchangeOutcome.LocalShortage : OutcomeOf(against);
        exchange.Dispose();
        return null;
    }

    private void OnReady()
    {
        if (_connected)
        {
            Read();
            return;
        }

        var error = _socket.FinishConnecting();
        if (error != SocketError.Success)
        {
            Finish(OutcomeOf(error));
            return;
        }

        _connected = true;
        _sentAt = _loop.Now;
        var sent = _socket.Send(_query, _query.Length, out error);
        if (error != SocketError.Success || sent != _query.Length)
        {
            Finish(ExchangeOutcome.ConnectionLost);
        }
    }

    internal static ExchangeOutcome OutcomeOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => ExchangeOutcome.PortUnreachable,
        SocketError.TimedOut => ExchangeOutcome.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ExchangeOutcome.ConnectionLost,
        _ => ExchangeOutcome.Unreachable,
    };

    private static byte[] Frame(Sent sent, QueryOptions options)
    {
        var buffer = new byte[QueryWriter.MaxLength];
        var length = QueryWriter.Write(buffer, sent.Id, sent.Question, options);
        var framed = new byte[length + 2];
        framed[0] = (byte)(length >> 8);
        framed[1] = (byte)length;
        Buffer.BlockCopy(buffer, 0, framed, 2, length);
        return framed;
    }

    private void Read()
    {
        var got = _socket.Receive(_buffer, _read, _buffer.Length - _read, out var error);
        if (error == SocketError.WouldBlock)
        {
            return;
        }

        if (error != SocketError.Success || got == 0)
        {
            Finish(ExchangeOutcome.ConnectionLost);
            return;
        }

        _read += got;
        if (_read < 2)
        {
            return;
        }

        var length = (_buffer[0] << 8) | _buffer[1];
        if (_read >= length + 2)
        {
            Complete(length);
        }
        else if (_buffer.Length < length + 2)
        {
            Array.Resize(ref _buffer, length + 2);
        }
    }

    private void Complete(int length)
    {
        var message = new byte[length];
        Buffer.BlockCopy(_buffer, 2, message, 0, length);
        if (_beside is { } beside && ResponseMatch.IsAnswerTo(message, length, beside.Id, beside.Question))
        {
            Answered = beside;
        }
        else if (!ResponseMatch.IsAnswerTo(message, length, _first.Id, _first.Question))
        {
            Problem = ResponseMatch.IsWithoutQuestion(message, length) ? "an answer over TCP that repeats no question" : "an answer over TCP that does not repeat the ID and question";
            Finish(ExchangeOutcome.Malformed);
            return;
        }

        try
        {
            Message = Received.Parse(message, Answered.Question);
        }
        catch (WireFormatException error)
        {
            Problem = error.Message;
            Finish(ExchangeOutcome.Malformed);
            return;
        }

        AnswerBytes = message;
        RoundTripUs = _loop.Now - _sentAt;
        Finish(ExchangeOutcome.Answered);
    }

    private void Finish(ExchangeOutcome outcome)
    {
        Outcome = outcome;
        Dispose();
        _done(this);
    }

    /// <summary>A question and the ID that it went out with.</summary>
    internal readonly struct Sent
    {
        internal Sent(ushort id, Question question)
        {
            Id = id;
            Question = question;
        }

        internal ushort Id { get; }

        internal Question Question { get; }
    }
}
