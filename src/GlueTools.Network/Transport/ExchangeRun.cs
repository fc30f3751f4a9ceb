using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>
/// One exchange while it runs: UDP attempts, TCP where the answer is truncated or beside the second attempt, one time-out for all of it. Everything it
/// learns goes into the <see cref="Exchange"/>.
/// </summary>
internal sealed partial class ExchangeRun : LoopTask<Exchange>, IUdpQuery, ILoopContinuation, IWaitsForTurn
{
    private readonly DnsTransport _transport;
    private readonly ServerState _server;
    private readonly QueryOptions _query;
    private readonly ProtocolPolicy _policy;
    private readonly IAskedZone? _zone;
    private readonly AskOptions _how;
    private readonly int _maxAttempts;
    private ExchangeFacts _facts = new();

    private UdpChannel? _socket, _second;
    private ushort _id, _secondId;
    private TcpExchange? _tcp;
    private int _repeats, _rounds;
    private bool _udpOver, _tcpOver, _portUnreachable, _repeatIsDue;
    private ExchangeOutcome _udpOutcome = ExchangeOutcome.TimedOut;
    private long _startedAt, _sentAt, _timeout, _shortSince;

    internal ExchangeRun(DnsTransport transport, ServerState server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone, AskOptions how)
    {
        _transport = transport;
        _server = server;
        _query = query;
        _policy = policy;
        _zone = zone;
        _how = how;
        _maxAttempts = how.Attempts > 0 ? how.Attempts : transport.Options.Retry + 1;
        Question = question;
    }

    public Question Question { get; }

    public IPEndPoint Endpoint => _server.Endpoint!;

    /// <inheritdoc/>
    public int MostRepeats => _policy == ProtocolPolicy.TcpOnly ? (Beside is null ? 0 : 1) : _maxAttempts;

    /// <inheritdoc/>
    public long PlacedAt { get; set; } = ServerPlaces.IsNowhere;

    /// <summary>Whether silence may come from asking the server too much: it does answer for the zone.</summary>
    private bool IsServed => _zone?.IsServedBy(_server.Address, _query.EdnsSize > 0) != false;

    private TransportOptions Options => _transport.Options;

    private DnsProtocol LastProtocol => _policy == ProtocolPolicy.TcpOnly ? DnsProtocol.Tcp : DnsProtocol.Udp;

    public void OnAnswer(UdpChannel channel, ResponseFit fit, byte[] buffer, int length)
    {
        // As it came, before anything in it is put back to what was asked.
        var bytes = Options.KeepBytes ? Copy(buffer, length) : null;
        if (!IsProven(channel, fit, buffer, ref length))
        {
            return;
        }

        Message message;
        try
        {
            message = _transport.Answers.Parse(buffer, length);
        }
        catch (WireFormatException error)
        {
            // A later datagram may still be sound; if none is, this is what there is to say.
            _facts.Garbage(error.Message);
            return;
        }

        _facts.UdpAnswered = true;
        _transport.Way.Heard(Endpoint);
        var now = _transport.Loop.Now;
        var roundTrip = now - _sentAt;
        _server.Heard(now, roundTrip, isFirstChoice: true);
        if (!message.IsTruncated || _policy == ProtocolPolicy.UdpOnly)
        {
            Answered(message, DnsProtocol.Udp, roundTrip, bytes);
            return;
        }

        _facts.Truncated = message;
        _facts.TruncatedBytes = bytes;
        _facts.TruncatedForm = _facts.Form;
        _facts.TruncatedRoundTripUs = roundTrip;
        EndUdp(ExchangeOutcome.Answered);
        if (!_facts.TcpTried)
        {
            // What is left of the one budget, and at least what one attempt may take.
            StartTcp(Math.Max(Options.TimeoutUs, _startedAt + (Options.TimeoutUs * _maxAttempts) - now));
        }

        FinishIfOver();
    }

    public void OnNoise(string? problem)
    {
        _facts.Ignored++;
        if (problem is not null)
        {
            _facts.Garbage(problem);
        }
    }

    public void OnPortUnreachable()
    {
        // A report does not say which datagram it is about. From a server that has just answered it may concern another question (a firewall that lets
        // through only so many), so there the answer is waited for.
        if (_udpOver || _repeatIsDue || IsCompleted || _server.HeardAt >= _transport.Loop.Now - Options.TimeoutUs)
        {
            return;
        }

        // One attempt has failed; not yet a verdict.
        _portUnreachable = true;
        _transport.Attempts.Remove(_timeout);
        OnUdpTimeout();
    }

    /// <summary>An attempt's time is up.</summary>
    void ILoopContinuation.Continue() => OnUdpTimeout();

    /// <inheritdoc/>
    public void Turn(long now)
    {
        if (_rounds > 0 || _proofs > 0)
        {
            _facts = _facts.ForAnotherRound();
            _udpOver = _tcpOver = _portUnreachable = _repeatIsDue = false;
            _tcp = null;
            _udpOutcome = ExchangeOutcome.TimedOut;
        }

        DrawLetters();
        _repeats = 0;
        _startedAt = now;
        _facts.StartedUtc = _transport.WallClock.At(_startedAt);
        if (_policy == ProtocolPolicy.TcpOnly || _isOverTcp)
        {
            _udpOver = true;
            _facts.UdpAnswered = _isOverTcp;
            StartTcp(Options.TimeoutUs * _maxAttempts);
            FinishIfOver();
        }
        else
        {
            SendFirst();
        }
    }

    private static byte[] Copy(byte[] buffer, int length)
    {
        var copy = new byte[length];
        Buffer.BlockCopy(buffer, 0, copy, 0, length);
        return copy;
    }

    private void Charge()
    {
        _repeats++;
        _server.Bucket?.TakeReserved(_transport.Loop.Now);
    }

    private void ForgetTcp()
    {
        if (!_tcpOver && _tcp is not null)
        {
            _tcp.Dispose();
            _transport.Connections.Leave(_server.Connections);
        }

        _tcp = null;
    }

    private void Answered(Message message, DnsProtocol protocol, long roundTripUs, byte[]? bytes) =>
        Finish(new ExchangeFacts.Answer(ExchangeOutcome.Answered, protocol, message, roundTripUs, bytes));

    /// <summary>Nothing more can come: say how it ended.</summary>
    private void FinishIfOver()
    {
        if (IsCompleted || !_udpOver || (_facts.TcpTried && !_tcpOver))
        {
            return;
        }

        if (_isOverTcp)
        {
            OverTcpFailed();
            return;
        }

        if (_facts.Truncated is not null)
        {
            // TCP failed, so the truncated answer is all there is. It is an answer; that TCP failed is in the facts.
            _facts.Form = _facts.TruncatedForm;
            Finish(new ExchangeFacts.Answer(ExchangeOutcome.Answered, DnsProtocol.Udp, _facts.Truncated, _facts.TruncatedRoundTripUs, _facts.TruncatedBytes));
            return;
        }

        var outcome = _policy == ProtocolPolicy.TcpOnly ? _facts.TcpOutcome : _udpOutcome;
        if (_facts.TcpOutcome == ExchangeOutcome.LocalShortage)
        {
            // Silent over UDP, perhaps; over TCP nobody knows.
            outcome = ExchangeOutcome.LocalShortage;
        }

        if (outcome == ExchangeOutcome.TimedOut && (_facts.SawGarbage || (_facts.TcpTried && _facts.TcpOutcome == ExchangeOutcome.Malformed)))
        {
            outcome = ExchangeOutcome.Malformed;
        }

        // Silence over TCP says nothing of UDP, so it counts only where nothing but TCP is used.
        if (outcome == ExchangeOutcome.TimedOut && _facts.OtherSource is null && (_policy != ProtocolPolicy.TcpOnly || Options.TcpOnly))
        {
            _server.Unheard(_transport.Loop.Now, _startedAt, IsServed);
            if (MayAskAgain())
            {
                _rounds++;
                _transport.AskAgain(_server, this, _repeats);
                return;
            }
        }

        Finish(new ExchangeFacts.Answer(outcome, LastProtocol));
    }

    /// <summary>Whether the silence is probably for the server's being asked too much; it is then asked more slowly.</summary>
    private bool MayAskAgain() => IsServed && _server.Pace.IsSlowed && _rounds < (_server.HeardAt >= _startedAt ? 1 : ServerPace.Chances);

    private void Finish(ExchangeFacts.Answer answer)
    {
        ForgetUdp();
        ForgetTcp();
        var exchange = _facts.ToExchange(_server.Address, _answered ?? Question, _query, answer);
        _transport.Completed(_server, this, exchange, _repeats);
        SetResult(exchange);
    }
}
