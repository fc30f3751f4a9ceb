using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>A question that waits for a datagram.</summary>
internal interface IUdpQuery
{
    IPEndPoint Endpoint { get; }

    Question Question { get; }

    /// <summary>The letters in which its name went out.</summary>
    LetterCase Letters { get; }

    /// <summary>A response from the server's endpoint; the buffer is valid only during the call.</summary>
    void OnAnswer(UdpChannel channel, ResponseFit fit, byte[] buffer, int length);

    /// <summary>A response from the wrong place.</summary>
    void OnOtherSource(UdpChannel channel, ResponseFit fit, IPEndPoint source);

    /// <summary>Something from the server's own endpoint that is no answer; nothing may be asked or settled here.</summary>
    /// <param name="problem">Why it is not even a DNS response, where it carries the question's ID; null where it is one, or may have been meant for another question.</param>
    void OnNoise(string? problem);

    /// <summary>The host says that nobody listens on the port; only a connected socket hears of it.</summary>
    void OnPortUnreachable();
}

/// <summary>
/// A socket on a random port, and the questions that wait on it; a datagram belongs to a question when address, port, ID and question match
/// (RFC 5452, section 9.1).
/// </summary>
internal sealed class UdpChannel : IDatagramReceiver, IDisposable
{
    internal const long DefaultMaxAgeUs = 60_000_000;

    /// <summary>Questions after which a socket is retired, so that a port that has become known is soon worth nothing.</summary>
    internal const int MaxQuestions = 512;

    private const int FirstPort = 1024;

    private readonly EventLoop _loop;
    private readonly SecureRandom _random;
    private readonly DatagramSocket _socket;
    private readonly Dictionary<ushort, IUdpQuery> _pending = new();
    private readonly long _oldAt;
    private int _asked;
    private Action<bool>? _busyChanged;
    private Action? _closed;

    private UdpChannel(EventLoop loop, SecureRandom random, DatagramSocket socket, long maxAgeUs)
    {
        _loop = loop;
        _random = random;
        _socket = socket;
        _oldAt = loop.Now + maxAgeUs;
        socket.Receiver = this;
        loop.Own(this);
    }

    /// <summary>Opens a socket that hears everybody.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal static UdpChannel Open(EventLoop loop, SecureRandom random, AddressFamily family, long maxAgeUs = DefaultMaxAgeUs) =>
        new(loop, random, loop.Machine.OpenDatagrams(family, () => NextPort(random)), maxAgeUs);

    /// <summary>Opens a socket that is connected to a server.</summary>
    /// <exception cref="SocketException">There is no route, or no descriptor left.</exception>
    internal static UdpChannel OpenTo(IPEndPoint server, EventLoop loop, SecureRandom random, long maxAgeUs = DefaultMaxAgeUs) =>
        new(loop, random, loop.Machine.ConnectDatagrams(server, () => NextPort(random)), maxAgeUs);

    /// <summary>Whether no further question should go out here.</summary>
    internal bool IsWorn(long now) => _asked >= MaxQuestions || now > _oldAt;

    /// <inheritdoc/>
    public bool HasPending => _pending.Count > 0;

    /// <summary>Whether it is connected to one server.</summary>
    internal bool IsConnected => _socket.IsConnected;

    /// <summary>Where it is.</summary>
    internal IPEndPoint LocalEndPoint => _socket.LocalEndPoint;

    /// <summary>Whether it was closed.</summary>
    internal bool IsClosed => _socket.IsClosed;

    /// <summary>Whether questions to any server go out here, so that its port is known to others than the server asked.</summary>
    internal bool IsShared { get; set; }

    /// <summary>Whether it is closed when nothing waits for an answer here, worn or not.</summary>
    internal bool ClosesWhenIdle { get; set; }

    /// <summary>When it was last taken for a question, on the loop's clock.</summary>
    internal long UsedAt { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed?.Invoke();
        _closed = null;
        _loop.Disown(this);
        _socket.Dispose();
    }

    /// <summary>Says when a first question begins to wait here, when none waits any more, and when this is closed.</summary>
    internal void Watch(Action<bool> busyChanged, Action closed)
    {
        _busyChanged = busyChanged;
        _closed = closed;
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
            _socket.Watch();
            _busyChanged?.Invoke(true);
        }

        return id;
    }

    internal void Forget(ushort id)
    {
        if (!_pending.Remove(id) || _pending.Count > 0)
        {
            return;
        }

        _socket.Unwatch();
        if (ClosesWhenIdle || IsWorn(_loop.Now))
        {
            Dispose();
        }

        _busyChanged?.Invoke(false);
    }

    /// <summary>No further question will go out here: closes the socket, or lets its last question do so.</summary>
    internal void Retire()
    {
        _asked = MaxQuestions;
        if (_pending.Count == 0)
        {
            Dispose();
        }
    }

    /// <summary>Sends a query; what the system says against it is the result.</summary>
    internal SocketError Send(byte[] query, int length, IPEndPoint to) => _socket.Send(query, length, to);

    /// <summary>Whether a datagram's source is the server that was asked.</summary>
    internal static bool IsFrom(IPEndPoint source, IPEndPoint server) =>
        source.Port == server.Port && (source.Address.Equals(server.Address) || IsSameButForScope(source.Address, server.Address));

    void IDatagramReceiver.OnPortUnreachable()
    {
        foreach (var waiting in new HashSet<IUdpQuery>(_pending.Values))
        {
            waiting.OnPortUnreachable();
        }
    }

    void IDatagramReceiver.OnDatagram(byte[] buffer, int length, IPEndPoint source)
    {
        var id = ResponseMatch.IdOf(buffer, length);
        if (id >= 0 && _pending.TryGetValue((ushort)id, out var query)
            && ResponseMatch.Fit(buffer, length, (ushort)id, query.Question, query.Letters) is var fit and not ResponseFit.None)
        {
            if (IsFrom(source, query.Endpoint))
            {
                query.OnAnswer(this, fit, buffer, length);
            }
            else
            {
                query.OnOtherSource(this, fit, source);
            }

            return;
        }

        // No answer. Whoever waits for this endpoint should know that something came from it; whose answer it was meant to be, nothing but its ID tells.
        var meant = length >= 2 && _pending.TryGetValue((ushort)((buffer[0] << 8) | buffer[1]), out var asked) && IsFrom(source, asked.Endpoint) ? asked : null;
        // A question and its repeat may both be waited for here.
        foreach (var waiting in new HashSet<IUdpQuery>(_pending.Values))
        {
            if (IsFrom(source, waiting.Endpoint))
            {
                waiting.OnNoise(ReferenceEquals(waiting, meant) ? ProblemOf(buffer, length) : null);
            }
        }
    }

    private static string? ProblemOf(byte[] buffer, int length)
    {
        try
        {
            return !MessageParser.Parse(buffer, length).IsResponse ? "a message that is no response"
                : ResponseMatch.IsWithoutQuestion(buffer, length) ? "a response that repeats no question"
                : null;
        }
        catch (WireFormatException error)
        {
            return error.Message;
        }
    }

    // A link-local server given without its interface: the system names the interface in the source.
    private static bool IsSameButForScope(IPAddress source, IPAddress server) =>
        server.IsIPv6LinkLocal && server.ScopeId == 0 && source.IsIPv6LinkLocal && new IPAddress(source.GetAddressBytes()).Equals(server);

    private static int NextPort(SecureRandom random) => FirstPort + random.Next(65536 - FirstPort);
}
