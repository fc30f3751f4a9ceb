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
internal sealed class ExchangeRun : LoopTask<Exchange>, IUdpQuery
{
    private readonly DnsTransport _transport;
    private readonly ServerState _server;
    private readonly QueryOptions _query;
    private readonly ProtocolPolicy _policy;

    private UdpChannel? _socket, _second;
    private ushort _id, _secondId;
    private LoopTimer? _timer;
    private TcpExchange? _tcp;
    private int _udpAttempts, _maxAttempts, _ignored;
    private bool _tcpTried, _udpOver, _tcpOver, _udpAnswered, _sawGarbage, _portUnreachable;
    private ExchangeOutcome _udpOutcome = ExchangeOutcome.TimedOut, _tcpOutcome = ExchangeOutcome.NotAsked;
    private Message? _truncated;
    private byte[]? _truncatedBytes;
    private IPEndPoint? _otherSource;
    private string? _problem;
    private long _startedAt, _sentAt, _truncatedRoundTripUs;
    private DateTime _startedUtc;

    internal ExchangeRun(DnsTransport transport, ServerState server, Question question, QueryOptions query, ProtocolPolicy policy)
    {
        _transport = transport;
        _server = server;
        _query = query;
        _policy = policy;
        Question = question;
    }

    public Question Question { get; }

    public IPEndPoint Endpoint => _server.Endpoint!;

    private TransportOptions Options => _transport.Options;

    public void OnAnswer(byte[] buffer, int length)
    {
        Message message;
        try
        {
            message = MessageParser.Parse(buffer, length);
        }
        catch (WireFormatException error)
        {
            // A later datagram may still be sound; if none is, this is what there is to say.
            Garbage(error.Message);
            return;
        }

        _udpAnswered = true;
        var roundTrip = EventLoop.Now - _sentAt;
        _server.Heard(roundTrip);
        var bytes = Options.KeepBytes ? Copy(buffer, length) : null;
        if (!message.IsTruncated || _policy == ProtocolPolicy.UdpOnly)
        {
            Answered(message, DnsProtocol.Udp, roundTrip, bytes);
            return;
        }

        _truncated = message;
        _truncatedBytes = bytes;
        _truncatedRoundTripUs = roundTrip;
        EndUdp(ExchangeOutcome.Answered);
        if (!_tcpTried)
        {
            // What is left of the one budget, and at least what one attempt may take.
            StartTcp(Math.Max(Options.TimeoutUs, _startedAt + (Options.TimeoutUs * (Options.Retry + 1)) - EventLoop.Now));
        }

        FinishIfOver();
    }

    public void OnOtherSource(IPEndPoint source) => _otherSource = source;

    public void OnNoise(string? problem)
    {
        _ignored++;
        if (problem is not null)
        {
            Garbage(problem);
        }
    }

    public void OnPortUnreachable()
    {
        // A report does not say which datagram it is about. From a server that has just answered it may concern another question (a firewall that lets
        // through only so many), so there the answer is waited for.
        if (_udpOver || IsCompleted || _server.HeardAt >= EventLoop.Now - Options.TimeoutUs)
        {
            return;
        }

        // One attempt has failed; not yet a verdict.
        _portUnreachable = true;
        _transport.Loop.Cancel(_timer);
        OnUdpTimeout();
    }

    internal void Start()
    {
        _startedUtc = DateTime.UtcNow;
        _startedAt = EventLoop.Now;
        _maxAttempts = _server.IsSilent ? 1 : Options.Retry + 1;
        if (_policy == ProtocolPolicy.TcpOnly)
        {
            _udpOver = true;
            StartTcp(Options.TimeoutUs * _maxAttempts);
            FinishIfOver();
        }
        else
        {
            SendUdp();
        }
    }

    /// <summary>The server fell silent before this question's turn came.</summary>
    internal void Skip()
    {
        _startedUtc = DateTime.UtcNow;
        Finish(ExchangeOutcome.NotAsked, null, _policy == ProtocolPolicy.TcpOnly ? DnsProtocol.Tcp : DnsProtocol.Udp, 0, null);
    }

    private static byte[] Copy(byte[] buffer, int length)
    {
        var copy = new byte[length];
        Buffer.BlockCopy(buffer, 0, copy, 0, length);
        return copy;
    }

    private void Garbage(string what)
    {
        _sawGarbage = true;
        _problem = what;
    }

    private void SendUdp()
    {
        _udpAttempts++;
        SocketError error;
        try
        {
            error = Send(Channel(out var id), id);
        }
        catch (SocketException failure)
        {
            error = failure.SocketErrorCode;
        }

        // A full send buffer is as good as a datagram lost on the way, and repeated like it.
        if (error is not (SocketError.Success or SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable or SocketError.ConnectionRefused or SocketError.ConnectionReset))
        {
            EndUdp(ExchangeOutcome.Unreachable);
            FinishIfOver();
            return;
        }

        _timer = _transport.Loop.SetTimer(Options.TimeoutUs, OnUdpTimeout);
    }

    /// <summary>
    /// Where the next attempt goes out. The repeat of a question that met silence goes out unconnected, since only there can an answer from another source
    /// be seen; a late answer to the first attempt is still waited for.
    /// </summary>
    private UdpChannel Channel(out ushort id)
    {
        if (_socket is null)
        {
            _socket = _transport.Sockets.Take(_server);
            _id = _socket.Register(this);
        }
        else if (_second is null && _socket is ConnectedUdpSocket && !_portUnreachable)
        {
            _second = _transport.Sockets.Take(Endpoint.AddressFamily);
            _secondId = _second.Register(this);
        }

        id = _second is null ? _id : _secondId;
        return _second ?? _socket;
    }

    private SocketError Send(UdpChannel channel, ushort id)
    {
        var length = QueryWriter.Write(_transport.QueryBuffer, id, Question, _query);
        _sentAt = EventLoop.Now;
        return channel.Send(_transport.QueryBuffer, length, Endpoint);
    }

    private void OnUdpTimeout()
    {
        if (_udpAttempts < _maxAttempts)
        {
            _transport.Gate.Charge(_server);
            if (_policy == ProtocolPolicy.UdpThenTcp && _udpAttempts == 1)
            {
                StartTcp(Options.TimeoutUs * (_maxAttempts - 1));
            }

            if (!IsCompleted)
            {
                SendUdp();
            }

            return;
        }

        EndUdp(_portUnreachable ? ExchangeOutcome.PortUnreachable : ExchangeOutcome.TimedOut);
        FinishIfOver();
    }

    private void EndUdp(ExchangeOutcome outcome)
    {
        _udpOver = true;
        _udpOutcome = outcome;
        ForgetUdp();
    }

    private void ForgetUdp()
    {
        _transport.Loop.Cancel(_timer);
        _socket?.Forget(_id);
        _socket = null;
        _second?.Forget(_secondId);
        _second = null;
    }

    private void StartTcp(long timeoutUs)
    {
        _tcpTried = true;
        if (_udpAttempts > 0)
        {
            _transport.Gate.Charge(_server);
        }

        _transport.Connections.Enter(() => Connect(timeoutUs));
    }

    private void Connect(long timeoutUs)
    {
        if (IsCompleted)
        {
            // Answered over UDP while this waited for its turn.
            _transport.Connections.Leave();
            return;
        }

        _tcp = TcpExchange.Start(
            _transport.Loop, Endpoint, Question, _query, _transport.Random.NextUInt16(), timeoutUs, OnTcpDone, out var refused);
        if (_tcp is null)
        {
            _tcpOver = true;
            _tcpOutcome = refused;
            _transport.Connections.Leave();
            FinishIfOver();
        }
    }

    private void OnTcpDone(TcpExchange tcp)
    {
        _tcpOver = true;
        _tcpOutcome = tcp.Outcome;
        _transport.Connections.Leave();
        _problem = tcp.Problem ?? _problem;
        if (tcp.Message is not null)
        {
            _server.Heard(tcp.RoundTripUs);
            Answered(tcp.Message, DnsProtocol.Tcp, tcp.RoundTripUs, Options.KeepBytes ? tcp.AnswerBytes : null);
            return;
        }

        FinishIfOver();
    }

    private void Answered(Message message, DnsProtocol protocol, long roundTripUs, byte[]? bytes) =>
        Finish(ExchangeOutcome.Answered, message, protocol, roundTripUs, bytes);

    /// <summary>Nothing more can come: say how it ended.</summary>
    private void FinishIfOver()
    {
        if (IsCompleted || !_udpOver || (_tcpTried && !_tcpOver))
        {
            return;
        }

        if (_truncated is not null)
        {
            // TCP failed, so the truncated answer is all there is. It is an answer; that TCP failed is in the facts.
            Finish(ExchangeOutcome.Answered, _truncated, DnsProtocol.Udp, _truncatedRoundTripUs, _truncatedBytes);
            return;
        }

        var outcome = _policy == ProtocolPolicy.TcpOnly ? _tcpOutcome : _udpOutcome;
        if (outcome == ExchangeOutcome.TimedOut && (_sawGarbage || (_tcpTried && _tcpOutcome == ExchangeOutcome.Malformed)))
        {
            outcome = ExchangeOutcome.Malformed;
        }

        // Silence over TCP says nothing of UDP, so it counts only where nothing but TCP is used.
        if (outcome == ExchangeOutcome.TimedOut && _otherSource is null && (_policy != ProtocolPolicy.TcpOnly || Options.TcpOnly))
        {
            _server.Unheard(_startedAt, Options.SilenceUs);
        }

        Finish(outcome, null, _policy == ProtocolPolicy.TcpOnly ? DnsProtocol.Tcp : DnsProtocol.Udp, 0, null);
    }

    private void Finish(ExchangeOutcome outcome, Message? message, DnsProtocol protocol, long roundTripUs, byte[]? bytes)
    {
        ForgetUdp();
        if (!_tcpOver && _tcp is not null)
        {
            _tcp.Dispose();
            _transport.Connections.Leave();
        }

        var exchange = new Exchange
        {
            Server = _server.Address,
            Question = Question,
            Query = _query,
            Outcome = outcome,
            Message = message,
            Protocol = protocol,
            TruncatedMessage = _truncated,
            RoundTripUs = roundTripUs,
            UdpAttempts = _udpAttempts,
            TcpTried = _tcpTried,
            TcpOutcome = _tcpOutcome,
            UdpAnswered = _udpAnswered,
            OtherSource = _otherSource,
            IgnoredDatagrams = _ignored,
            Problem = _problem,
            StartedUtc = _startedUtc,
            AnswerBytes = bytes,
            TruncatedBytes = _truncatedBytes,
        };
        _transport.Completed(_server, exchange, _startedAt);
        SetResult(exchange);
    }
}
