using System;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Transport;

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
    public int MostRepeats => _policy == ProtocolPolicy.TcpOnly ? 0 : _maxAttempts;

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
        var now = EventLoop.Now;
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
        if (_udpOver || _repeatIsDue || IsCompleted || _server.HeardAt >= EventLoop.Now - Options.TimeoutUs)
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
        _facts.StartedUtc = _transport.Clock.At(_startedAt);
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

    /// <summary>The first attempt, once there is a socket for it. Its time begins only then.</summary>
    private void SendFirst()
    {
        _startedAt = EventLoop.Now;
        SendUdp(_startedAt);
    }

    private void SendUdp(long now)
    {
        SocketError error;
        try
        {
            if (Channel(now, out var id, out var form) is not { } channel)
            {
                WaitForSocket();
                return;
            }

            _facts.UdpAttempts++;
            error = Send(channel, id, form, now);
        }
        catch (SocketException failure)
        {
            _facts.UdpAttempts++;
            error = failure.SocketErrorCode;
        }

        var isShort = Shortage.IsOurs(error) || _transport.Way.IsLost(error, Endpoint.AddressFamily);
        if (isShort && MayWaitForRoom())
        {
            // Nothing was sent, so it was no attempt.
            _facts.UdpAttempts--;
            SendLater();
            return;
        }

        if (error is not (SocketError.Success or SocketError.ConnectionRefused or SocketError.ConnectionReset))
        {
            EndUdp(isShort ? ExchangeOutcome.LocalShortage : ExchangeOutcome.Unreachable);
            FinishIfOver();
            return;
        }

        _shortSince = 0;
        _timeout = _transport.Attempts.Add(now, this);
    }

    // By itself, since the closure would otherwise be made for every question.
    private void SendLater()
    {
        var round = _proofs;
        _transport.Loop.SetTimer(Shortage.PauseUs, () =>
        {
            if (!IsCompleted && !_udpOver && round == _proofs)
            {
                SendUdp(EventLoop.Now);
            }
        });
    }

    /// <summary>Whether a question that this machine has no room for waits on.</summary>
    private bool MayWaitForRoom()
    {
        var now = EventLoop.Now;
        _shortSince = _shortSince == 0 ? now : _shortSince;
        return now - _shortSince < Shortage.PatienceUs;
    }

    /// <summary>
    /// Where the next attempt goes out; null where there is no room. The repeat of a question that met silence goes out unconnected, since only there can an
    /// answer from another source be seen; a late answer to the first attempt is still waited for. Each has an ID of its own, as they may differ in form.
    /// </summary>
    private UdpChannel? Channel(long now, out ushort id, out QuestionForm form)
    {
        if (_facts.UdpAttempts == 0)
        {
            if (_socket is null)
            {
                _socket = _how.HearsEverySource ? _transport.Sockets.TakeBeside(_server, IsAlone, now) : _transport.Sockets.Take(_server, IsAlone, now);
                _id = _socket?.Register(this) ?? 0;
                _firstCookie = CookieFor(isRepeat: false);
            }

            form = new QuestionForm(Letters, _firstCookie);
            id = _id;
            return _socket;
        }

        if (_second is null)
        {
            _second = _socket is not ConnectedUdpSocket || _portUnreachable ? _socket : _transport.Sockets.TakeBeside(_server, IsAlone, now);
            _secondId = _second?.Register(this) ?? 0;
            _secondCookie = CookieFor(isRepeat: true);
        }

        form = new QuestionForm(Letters, _secondCookie);
        id = _secondId;
        return _second;
    }

    private SocketError Send(UdpChannel channel, ushort id, QuestionForm form, long now)
    {
        var length = QueryWriter.Write(_transport.QueryBuffer, id, Question, _query, form);
        _sentAt = now;
        _facts.LastId = id;
        _facts.Form = form;
        return channel.Send(_transport.QueryBuffer, length, Endpoint);
    }

    private void OnUdpTimeout()
    {
        if (!_portUnreachable && IsServed)
        {
            _server.Pace.Lost(EventLoop.Now);
        }

        if (_facts.UdpAttempts < _maxAttempts)
        {
            if (_policy == ProtocolPolicy.UdpThenTcp && _facts.UdpAttempts == 1)
            {
                StartTcp(Options.TimeoutUs * (_maxAttempts - 1));
            }

            _repeatIsDue = true;
            var round = _proofs;
            _transport.Gate.Repeat(_server, () => RepeatUdp(round));
            return;
        }

        EndUdp(_portUnreachable ? ExchangeOutcome.PortUnreachable : ExchangeOutcome.TimedOut);
        FinishIfOver();
    }

    private bool RepeatUdp(int round)
    {
        if (IsCompleted || round != _proofs)
        {
            return false;
        }

        _repeatIsDue = false;
        if (_udpOver)
        {
            return false;
        }

        Charge();
        SendUdp(EventLoop.Now);
        return true;
    }

    private void Charge()
    {
        _repeats++;
        _server.Bucket?.TakeReserved(EventLoop.Now);
    }

    private void EndUdp(ExchangeOutcome outcome)
    {
        _udpOver = true;
        _udpOutcome = outcome;
        ForgetUdp();
    }

    private void ForgetUdp()
    {
        _transport.Attempts.Remove(_timeout);
        _socket?.Forget(_id);
        _socket = null;
        _second?.Forget(_secondId);
        _second = null;
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
            _server.Unheard(EventLoop.Now, _startedAt, IsServed);
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
        var exchange = _facts.ToExchange(_server.Address, Question, _query, answer);
        _transport.Completed(_server, this, exchange, _repeats);
        SetResult(exchange);
    }
}
