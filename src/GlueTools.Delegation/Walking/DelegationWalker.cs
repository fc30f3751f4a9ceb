using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Walking;

/// <summary>
/// Goes down from the servers a run starts from to the zone a name lies in, one label at a time (RFC 9156), and remembers the zone cuts it has seen.
/// </summary>
internal sealed class DelegationWalker
{
    private readonly Network _network;
    // By zone and name: after a wrong denial, a name is asked of a zone that turns out to end above it, and then again of the zone below.
    private readonly SharedWork<(DomainName Zone, DomainName Name), CutResult> _cuts = new(WalkBudget.Remembered, () => new CutResult(CutKind.Failed));
    private readonly SharedWork<DomainName, ServerSet> _serverSets = new(WalkBudget.Remembered, () => new ServerSet(Array.Empty<ServerAddress>()));
    private readonly SharedWork<(DomainName Zone, DomainName Cut), CutAgreement> _agreements = new(WalkBudget.Remembered, () => new CutAgreement(isShared: true));
    private readonly StartZones _start;

    internal DelegationWalker(Network network)
    {
        _network = network;
        _start = new StartZones(network);
        Resolver = new NameServerResolver(network, this);
    }

    internal NameServerResolver Resolver { get; }

    internal StartZones Start => _start;

    /// <summary>Zone cuts, zones' servers and name servers remembered now.</summary>
    internal int RememberedCount => _cuts.Count + _serverSets.Count + _agreements.Count + Resolver.RememberedCount;

    /// <summary>The deepest zone that holds the name; where <paramref name="strictlyAbove"/>, the name itself does not count as a zone.</summary>
    internal async LoopTask<ZoneLookup> FindZone(DomainName name, bool strictlyAbove, Dependency node, AuditTally tally)
    {
        var zone = strictlyAbove ? await _start.For(name, tally) : await _start.ForNameServer(name, tally);
        if (zone is null)
        {
            return new ZoneLookup(null, null);
        }

        Zone? above = null;
        var deepest = name.LabelCount - (strictlyAbove ? 1 : 0);
        CutResult? denied = null;
        for (var depth = zone.Name.LabelCount + 1; depth <= deepest; depth++)
        {
            var at = denied is null ? name.LastLabels(depth) : name.LastLabels(deepest);
            var cut = await CutAt(zone, at, node, tally);
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
            else if (cut.Kind == CutKind.NameError)
            {
                // Some servers deny empty non-terminals: NXDOMAIN is believed once the full name has been denied too (RFC 8020 asks servers for better).
                if (denied is not null || depth == deepest)
                {
                    // The first denial tells most: it names the highest label that is not there.
                    return new ZoneLookup(zone, denied ?? cut);
                }

                denied = cut;
            }
            else if (denied is not null)
            {
                // The full name is there after all: the denial was wrong.
                denied = null;
                break;
            }
        }

        return new ZoneLookup(zone, denied, above);
    }

    /// <summary>
    /// Whether no server of a zone says otherwise about a cut that one of them has shown. The walk believes the first answer; what a report says must not
    /// depend on which that was.
    /// </summary>
    internal LoopTask<CutAgreement> Agreement(Zone zone, DomainName cut, Dependency node, AuditTally tally) =>
        _agreements.Get((zone.Name, cut), "cut " + cut.Text, node, inner => AskAllAbout(zone, cut, inner, tally));

    /// <summary>What is at a name that lies below a zone's apex.</summary>
    internal LoopTask<CutResult> CutAt(Zone zone, DomainName name, Dependency node, AuditTally tally) =>
        _cuts.Get((zone.Name, name), "zone " + name.Text, node, inner => LookForCut(zone, name, inner, tally));

    /// <summary>Every server of a zone: those of its referral and those of its own NS set; where the run starts, exactly the given ones.</summary>
    internal LoopTask<ServerSet> AllServers(Zone zone, Dependency node, AuditTally tally) =>
        _serverSets.Get(zone.Name, "servers of " + zone.Name.Text, node, inner => CollectServers(zone, inner, tally));

    /// <summary>Puts a question to the zone's servers, resolving further ones where those known do not help.</summary>
    internal async LoopTask<ZoneAnswer?> Ask(Zone zone, Question question, Dependency node, AuditTally tally)
    {
        var answer = await ZoneQuestion.Ask(_network, zone.Servers, zone.Name, question, tally);
        for (var i = 0; i < zone.WithoutAddress.Count && answer is not { IsUseful: true } && !tally.IsExhausted; i++)
        {
            var name = zone.WithoutAddress[i];
            var resolved = await Resolver.Resolve(name, node, tally);
            var further = new List<ServerAddress>();
            foreach (var address in resolved.Addresses)
            {
                further.Add(new ServerAddress(name, address));
                zone.Add(new ServerAddress(name, address));
            }

            if (further.Count > 0)
            {
                zone.Needed.UnionWith(resolved.ZonesNeeded);
                answer = await ZoneQuestion.Ask(_network, further, zone.Name, question, tally) ?? answer;
            }
        }

        return answer;
    }

    private async LoopTask<CutResult> LookForCut(Zone zone, DomainName name, Dependency node, AuditTally tally)
    {
        var answer = await Ask(zone, new Question(name, RecordType.NS), node, tally);
        switch (answer?.Kind)
        {
            case ResponseKind.Referral:
                var below = new Zone(answer.Cut.ToLower(), isStart: false);
                below.Needed.UnionWith(zone.Needed);
                below.Learn(Referral.To(answer.Cut, answer.Exchange.Message!), zone.Name);
                return new CutResult(CutKind.Cut, below);
            case ResponseKind.Answer:
                // The same server holds the zone below as well.
                var same = new Zone(name.ToLower(), isStart: false);
                same.Needed.UnionWith(zone.Needed);
                same.Add(answer.Server);
                same.Learn(Referral.Read(answer.Exchange.Message!, answer.Exchange.Message!.Answer, name), zone.Name);
                return new CutResult(CutKind.Cut, same);
            case ResponseKind.NoData:
                return new CutResult(CutKind.NoCut);
            case ResponseKind.Alias:
                return new CutResult(CutKind.Alias);
            case ResponseKind.NameError:
                return new CutResult(CutKind.NameError, deniedBy: answer.Exchange.Server, denied: answer.Exchange.Question.Name);
            default:
                return new CutResult(CutKind.Failed);
        }
    }

    private async LoopTask<CutAgreement> AskAllAbout(Zone zone, DomainName cut, Dependency node, AuditTally tally)
    {
        var all = await AllServers(zone, node, tally);
        var asked = new List<LoopTask<Exchange>>();
        foreach (var server in all.Servers)
        {
            if (_network.MayAsk(server.Address) == NotAskedReason.None)
            {
                asked.Add(_network.Ask(server.Address, new Question(cut, RecordType.NS), _network.ForReferral, ProtocolPolicy.UdpThenTcp, tally));
            }
        }

        foreach (var task in asked)
        {
            var kind = ResponseClassifier.Classify(await task, zone.Name, out var leadsTo);
            if (kind is ResponseKind.NoData or ResponseKind.NameError || (kind == ResponseKind.Referral && leadsTo != cut))
            {
                return new CutAgreement(isShared: false);
            }
        }

        return new CutAgreement(isShared: true);
    }

    private async LoopTask<ServerSet> CollectServers(Zone zone, Dependency node, AuditTally tally)
    {
        if (zone.IsStart)
        {
            return new ServerSet(zone.Servers.ToArray());
        }

        var own = await Ask(zone, new Question(zone.Name, RecordType.NS), node, tally);
        if (own?.Kind == ResponseKind.Answer)
        {
            // With authority, so addresses of names within the zone itself may be believed.
            zone.Learn(Referral.Read(own.Exchange.Message!, own.Exchange.Message!.Answer, zone.Name), zone.Name);
        }

        foreach (var name in zone.WithoutAddress.ToArray())
        {
            var addresses = name.IsAtOrBelow(zone.Name) ? await AddressesWithin(zone, name, node, tally) : null;
            addresses ??= (await Resolver.Resolve(name, node, tally)).Addresses;
            foreach (var address in addresses)
            {
                zone.Add(new ServerAddress(name, address));
            }
        }

        return new ServerSet(zone.Servers.ToArray());
    }

    /// <summary>Addresses of a server that lies in the very zone it serves; null where the zone says it lies below a further cut.</summary>
    private async LoopTask<IReadOnlyList<IPAddress>?> AddressesWithin(Zone zone, DomainName name, Dependency node, AuditTally tally)
    {
        var addresses = new List<IPAddress>();
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            var answer = await Ask(zone, new Question(name, type), node, tally);
            if (answer?.Kind == ResponseKind.Referral)
            {
                return null;
            }

            if (answer?.Kind == ResponseKind.Answer)
            {
                addresses.AddRange(NameServerResolver.AddressesIn(answer, name, type));
            }
        }

        return addresses;
    }
}

/// <summary>All servers of a zone.</summary>
internal sealed class ServerSet : IWalkResult
{
    internal ServerSet(IReadOnlyList<ServerAddress> servers) => Servers = servers;

    public bool IsUsable => Servers.Count > 0;

    public Interruption? Interruption { get; set; }

    internal IReadOnlyList<ServerAddress> Servers { get; }

    /// <summary>Those that have answered for the zone in this run.</summary>
    internal HashSet<IPAddress> Serving { get; } = new();
}

/// <summary>Whether all servers of a zone know the same of a cut.</summary>
internal sealed class CutAgreement : IWalkResult
{
    internal CutAgreement(bool isShared) => IsShared = isShared;

    public bool IsUsable => true;

    public Interruption? Interruption { get; set; }

    /// <summary>Whether none of them says otherwise; those that do not answer say nothing.</summary>
    internal bool IsShared { get; }
}
