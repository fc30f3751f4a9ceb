using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Tests.Loop;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Simulation;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A transport on a loop of its own; servers are known to it as 192.0.2.1 and up.</summary>
internal sealed class Client : IDisposable
{
    private readonly DnsTransport _transport;
    private readonly SimulatedMachine? _machine;

    internal Client(TransportOptions options, params ScriptedServer[] servers)
    {
        var table = new Dictionary<IPAddress, IPEndPoint?>();
        for (var i = 0; i < servers.Length; i++)
        {
            table.Add(Address(i), servers[i].EndPoint);
        }

        Loop = new EventLoop();
        Options = options.Map == AddressMap.Identity ? options with { Map = new TableAddressMap(table, null) } : options;
        _transport = Loop.Do(() => new DnsTransport(Loop, Options, Observed.Enqueue));
    }

    internal Client(params ScriptedServer[] servers)
        : this(Quick, servers)
    {
    }

    /// <summary>On a simulated machine with these servers.</summary>
    internal Client(TransportOptions options, SimulatedServer server, params SimulatedServer[] more)
        : this(new SimulatedMachine(), options, [server, .. more])
    {
    }

    internal Client(SimulatedServer server)
        : this(Quick, server)
    {
    }

    private Client(SimulatedMachine machine, TransportOptions options, SimulatedServer[] servers)
    {
        _machine = machine;
        var table = servers.Select((server, i) => machine.Add(new IPEndPoint(Address(i), 53), server)).ToDictionary(server => server.EndPoint.Address, server => (IPEndPoint?)server.EndPoint);
        Loop = new EventLoop(machine);
        Options = options.Map == AddressMap.Identity ? options with { Map = new TableAddressMap(table, null) } : options;
        _transport = Loop.Do(() => new DnsTransport(Loop, Options, Observed.Enqueue));
    }

    /// <summary>No limits, and a time-out that is long for loopback and short for a test.</summary>
    internal static TransportOptions Quick { get; } = new() { TimeoutUs = 250_000, ServerRateLimit = 0, RateLimit = 0, ServerThrottleLimit = 0 };

    internal EventLoop Loop { get; }

    /// <summary>What its servers and its time live on, where that is simulated.</summary>
    internal SimulatedMachine Machine => _machine ?? throw new InvalidOperationException("It runs on the system's sockets.");

    /// <summary>Milliseconds that have passed on the simulated machine.</summary>
    internal double ElapsedMs => Machine.ElapsedMs;

    internal TransportOptions Options { get; }

    internal ConcurrentQueue<Exchange> Observed { get; } = new();

    public void Dispose() => Loop.Dispose();

    internal static IPAddress Address(int server) => new([192, 0, (byte)(2 + (server / 250)), (byte)(1 + (server % 250))]);

    internal Exchange Ask(ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp, int server = 0) => Ask(Address(server), policy);

    internal Exchange Ask(IPAddress server, ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp) =>
        Start(server, Replies.Asked, policy).WaitAsync(LoopRunner.Patience).GetAwaiter().GetResult();

    internal Task<Exchange> Start(IPAddress server, Question question, ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp) =>
        Loop.StartOn(() => _transport.Ask(server, question, QueryOptions.Default, policy));

    /// <summary>Starts several in one turn of the loop.</summary>
    internal Exchange[] AskTogether(int count, int server = 0, ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp) => Loop.Run(() =>
    {
        var tasks = new List<LoopTask<Exchange>>();
        for (var i = 0; i < count; i++)
        {
            tasks.Add(_transport.Ask(Address(server), Replies.Asked, QueryOptions.Default, policy));
        }

        return LoopTasks.WhenAll(tasks);
    });

    internal T Do<T>(Func<DnsTransport, T> work) => Loop.Do(() => work(_transport));

    internal T Run<T>(Func<DnsTransport, LoopTask<T>> work) => Loop.Run(() => work(_transport));

    internal bool IsSilent(int server = 0) => Do(transport => transport.IsSilent(Address(server)));

    internal bool IsDoubtful(int server = 0) => Do(transport => transport.IsDoubtful(Address(server)));
}
