using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;

namespace GlueTools.Dns.Transport;

/// <summary>UDP and TCP over one event loop. Made and used on the loop's thread.</summary>
public sealed class DnsTransport : IDnsTransport
{
    private readonly Dictionary<IPAddress, ServerState> _servers = new();
    private readonly Action<Exchange>? _observer;

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
        Sockets = new UdpSocketPool(loop, Random);
    }

    internal EventLoop Loop { get; }

    internal TransportOptions Options { get; }

    internal QueryGate Gate { get; }

    internal ConnectionSlots Connections { get; } = new();

    internal SecureRandom Random { get; }

    internal UdpSocketPool Sockets { get; }

    internal AnswerMemory Answers { get; } = new();

    /// <summary>Written and sent before anything else can use it: everything here runs on one thread.</summary>
    internal byte[] QueryBuffer { get; } = new byte[QueryWriter.MaxLength];

    /// <inheritdoc/>
    public LoopTask<Exchange> Ask(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy)
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
                StartedUtc = DateTime.UtcNow,
            };
            _observer?.Invoke(exchange);
            return LoopTasks.FromResult(exchange);
        }

        var run = new ExchangeRun(this, state, question, query, allowed);
        Gate.Enter(state, mayAsk =>
        {
            if (mayAsk)
            {
                run.Start();
            }
            else
            {
                run.Skip();
            }
        });
        return run;
    }

    /// <inheritdoc/>
    public bool IsSilent(IPAddress server) => _servers.TryGetValue(server, out var state) && state.IsSilent;

    /// <inheritdoc/>
    public long RoundTripUs(IPAddress server) => _servers.TryGetValue(server, out var state) ? state.RoundTripUs : 0;

    /// <summary>An exchange is over.</summary>
    /// <param name="server">Whom it asked.</param>
    /// <param name="exchange">What came of it.</param>
    /// <param name="startedAt">When it began, on the loop's clock.</param>
    internal void Completed(ServerState server, Exchange exchange, long startedAt)
    {
        if (exchange.Outcome != ExchangeOutcome.NotAsked)
        {
            var isTimeout = exchange.Outcome == ExchangeOutcome.TimedOut;
            // First let go of what waits for a server that has just fallen silent; leaving would admit the next of them.
            if (isTimeout && server.IsSilent)
            {
                QueryGate.Release(server);
            }

            // Unheard all that while, though not yet called silent (TCP alone does not tell): what else is in flight decides whether the next is worth sending.
            Gate.Leave(server, mayAdmit: !isTimeout || server.HeardAt >= startedAt || server.InFlight == 1);
        }

        _observer?.Invoke(exchange);
    }

    private ServerState StateOf(IPAddress address)
    {
        if (!_servers.TryGetValue(address, out var state))
        {
            var exempt = Options.ServerRateLimit <= 0 || Options.IsExempt?.Invoke(address) == true;
            var bucket = exempt ? null : new RateBucket(Options.ServerRateLimit, Options.ServerRateLimit * 2, EventLoop.Now);
            _servers.Add(address, state = new ServerState(address, Options.Map.EndpointOf(address, Options.Port), bucket));
        }

        return state;
    }
}
