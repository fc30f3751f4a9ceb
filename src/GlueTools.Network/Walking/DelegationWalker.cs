using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Goes down from the servers a run starts from to the zone a name lies in, one label at a time (RFC 9156), and remembers the zone cuts it has seen.
/// </summary>
internal sealed class DelegationWalker
{
    private readonly ServerAccess _network;
    // By zone and name: after a wrong denial, a name is asked of a zone that turns out to end above it, and then again of the zone below.
    private readonly SharedWork<(DomainName Zone, DomainName Name), CutResult> _cuts;

    internal DelegationWalker(ServerAccess network)
    {
        _network = network;
        _cuts = new(WalkBudget.Remembered, () => new CutResult(CutKind.Failed), key => "zone " + key.Name.Text) { Doubts = () => network.Doubts };
        Start = new StartZones(network);
        Resolver = new NameServerResolver(network, this);
        Ways = new ZoneWays(network, Resolver);
        Servers = new ZoneServers(network, this);
        Agreements = new CutAgreements(network, Servers);
    }

    internal NameServerResolver Resolver { get; }

    internal ZoneWays Ways { get; }

    internal StepGate Steps => _network.Steps;

    internal ZoneServers Servers { get; }

    internal CutAgreements Agreements { get; }

    internal StartZones Start { get; }

    /// <summary>Zone cuts, zones' servers and name servers remembered now.</summary>
    internal int RememberedCount => _cuts.Count + Servers.RememberedCount + Agreements.RememberedCount + Resolver.RememberedCount + Ways.RememberedCount;

    /// <summary>The deepest zone that holds the name; where <paramref name="strictlyAbove"/>, the name itself does not count as a zone.</summary>
    internal async LoopTask<ZoneLookup> FindZone(DomainName name, bool strictlyAbove, Dependency node)
    {
        var zone = strictlyAbove ? await Start.For(name, node.Tally) : await Start.ForNameServer(name, node.Tally);
        if (zone is null)
        {
            return new ZoneLookup(null, null);
        }

        Zone? above = null;
        var deepest = name.LabelCount - (strictlyAbove ? 1 : 0);
        CutResult? denied = null;
        var asked = 0;
        for (var depth = zone.Name.LabelCount + 1; depth <= deepest; depth++)
        {
            // A name with very many labels is not gone down one by one to its end: each would be a question more for whoever made it up.
            var isWhole = denied is not null || ++asked > WalkBudget.LabelsOneByOne || depth == deepest;
            var cut = await CutAt(zone, name.LastLabels(isWhole ? deepest : depth), node);
            if (cut.Zone is { } found)
            {
                above = zone;
                zone = found;
                depth = Math.Max(depth, zone.Name.LabelCount);
                denied = null;
            }
            else if (cut.Kind == CutKind.Failed)
            {
                return new ZoneLookup(zone, cut);
            }
            else if (cut.Kind == CutKind.NameDoesNotExist)
            {
                // Some servers deny empty non-terminals: NXDOMAIN is believed once the full name has been denied too (RFC 8020 asks servers for better).
                if (isWhole)
                {
                    // The first denial tells most: it names the highest label that is not there.
                    return new ZoneLookup(zone, denied ?? cut);
                }

                denied = cut;
            }
            else if (isWhole)
            {
                // The full name is there after all: where it was denied before, the denial was wrong.
                denied = null;
                break;
            }
        }

        return new ZoneLookup(zone, denied, above);
    }

    /// <summary>What is at a name that lies below a zone's apex.</summary>
    internal LoopTask<CutResult> CutAt(Zone zone, DomainName name, Dependency node) =>
        _cuts.Get((zone.Name, name), node, inner => LookForCut(zone, name, inner));

    /// <summary>What is known by now on the way from the root to the zone above a name, the name itself not included.</summary>
    internal IEnumerable<KnownCut> KnownAbove(DomainName name)
    {
        var zone = DomainName.Root;
        for (var depth = 1; depth < name.LabelCount; depth++)
        {
            var key = (zone, name.LastLabels(depth));
            if (_cuts.TryPeek(key, out var cut))
            {
                yield return new KnownCut(key, cut);
                zone = cut.Zone?.Name ?? zone;
            }
        }
    }

    /// <summary>Takes in what an earlier run learnt.</summary>
    internal void Learn((DomainName Zone, DomainName Name) key, CutResult cut) => _cuts.Learn(key, cut);

    /// <summary>Forgets what it knows of a name, which is found out again where it is needed.</summary>
    internal void Forget((DomainName Zone, DomainName Name) key) => _cuts.Forget(key);

    /// <summary>Puts a question to the zone's servers, resolving further ones where those known do not help.</summary>
    internal async LoopTask<ZoneAnswer?> Ask(Zone zone, Question question, Dependency node)
    {
        var needed = zone.Needed;
        var asked = new HashSet<IPAddress>();
        var answer = await AskAll(zone, zone.Servers, question, asked, node);
        if (answer is { IsUseful: false } && zone.Servers.Count > 0)
        {
            node.Unanswered ??= zone.Name;
        }

        var first = 0;
        // Where the referral gave no address, the way to the first server is part of what a resolver needs, whoever answers in the end.
        var isWayNeeded = zone.Given == 0;
        for (var ways = 0; ways < WalkBudget.WaysPerQuestion && first < zone.WithoutAddress.Count && (isWayNeeded || answer is not { IsUseful: true }) && !node.IsStopped; ways++)
        {
            var way = await Ways.To(zone, first, node);
            if (!way.IsUsable)
            {
                break;
            }

            if (isWayNeeded)
            {
                needed = new HashSet<DomainName>(zone.Needed);
                needed.UnionWith(way.Needed);
                isWayNeeded = false;
            }

            foreach (var server in way.Servers)
            {
                zone.Add(server);
            }

            if (answer is not { IsUseful: true })
            {
                answer = await AskAll(zone, way.Servers, question, asked, node) ?? answer;
            }

            first = way.Index + 1;
        }

        if (answer is not null)
        {
            answer.Needed = needed;
        }

        return answer;
    }

    /// <summary>Puts a question to those of some servers that were not asked yet.</summary>
    private async LoopTask<ZoneAnswer?> AskAll(Zone zone, IReadOnlyList<ServerAddress> servers, Question question, HashSet<IPAddress> asked, Dependency node)
    {
        var further = new List<ServerAddress>(servers.Count);
        foreach (var server in servers)
        {
            if (asked.Add(server.Address))
            {
                further.Add(server);
            }
        }

        return further.Count == 0 ? null : await ZoneQuestion.Ask(_network, further, zone.Name, question, node.Tally);
    }

    /// <summary>The zone that a referral leads to.</summary>
    internal async LoopTask<Zone> Below(Zone zone, ZoneAnswer answer, Dependency node)
    {
        var below = new Zone(answer.Cut.ToLower(), isStart: false);
        below.Needed.UnionWith(answer.Needed);
        var referral = Referral.To(answer.Cut, answer.Exchange.Message!);
        below.Learn(referral, zone.Name);
        if (below.WithoutAddress.Exists(name => name.IsAtOrBelow(below.Name)))
        {
            // Nobody but the servers above has these addresses for who is on the way there. That one of them leaves them out is no circle where another gives them.
            foreach (var other in await AskEveryone(zone, answer, node))
            {
                below.Learn(other, zone.Name);
            }
        }

        return below;
    }

    /// <summary>The referrals of a zone's other servers to the same zone, in the order of their names and addresses.</summary>
    private async LoopTask<List<Referral>> AskEveryone(Zone zone, ZoneAnswer first, Dependency node)
    {
        var others = new List<ServerAddress>();
        foreach (var server in zone.Servers)
        {
            if (!server.Address.Equals(first.Server.Address) && others.Count < WalkBudget.ServersPerQuestion && _network.MayAsk(server.Address) == NotAskedReason.None)
            {
                others.Add(server);
            }
        }

        others.Sort(ServerAddress.Compare);
        var asked = others.ConvertAll(server => _network.Ask(server.Address, new Question(first.Cut, RecordType.NS), _network.WithDnssec, ProtocolPolicy.UdpThenTcp, node.Tally));
        var referrals = new List<Referral>();
        foreach (var task in asked)
        {
            var answer = new ServerAnswer(await task, zone.Name);
            if (answer.Kind == ResponseKind.Referral && answer.Cut == first.Cut)
            {
                referrals.Add(Referral.To(first.Cut, answer.Message!));
            }
        }

        return referrals;
    }

    private async LoopTask<CutResult> LookForCut(Zone zone, DomainName name, Dependency node)
    {
        var answer = await Ask(zone, new Question(name, RecordType.NS), node);
        switch (answer?.Kind)
        {
            case ResponseKind.Referral:
                return new CutResult(CutKind.Cut, await Below(zone, answer, node));
            case ResponseKind.Answer:
                // The same server holds the zone below as well.
                var same = new Zone(name.ToLower(), isStart: false);
                same.Needed.UnionWith(answer.Needed);
                same.Add(answer.Server);
                same.Learn(Referral.Read(answer.Exchange.Message!, answer.Exchange.Message!.Answer, name), zone.Name);
                return new CutResult(CutKind.Cut, same);
            case ResponseKind.NoData:
                return new CutResult(CutKind.NoCut);
            case ResponseKind.Alias:
                return new CutResult(CutKind.Alias);
            case ResponseKind.NameDoesNotExist:
                return new CutResult(CutKind.NameDoesNotExist, deniedBy: answer.Exchange.Server, denied: answer.Exchange.Question.Name);
            default:
                return new CutResult(CutKind.Failed);
        }
    }
}
