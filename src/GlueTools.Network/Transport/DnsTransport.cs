using System;
using System.Net;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>UDP and TCP over one event loop. Made and used on the loop's thread.</summary>
public sealed class DnsTransport : IDnsTransport
{
    /// <summary>Servers remembered; a run over millions of them forgets those it has not asked for longest.</summary>
    internal const int MaxServers = 32_768;

    private readonly RecentTable<IPAddress, ServerState> _servers;
    private Action<Exchange>? _observer;
    private int _run;

    /// <summary>Creates a transport.</summary>
    /// <param name="loop">The loop that will carry it.</param>
    /// <param name="options">Time-outs, limits and routing.</param>
    /// <param name="observer">Told of every exchange as it ends, on the loop thread; null for nobody.</param>
    public DnsTransport(EventLoop loop, TransportOptions options, Action<Exchange>? observer = null)
    {
        Loop = loop;
        Options = options;
        _observer = observer;
        Gate = new QueryGate(loop, options);
        Random = new SecureRandom();
        Sockets = new UdpSocketPool(loop, Random, options.Sockets.Datagrams);
        Connections = new ConnectionSlots(options.Sockets.Connections);
        WallClock = new WallClock(loop.Clock);
        Attempts = loop.AddLine(options.TimeoutUs);
        _servers = new RecentTable<IPAddress, ServerState>(MaxServers, server => server.IsInUse(loop.Now, options.SilenceUs));
    }

    /// <summary>Servers remembered now.</summary>
    internal int ServerCount => _servers.Count;

    internal EventLoop Loop { get; }

    internal TransportOptions Options { get; }

    internal QueryGate Gate { get; }

    internal ConnectionSlots Connections { get; }

    internal WayOut Way { get; } = new();

    /// <inheritdoc/>
    public int WaysLost => Way.Losses;

    internal SecureRandom Random { get; }

    internal UdpSocketPool Sockets { get; }

    /// <summary>Time-outs of attempts over UDP.</summary>
    internal TimeoutLine Attempts { get; }

    internal WallClock WallClock { get; }

    internal AnswerMemory Answers { get; } = new();

    /// <summary>Written and sent before anything else can use it: everything here runs on one thread.</summary>
    internal byte[] QueryBuffer { get; } = new byte[QueryWriter.MaxLengthWithCookie];

    /// <summary>Whether no question is on its way or in line.</summary>
    internal bool IsIdle => Gate.IsIdle;

    /// <summary>Begins a further run over the same sockets and limits. Of what servers did, round trips alone are remembered.</summary>
    internal void BeginRun(Action<Exchange>? observer)
    {
        _observer = observer;
        _run++;
    }

    /// <inheritdoc/>
    public LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone = null, AskOptions? how = null)
    {
        var state = StateOf(server);
        var allowed = Options.TcpOnly ? ProtocolPolicy.TcpOnly : policy;
        if (state.Endpoint is null)
        {
            var exchange = new Exchange
            {
                Server = server,
                Question = question,
                Query = query,
                Outcome = ExchangeOutcome.Unreachable,
                Protocol = allowed == ProtocolPolicy.TcpOnly ? DnsProtocol.Tcp : DnsProtocol.Udp,
                StartedUtc = WallClock.At(Loop.Now),
            };
            _observer?.Invoke(exchange);
            return LoopTasks.FromResult(exchange);
        }

        var run = new ExchangeRun(this, state, question, query, allowed, zone, how ?? AskOptions.Default);
        Gate.Enter(state, run);
        return run;
    }

    /// <inheritdoc/>
    public bool IsSilent(IPAddress server) => TryGet(server, out var state) && state.IsSilent(Loop.Now, Options.SilenceUs);

    /// <inheritdoc/>
    public bool KeepsWaiting(IPAddress server, long now) => TryGet(server, out var state) && state.KeepsWaiting(now, Options.SilenceUs);

    /// <inheritdoc/>
    public bool IsDoubtful(IPAddress server) => !TryGet(server, out var state) || state.IsDoubtful(Loop.Now, Options.SilenceUs);

    /// <inheritdoc/>
    public bool WasHeard(IPAddress server) => TryGet(server, out var state) && state.WasHeard;

    /// <inheritdoc/>
    public void NoteLimit(IPAddress server, long since, double answered) => StateOf(server).Pace.Limited(Loop.Now, since, answered);

    /// <summary>An exchange is over.</summary>
    /// <param name="server">Whom it asked.</param>
    /// <param name="run">The exchange.</param>
    /// <param name="exchange">What came of it.</param>
    /// <param name="repeats">Repeats and connections.</param>
    internal void Completed(ServerState server, ExchangeRun run, Exchange exchange, int repeats)
    {
        Gate.Leave(server, run, repeats);
        _observer?.Invoke(exchange);
    }

    /// <summary>An exchange had no answer from a server that has begun to drop, or a response that it may not believe: it is put again, behind what waits already.</summary>
    internal void AskAgain(ServerState server, ExchangeRun run, int repeats)
    {
        Gate.Leave(server, run, repeats);
        Gate.Enter(server, run);
    }

    private bool TryGet(IPAddress address, out ServerState state)
    {
        var isKnown = _servers.TryGet(address, out state);
        if (isKnown && state.Run != _run)
        {
            state.Run = _run;
            state.Forget(Options.TimeoutUs);
        }

        return isKnown;
    }

    private ServerState StateOf(IPAddress address)
    {
        if (!TryGet(address, out var state))
        {
            var exempt = Options.ServerRateLimit <= 0 || Options.IsExempt?.Invoke(address) == true;
            var bucket = exempt ? null : new RateBucket(Options.ServerRateLimit, Math.Max(Options.ServerRateLimit * 2, Options.Retry + 2), Loop.Now);
            state = new ServerState(address, Options.Map.EndpointOf(address, Options.Port), bucket, new ServerPace(Options.TimeoutUs)) { Run = _run };
            _servers.Set(address, state);
        }

        return state;
    }
}
