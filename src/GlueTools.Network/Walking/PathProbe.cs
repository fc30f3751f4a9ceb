using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Walking;

/// <summary>What the way to the start servers is like.</summary>
public enum PathCondition
{
    /// <summary>At least one family works over UDP.</summary>
    Clear,

    /// <summary>Only TCP gets through.</summary>
    TcpOnly,

    /// <summary>Something else answers in the servers' place.</summary>
    Intercepted,

    /// <summary>Nothing answers.</summary>
    Blocked,
}

/// <summary>The result of the path check of one run.</summary>
public sealed class PathReport
{
    internal PathReport(PathCondition condition, string sentence, bool ipv4Unusable, bool ipv6Unusable, IReadOnlyCollection<AddressFamily> proven)
    {
        IPv4Proven = proven.Contains(AddressFamily.InterNetwork);
        IPv6Proven = proven.Contains(AddressFamily.InterNetworkV6);
        Condition = condition;
        Sentence = sentence;
        IPv4Unusable = ipv4Unusable;
        IPv6Unusable = ipv6Unusable;
    }

    /// <summary>The answers that have proven it.</summary>
    internal IReadOnlyList<Exchange> Proofs { get; init; } = [];

    /// <summary>What the way is like.</summary>
    public PathCondition Condition { get; }

    /// <summary>What is wrong and what to do, in one sentence; empty where nothing is.</summary>
    public string Sentence { get; }

    /// <summary>Whether IPv4 cannot be used from here.</summary>
    public bool IPv4Unusable { get; }

    /// <summary>Whether IPv6 cannot be used from here.</summary>
    public bool IPv6Unusable { get; }

    /// <summary>Whether a start server answered over IPv4.</summary>
    public bool IPv4Proven { get; }

    /// <summary>Whether a start server answered over IPv6.</summary>
    public bool IPv6Proven { get; }

    /// <summary>Whether verdicts can be given at all.</summary>
    public bool IsUsable => Condition is PathCondition.Clear or PathCondition.TcpOnly;

    /// <summary>The stable error id: <c>PathIntercepted</c> or <c>PathBlocked</c>; empty where the path is usable.</summary>
    public string ErrorId => Condition switch
    {
        PathCondition.Intercepted => "PathIntercepted",
        PathCondition.Blocked => "PathBlocked",
        _ => string.Empty,
    };
}

/// <summary>
/// Proves the path before the first verdict: the start servers must answer for their own zone with authority, in each family. What comes back over a broken
/// path says nothing about any zone.
/// </summary>
internal sealed class PathProbe
{
    /// <summary>Addresses asked in each family: enough that one dead root server means nothing.</summary>
    private const int AddressesPerFamily = 4;

    /// <summary>Without the name of an option, which each door has its own for.</summary>
    private const string Otherwise = ", or start from a reachable server of the parent zone.";

    private readonly ServerAccess _network;

    internal PathProbe(ServerAccess network) => _network = network;

    internal async LoopTask<PathReport> Run(IReadOnlyList<ServerAddress> servers, bool fromRoot)
    {
        var tally = new AuditTally(_network.Loop.Clock);
        var asked = new List<LoopTask<Exchange>>();
        foreach (var family in Families.Both)
        {
            var count = 0;
            foreach (var server in Shuffle(servers))
            {
                if (server.Address.AddressFamily == family && _network.MayAsk(server.Address) == NotAskedReason.None && count++ < AddressesPerFamily)
                {
                    asked.Add(_network.Ask(
                        server.Address, new Question(DomainName.Root, fromRoot ? RecordType.NS : RecordType.SOA), _network.WithEdns, ProtocolPolicy.UdpThenTcp, tally));
                }
            }
        }

        var first = await FirstDecisive(asked, fromRoot);
        return Judge(first, asked, fromRoot);
    }

    /// <summary>Waits until both families have shown themselves, or all that was asked is settled.</summary>
    private async LoopTask<Exchange[]> FirstDecisive(List<LoopTask<Exchange>> asked, bool fromRoot)
    {
        var enough = new LoopTask<bool>();
        var open = asked.Count;
        var families = new HashSet<AddressFamily>();
        foreach (var task in asked)
        {
            task.ContinueWith(() =>
            {
                if (IsProof(task.Result, fromRoot))
                {
                    _network.Pulse.Trust(task.Result);
                    families.Add(task.Result.Server.AddressFamily);
                }

                open--;
                if (!enough.IsCompleted && (open == 0 || families.Count == 2))
                {
                    enough.SetResult(true);
                }
            });
        }

        if (asked.Count > 0)
        {
            await enough;
        }

        var done = new List<Exchange>();
        foreach (var task in asked)
        {
            if (task.IsCompleted)
            {
                done.Add(task.Result);
            }
        }

        return done.ToArray();
    }

    // From the root, the root's own data must come with authority. A server that the user names need only be there: which zones it serves is found out
    // name by name, since one server may well be an authority for some and a resolver for the rest.
    private static bool IsProof(Exchange exchange, bool fromRoot) => exchange.Message is { } message && (!fromRoot || message.IsAuthoritative);

    private PathReport Judge(Exchange[] settled, List<LoopTask<Exchange>> asked, bool fromRoot)
    {
        var proven = new HashSet<AddressFamily>();
        var tried = new HashSet<AddressFamily>();
        var overUdp = false;
        Exchange? impostor = null;
        foreach (var exchange in settled)
        {
            tried.Add(exchange.Server.AddressFamily);
            if (IsProof(exchange, fromRoot))
            {
                proven.Add(exchange.Server.AddressFamily);
                overUdp |= exchange.UdpAnswered;
            }
            else if (exchange.IsAnswered)
            {
                impostor ??= exchange;
            }
        }

        if (proven.Count == 0)
        {
            return Failure(impostor, asked);
        }

        var condition = overUdp || _network.Options.TcpOnly ? PathCondition.Clear : PathCondition.TcpOnly;
        var sentence = condition == PathCondition.TcpOnly ? "UDP port 53 is blocked from here, so everything was asked over TCP and UDP was not judged." : string.Empty;
        return new PathReport(
            condition,
            sentence,
            tried.Contains(AddressFamily.InterNetwork) && !proven.Contains(AddressFamily.InterNetwork),
            tried.Contains(AddressFamily.InterNetworkV6) && !proven.Contains(AddressFamily.InterNetworkV6),
            proven)
        {
            Proofs = Array.FindAll(settled, exchange => IsProof(exchange, fromRoot)),
        };
    }

    private static PathReport Failure(Exchange? impostor, List<LoopTask<Exchange>> asked)
    {
        if (impostor is null)
        {
            var sample = asked.Count > 0 && asked[0].IsCompleted ? asked[0].Result.Server.ToString() : "none";
            return new PathReport(
                PathCondition.Blocked,
                "No server to start from answers, over UDP or TCP (asked: " + sample + (asked.Count > 1 ? " and others" : string.Empty)
                    + "); run from a network that reaches port 53 directly" + Otherwise,
                false,
                false,
                []);
        }

        return new PathReport(
            PathCondition.Intercepted,
            "Port 53 is intercepted: something that is no root server answers for " + impostor.Server
                + "; run from a network with direct port 53" + Otherwise,
            false,
            false,
            []);
    }

    private List<ServerAddress> Shuffle(IReadOnlyList<ServerAddress> servers)
    {
        var order = new List<ServerAddress>(servers);
        _network.Shuffle(order);
        return order;
    }
}
