using System;
using System.Collections.Generic;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Walking;

/// <summary>
/// Goes down from the servers a run starts from to the zone a name lies in, one label at a time (RFC 9156), and remembers the zone cuts it has seen.
/// </summary>
internal sealed class DelegationWalker
{
    private readonly Network _network;
    // By zone and name: after a wrong denial, a name is asked of a zone that turns out to end above it, and then again of the zone below.
    private readonly SharedWork<(DomainName Zone, DomainName Name), CutResult> _cuts;

    internal DelegationWalker(Network network)
    {
        _network = network;
        _cuts = new(WalkBudget.Remembered, () => new CutResult(CutKind.Failed), key => "zone " + key.Name.Text) { Doubts = () => network.Shortages };
        Start = new StartZones(network);
        Resolver = new NameServerResolver(network, this);
        Servers = new ZoneServers(network, this);
        Agreements = new CutAgreements(network, Servers);
    }

    internal NameServerResolver Resolver { get; }

    internal ZoneServers Servers { get; }

    internal CutAgreements Agreements { get; }

    internal StartZones Start { get; }

    /// <summary>Zone cuts, zones' servers and name servers remembered now.</summary>
    internal int RememberedCount => _cuts.Count + Servers.RememberedCount + Agreements.RememberedCount + Resolver.RememberedCount;

    /// <summary>The deepest zone that holds the name; where <paramref name="strictlyAbove"/>, the name itself does not count as a zone.</summary>
    internal async LoopTask<ZoneLookup> FindZone(DomainName name, bool strictlyAbove, Dependency node, AuditTally tally)
    {
        var zone = strictlyAbove ? await Start.For(name, tally) : await Start.ForNameServer(name, tally);
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

    /// <summary>What is at a name that lies below a zone's apex.</summary>
    internal LoopTask<CutResult> CutAt(Zone zone, DomainName name, Dependency node, AuditTally tally) =>
        _cuts.Get((zone.Name, name), node, inner => LookForCut(zone, name, inner, tally));

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
}
