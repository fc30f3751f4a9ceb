using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Tests.Loop;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A transport on a loop of its own; servers are known to it as 192.0.2.1 and up.</summary>
internal sealed class Client : IDisposable
{
    private readonly DnsTransport _transport;

    internal Client(TransportOptions options, params ScriptedServer[] servers)
    {
        var table = new Dictionary<IPAddress, IPEndPoint?>();
        for (var i = 0; i < servers.Length; i++)
        {
            table.Add(Address(i), servers[i].EndPoint);
        }

        Options = options.Map == AddressMap.Identity ? options with { Map = new TableAddressMap(table, null) } : options;
        _transport = Loop.Do(() => new DnsTransport(Loop, Options, Observed.Enqueue));
    }

    internal Client(params ScriptedServer[] servers)
        : this(Quick, servers)
    {
    }

    /// <summary>No limits, and a time-out that is long for loopback and short for a test.</summary>
    internal static TransportOptions Quick { get; } = new() { TimeoutUs = 250_000, ServerRateLimit = 0, RateLimit = 0, ServerThrottleLimit = 0 };

    internal EventLoop Loop { get; } = new();

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
