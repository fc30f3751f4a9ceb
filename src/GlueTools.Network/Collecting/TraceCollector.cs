using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// Goes from the start servers to the name by what referrals give: the next level's servers are reached at glue addresses, and only where a referral gives
/// none is a name server's name resolved; the step says so.
/// </summary>
internal sealed class TraceCollector
{
    /// <summary>Zones below one another; a name has at most 127 labels, and no real delegation comes near this.</summary>
    private const int MaxLevels = 64;

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly bool _all;
    private readonly AuditContext _audit;
    private readonly List<TraceStep> _steps = new();

    internal TraceCollector(ServerAccess network, DelegationWalker walker, DomainName name, bool all)
    {
        _network = network;
        _audit = new AuditContext(name, new AuditTally(network.Loop.Clock), network.Steps);
        _walker = walker;
        _all = all;
    }

    /// <summary>The steps, in the order of levels; empty where the servers to start from serve no zone that holds the name.</summary>
    internal async LoopTask<IReadOnlyList<TraceStep>> Trace()
    {
        var name = _audit.Domain;
        var start = await _walker.Start.For(name, _audit.Tally);
        if (start is null)
        {
            return _steps;
        }

        var zone = start.Name;
        var servers = new List<ServerAddress>(start.Servers);
        var note = string.Empty;
        for (var level = 1; level <= MaxLevels && servers.Count > 0; level++)
        {
            var answers = await AskLevel(level, zone, name, servers, note);
            var referral = NextZone(answers);
            if (referral is null || referral.Zone == zone)
            {
                break;
            }

            (servers, note) = await ServersOf(referral, zone);
            zone = referral.Zone;
        }

        return _steps;
    }

    /// <summary>Asks every server of the level, or random ones until one says something useful.</summary>
    private async LoopTask<List<TraceStep>> AskLevel(int level, DomainName zone, DomainName name, List<ServerAddress> servers, string note)
    {
        var order = Shuffled(servers);
        var answers = new List<TraceStep>();
        if (_all)
        {
            var asked = new List<LoopTask<Exchange>>();
            order.Sort(ServerAddress.Compare);
            foreach (var server in order)
            {
                asked.Add(Ask(server, name));
            }

            var exchanges = await LoopTasks.WhenAll(asked);
            for (var i = 0; i < exchanges.Length; i++)
            {
                answers.Add(new TraceStep(level, zone, order[i], new ServerAnswer(exchanges[i], zone), note));
            }
        }
        else
        {
            foreach (var server in order)
            {
                var step = new TraceStep(level, zone, server, new ServerAnswer(await Ask(server, name), zone), note);
                answers.Add(step);
                if (step.Answer.IsUseful)
                {
                    break;
                }
            }
        }

        _steps.AddRange(answers);
        return answers;
    }

    private LoopTask<Exchange> Ask(ServerAddress server, DomainName name) =>
        _network.Ask(server.Address, new Question(name, RecordType.NS), _network.WithDnssec, ProtocolPolicy.UdpThenTcp, _audit.Tally);

    /// <summary>All referrals of the level to its first referral's zone, together.</summary>
    private static MergedReferral? NextZone(List<TraceStep> answers)
    {
        MergedReferral? next = null;
        foreach (var step in answers)
        {
            if (step.Kind == ResponseKind.Referral)
            {
                next ??= new MergedReferral(step.Cut.ToLower());
                if (next.Zone == step.Cut)
                {
                    next.Add(step.NameServers!);
                }
            }
        }

        return next;
    }

    private async LoopTask<(List<ServerAddress> Servers, string Note)> ServersOf(MergedReferral referral, DomainName source)
    {
        var servers = new List<ServerAddress>();
        foreach (var glue in referral.Glue)
        {
            if (glue.Name.IsAtOrBelow(source) && _network.MayAsk(glue.Address) == NotAskedReason.None)
            {
                servers.Add(new ServerAddress(glue.Name, glue.Address));
            }
        }

        if (servers.Count > 0)
        {
            return (servers, string.Empty);
        }

        var resolved = new List<DomainName>();
        foreach (var name in referral.NameServers)
        {
            var found = await _walker.Resolver.ResolveForAudit(name, _audit);
            foreach (var address in found.Addresses)
            {
                if (_network.MayAsk(address) == NotAskedReason.None)
                {
                    servers.Add(new ServerAddress(name, address));
                }
            }

            if (found.Addresses.Count > 0)
            {
                resolved.Add(name);
                if (!_all)
                {
                    break;
                }
            }
        }

        return (servers, resolved.Count == 0 ? string.Empty : "no usable glue in the referral; resolved " + string.Join(", ", resolved));
    }

    private List<ServerAddress> Shuffled(List<ServerAddress> servers)
    {
        var order = new List<ServerAddress>();
        foreach (var server in servers)
        {
            if (_network.MayAsk(server.Address) == NotAskedReason.None)
            {
                order.Add(server);
            }
        }

        order.Sort(ServerAddress.Compare);
        _network.Shuffle(order);
        return order;
    }

    private sealed class MergedReferral
    {
        private readonly HashSet<KeyValuePair<DomainName, System.Net.IPAddress>> _seen = new();

        internal MergedReferral(DomainName zone) => Zone = zone;

        internal DomainName Zone { get; }

        internal OrderedSet<DomainName> NameServers { get; } = new();

        internal List<GlueAddress> Glue { get; } = new();

        internal void Add(Referral referral)
        {
            NameServers.UnionWith(referral.NameServers);
            foreach (var glue in referral.Glue)
            {
                if (_seen.Add(new KeyValuePair<DomainName, System.Net.IPAddress>(glue.Name, glue.Address)))
                {
                    Glue.Add(glue);
                }
            }
        }
    }
}
