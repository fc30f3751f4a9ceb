using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Transport;

/// <summary>A question that waits for a datagram.</summary>
internal interface IUdpQuery
{
    IPEndPoint Endpoint { get; }

    Question Question { get; }

    /// <summary>The answer, in a buffer that is valid only during the call.</summary>
    void OnAnswer(byte[] buffer, int length);

    /// <summary>The right answer from the wrong place.</summary>
    void OnOtherSource(IPEndPoint source);

    /// <summary>Something from the server's own endpoint that is no answer; nothing may be asked or settled here.</summary>
    /// <param name="problem">Why it is not even a DNS response; null where it is one, to something else.</param>
    void OnNoise(string? problem);
}

/// <summary>
/// An unconnected UDP socket on a random port that many questions to many servers share; a datagram belongs to a question when address, port, ID and
/// question match (RFC 5452, section 9.1).
/// </summary>
internal sealed class UdpSocket : LoopSocket
{
    /// <summary>Questions after which a socket is retired, so that its port does not become known.</summary>
    private const int MaxQuestions = 4096;

    internal const long MaxAgeUs = 60_000_000;

    private const int ReceiveBufferOctets = 4 << 20;
    private const int MaxReceivesInARow = 64;

    private readonly EventLoop _loop;
    private readonly SecureRandom _random;
    private readonly byte[] _buffer;
    private readonly Dictionary<ushort, IUdpQuery> _pending = new();
    private readonly long _oldAt;
    private EndPoint _source;
    private int _asked;

    private UdpSocket(EventLoop loop, SecureRandom random, byte[] buffer, Socket socket, long maxAgeUs)
        : base(socket)
    {
        _loop = loop;
        _random = random;
        _buffer = buffer;
        _oldAt = EventLoop.Now + maxAgeUs;
        _source = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        loop.Own(this);
    }

    /// <summary>Whether no further question should go out here.</summary>
    internal bool IsWorn => _asked >= MaxQuestions || EventLoop.Now > _oldAt;

    public override void Dispose()
    {
        _loop.Unwatch(this);
        _loop.Disown(this);
        base.Dispose();
    }

    /// <summary>Opens a socket on a random port.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal static UdpSocket Open(EventLoop loop, SecureRandom random, byte[] buffer, AddressFamily family, long maxAgeUs = MaxAgeUs)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (family == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            EnlargeReceiveBuffer(socket);
            IgnorePortUnreachable(socket);
            BindToRandomPort(socket, random);
            return new UdpSocket(loop, random, buffer, socket, maxAgeUs);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Notes a question under a fresh random ID.</summary>
    internal ushort Register(IUdpQuery query)
    {
        ushort id;
        do
        {
            id = _random.NextUInt16();
        }
        while (_pending.ContainsKey(id));
        _pending.Add(id, query);
        _asked++;
        if (_pending.Count == 1)
        {
            _loop.Watch(this);
        }

        return id;
    }

    internal void Forget(ushort id)
    {
        _pending.Remove(id);
        if (_pending.Count > 0)
        {
            return;
        }

        _loop.Unwatch(this);
        if (IsWorn)
        {
            Dispose();
        }
    }

    /// <summary>No further question will go out here: closes the socket, or lets its last question do so.</summary>
    internal void Retire()
    {
        if (_pending.Count == 0)
        {
            Dispose();
        }
    }

    /// <summary>Whether a datagram's source is the server that was asked.</summary>
    internal static bool IsFrom(IPEndPoint source, IPEndPoint server) =>
        source.Port == server.Port && (source.Address.Equals(server.Address) || IsSameButForScope(source.Address, server.Address));

    internal void Send(byte[] query, int length, IPEndPoint to) => Socket.SendTo(query, 0, length, SocketFlags.None, to);

    internal override void OnReady()
    {
        // The first receive is known not to block; Available tells whether another datagram waits. The bound keeps one busy socket from starving timers.
        for (var count = 0; count < MaxReceivesInARow && (count == 0 || (_pending.Count > 0 && Socket.Available > 0)); count++)
        {
            int length;
            try
            {
                length = Socket.ReceiveFrom(_buffer, 0, _buffer.Length, SocketFlags.None, ref _source);
            }
            catch (SocketException)
            {
                // A datagram with a bad checksum that vanished, or an ICMP error for some earlier datagram: time-outs take care of both.
                return;
            }

            Deliver(length, (IPEndPoint)_source);
        }
    }

    private void Deliver(int length, IPEndPoint source)
    {
        var id = ResponseMatch.IdOf(_buffer, length);
        if (id >= 0 && _pending.TryGetValue((ushort)id, out var query) && ResponseMatch.IsAnswerTo(_buffer, length, (ushort)id, query.Question))
        {
            if (IsFrom(source, query.Endpoint))
            {
                query.OnAnswer(_buffer, length);
            }
            else
            {
                query.OnOtherSource(source);
            }

            return;
        }

        // No answer. Whoever waits for this endpoint should know that something came from it.
        string? problem = null;
        var isRead = false;
        foreach (var waiting in _pending.Values)
        {
            if (!IsFrom(source, waiting.Endpoint))
            {
                continue;
            }

            if (!isRead)
            {
                problem = ProblemOf(_buffer, length);
                isRead = true;
            }

            waiting.OnNoise(problem);
        }
    }

    private static string? ProblemOf(byte[] buffer, int length)
    {
        try
        {
            return MessageParser.Parse(buffer, length).IsResponse ? null : "a message that is no response";
        }
        catch (WireFormatException error)
        {
            return error.Message;
        }
    }

    // A link-local server given without its interface: the system names the interface in the source.
    private static bool IsSameButForScope(IPAddress source, IPAddress server) =>
        server.IsIPv6LinkLocal && server.ScopeId == 0 && source.IsIPv6LinkLocal && new IPAddress(source.GetAddressBytes()).Equals(server);

    // A wish: some systems refuse what is more than they allow, others cut it down.
    private static void EnlargeReceiveBuffer(Socket socket)
    {
        try
        {
            socket.ReceiveBufferSize = ReceiveBufferOctets;
        }
        catch (SocketException)
        {
            // The default will do.
        }
    }

    private static void BindToRandomPort(Socket socket, SecureRandom random)
    {
        var any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            try
            {
                socket.Bind(new IPEndPoint(any, 1024 + random.Next(65536 - 1024)));
                return;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // In use, or in one of Windows' excluded ranges: another port.
            }
        }

        socket.Bind(new IPEndPoint(any, 0));
    }

    // On Windows an unconnected socket would otherwise fail its next receive when any earlier datagram met a closed port.
    private static void IgnorePortUnreachable(Socket socket)
    {
        const int SioUdpConnReset = unchecked((int)0x9800000C);
        if (Environment.OSVersion.Platform == PlatformID.Win32NT)
        {
            socket.IOControl(SioUdpConnReset, [0, 0, 0, 0], null);
        }
    }
}
