using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Asks every server address of the parent zone for the delegation.</summary>
internal sealed class ParentCollector
{
    /// <summary>Zones that parent servers may turn out to hide between themselves and the child.</summary>
    private const int MaxDetours = 8;

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly ZoneOutOfReach _outOfReach;
    private readonly ReferralReader _reader = new();

    internal ParentCollector(ServerAccess network, DelegationWalker walker)
    {
        _network = network;
        _walker = walker;
        _outOfReach = new ZoneOutOfReach(network, walker);
    }

    /// <summary>
    /// The zone above as the parent of a delegation that is only proposed, and why no resolver gets there; null where one does.
    /// </summary>
    internal async LoopTask<(DomainName Zone, string? Problem)> FindParent(AuditContext audit)
    {
        var child = audit.Domain;
        var node = audit.PathTo(child);
        var found = await _walker.FindZone(child, strictlyAbove: true, node);
        if (found.Zone is not { } zone)
        {
            return (child.Parent, null);
        }

        var all = await _walker.Servers.Of(zone, node);
        return (zone.Name, !_outOfReach.HasAskable(all.Servers) ? await _outOfReach.Explain(zone, audit)
            : !all.HasAnswered || found.Last?.Kind == CutKind.Failed ? ZoneOutOfReach.Silent(zone.Name, child)
            : null);
    }

    /// <summary>
    /// The parent's side, null where the servers to start from serve no zone above the name; and why nothing is known of it, null where somebody could be asked.
    /// </summary>
    internal async LoopTask<FoundParent> Collect(AuditContext audit)
    {
        var child = audit.Domain;
        var node = audit.PathTo(child);
        var found = await _walker.FindZone(child, strictlyAbove: true, node);
        if (found.Zone is not { } zone)
        {
            return new FoundParent(null, "None of the servers given to start from is an authority for a zone above " + child.Text + "; give servers of its parent zone.");
        }

        Note(found.Last, child, audit);
        // Top-level domains are left out: that would put a question to every server of the root for each of them, in every run.
        if (found.Above is { IsStart: false } above && !(await _walker.Agreements.About(above, zone.Name, node)).IsShared)
        {
            zone = above;
        }

        for (var detour = 0; ; detour++)
        {
            var all = await _walker.Servers.Of(zone, node);
            Note(all, zone.Name, audit);
            var servers = Within(Sample(all.Servers), audit);
            var side = await AskAll(zone, servers, all, withSoa: false, audit);
            if (servers.Count > 0 && side.Servers.Count == 0)
            {
                return new FoundParent(null, ZoneOutOfReach.Silent(zone.Name, child));
            }

            if (detour == MaxDetours || DeeperZone(side) is not { } deeper)
            {
                side = HasDifference(side) ? await AskAll(zone, servers, all, withSoa: true, audit) : side;
                return new FoundParent(side, _outOfReach.HasAskable(all.Servers) ? null : await _outOfReach.Explain(zone, audit));
            }

            zone = deeper;
        }
    }

    /// <summary>
    /// Asks all of them; with the zone's serial where it is for a second look: a difference is reported only when it is still there then, since a zone on its
    /// way to its secondaries is no fault.
    /// </summary>
    private async LoopTask<ParentSide> AskAll(Zone zone, IReadOnlyList<ServerAddress> servers, ServerSet all, bool withSoa, AuditContext audit)
    {
        var asked = new List<LoopTask<ParentServer?>>(servers.Count);
        foreach (var server in servers)
        {
            asked.Add(AskOne(zone.Name, server, all, withSoa, audit));
        }

        return await Side(zone, audit.Domain, asked);
    }

    private async LoopTask<ParentSide> Side(Zone zone, DomainName child, List<LoopTask<ParentServer?>> asked)
    {
        var servers = (await LoopTasks.WhenAll(asked)).OfType<ParentServer>().ToArray();
        // By name and address, not by who was learnt of first: reports must not depend on the order of arrival.
        Array.Sort(servers, (left, right) => ServerAddress.Compare(left.Server, right.Server));
        return new ParentSide(zone.Name, child, servers, _network.Options.ParentSample > 0);
    }

    /// <summary>Asks one of them; null where it refuses, and refuses what it formerly answered, so that nothing is known of it.</summary>
    private async LoopTask<ParentServer?> AskOne(DomainName zone, ServerAddress server, ServerSet all, bool withSoa, AuditContext audit)
    {
        var child = audit.Domain;
        var notAsked = _network.MayAsk(server.Address);
        if (notAsked != NotAskedReason.None)
        {
            return new ParentServer(server, notAsked);
        }

        var options = _network.Options;
        var question = new Question(child, RecordType.NS);
        var soaTask = withSoa ? _network.Ask(server.Address, new Question(zone, RecordType.SOA), _network.WithEdns, ProtocolPolicy.UdpThenTcp, audit.Tally, all) : null;
        var smallTask = options.Depth >= AuditDepth.Full && !options.TcpOnly ? _network.Ask(server.Address, question, _network.Plain, ProtocolPolicy.UdpOnly, audit.Tally, all) : null;
        var exchange = await _network.Ask(server.Address, question, _network.WithDnssec, ProtocolPolicy.UdpThenTcp, audit.Tally, all);
        for (var lost = 1; lost < _network.Loss.Enough && exchange.Outcome == ExchangeOutcome.TimedOut && MayAnswer(server); lost = Math.Max(lost + 1, exchange.UdpAttempts))
        {
            exchange = (await _network.Ask(server.Address, question, _network.WithDnssec, ProtocolPolicy.UdpThenTcp, audit.Tally, all)).After(exchange);
        }

        if (_network.Load.MayExplain(exchange))
        {
            PutQuestion put = (question, query, policy, how) => _network.Ask(server.Address, question, query, policy, audit.Tally, all, how);
            if (await new LoadDoubts(_network, audit.Tally).Settle(exchange, ProtocolPolicy.UdpThenTcp, served: null, put) is not { } settled)
            {
                audit.Limits.Miss(AuditLimits.Load, server.Address.ToString());
                return null;
            }

            exchange = settled;
        }

        NoteServing(exchange, all);
        if (ResponseClassifier.RejectsEdns(exchange))
        {
            exchange = await _network.Ask(server.Address, question, _network.Plain, ProtocolPolicy.UdpThenTcp, audit.Tally, all);
        }

        var answer = new ServerAnswer(exchange, zone);
        if (answer.Kind is ResponseKind.Refused or ResponseKind.Failed)
        {
            answer = await Otherwise(answer, zone, all, audit.Tally) ?? answer;
            exchange = answer.Exchange;
        }

        Exchange? udp = null;
        if (MayLackAddresses(answer, zone, child))
        {
            var tcp = await _network.Ask(server.Address, question, exchange.Query, ProtocolPolicy.TcpOnly, audit.Tally, all);
            udp = exchange;
            answer = tcp.IsAnswered ? new ServerAnswer(tcp, zone) : answer;
        }

        var answers = new ParentAnswers(answer) { Udp = udp, Small = smallTask is null ? null : await smallTask, Soa = soaTask is null ? null : await soaTask };
        return new ParentServer(server, child, answers, _reader);
    }

    /// <summary>An error that would be held against the server is asked for once more, as plain as can be, and then with DNSSEC again: some stumble over the first question, over letters, cookies or EDNS.</summary>
    /// <returns>The answer that counts instead; null where there is none.</returns>
    private async LoopTask<ServerAnswer?> Otherwise(ServerAnswer accusing, DomainName zone, ServerSet all, AuditTally tally)
    {
        ServerAnswer? better = null;
        foreach (var query in new[] { _network.Plain, _network.WithDnssec })
        {
            var other = new ServerAnswer(await _network.Ask(accusing.Exchange.Server, accusing.Exchange.Question, query, ProtocolPolicy.UdpThenTcp, tally, all, _network.Plainly), zone);
            if (other.Kind is ResponseKind.None or ResponseKind.Refused or ResponseKind.Failed or ResponseKind.Malformed)
            {
                break;
            }

            better = other;
        }

        return better;
    }

    /// <summary>Whether silence may be a question that was lost: the server has answered before, or the network loses much.</summary>
    private bool MayAnswer(ServerAddress server) => _network.WasHeard(server.Address) || _network.Loss.IsNoticeable;

    /// <summary>Puts the one question for the delegation to a server once more.</summary>
    internal async LoopTask<ParentServer> AskOnce(DomainName zone, ServerAddress server, AuditContext audit)
    {
        var question = new Question(audit.Domain, RecordType.NS);
        var exchange = await _network.Ask(server.Address, question, _network.WithDnssec, ProtocolPolicy.UdpThenTcp, audit.Tally);
        if (ResponseClassifier.RejectsEdns(exchange))
        {
            exchange = await _network.Ask(server.Address, question, _network.Plain, ProtocolPolicy.UdpThenTcp, audit.Tally);
        }

        var answer = new ServerAnswer(exchange, zone);
        if (MayLackAddresses(answer, zone, audit.Domain))
        {
            var tcp = await _network.Ask(server.Address, question, exchange.Query, ProtocolPolicy.TcpOnly, audit.Tally);
            answer = tcp.IsAnswered ? new ServerAnswer(tcp, zone) : answer;
        }

        return new ParentServer(server, audit.Domain, new ParentAnswers(answer), _reader);
    }

    /// <summary>Who answers for the zone may be asked too much where it is silent later.</summary>
    private static void NoteServing(Exchange exchange, ServerSet all)
    {
        if (LoadSeen.IsRefusal(exchange))
        {
            all.Serving.Remove(exchange.Server);
        }
        else if (exchange.Message?.ResponseCode is ResponseCode.NoError or ResponseCode.NameError)
        {
            all.Serving.Add(exchange.Server);
        }
    }

    /// <summary>What a ceiling kept from being found out on the way.</summary>
    private static void Note(IWalkResult? result, DomainName about, AuditContext audit)
    {
        if (result?.Interruption?.Ceiling is { } ceiling)
        {
            audit.Limits.Miss(ceiling, about.Text);
        }
    }

    /// <summary>Those of the servers that may be asked without going beyond what one domain may cost.</summary>
    private static IReadOnlyList<ServerAddress> Within(IReadOnlyList<ServerAddress> servers, AuditContext audit)
    {
        if (servers.Count <= WalkBudget.ParentAddresses)
        {
            return servers;
        }

        var within = new List<ServerAddress>(servers);
        within.Sort(ServerAddress.Compare);
        for (var i = WalkBudget.ParentAddresses; i < within.Count; i++)
        {
            audit.Limits.Miss(AuditLimits.Addresses, within[i].Address.ToString());
        }

        within.RemoveRange(WalkBudget.ParentAddresses, within.Count - WalkBudget.ParentAddresses);
        return within;
    }

    /// <summary>
    /// Whether a UDP referral without TC may have left addresses out: an in-domain name has none at all, or a name lacks a family and the message is so full
    /// that an address set might not have fitted. Over TCP there is room for all of it.
    /// </summary>
    private bool MayLackAddresses(ServerAnswer answer, DomainName zone, DomainName child)
    {
        if (answer.Message is not { } message || answer.Exchange.Protocol == DnsProtocol.Tcp || message.IsTruncated
            || answer.Kind != ResponseKind.Referral || answer.Cut != child)
        {
            return false;
        }

        var isFull = ParentServer.IsFull(answer.Exchange);
        var referral = _reader.To(child, message);
        for (var i = 0; i < referral.NameServers.Count; i++)
        {
            var name = referral.NameServers[i];
            bool hasIPv4 = false, hasIPv6 = false;
            for (var j = 0; j < referral.Glue.Count; j++)
            {
                var glue = referral.Glue[j];
                if (glue.Name == name)
                {
                    var isIPv6 = glue.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
                    hasIPv6 |= isIPv6;
                    hasIPv4 |= !isIPv6;
                }
            }

            if ((name.IsAtOrBelow(child) && !hasIPv4 && !hasIPv6) || (isFull && name.IsAtOrBelow(zone) && !(hasIPv4 && hasIPv6)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The zone between parent and child that every referring server leads to; null where there is none or they do not agree.</summary>
    private static Zone? DeeperZone(ParentSide side)
    {
        Zone? deeper = null;
        foreach (var server in side.Servers)
        {
            if (server.Kind is ResponseKind.Referral && side.Child.IsBelow(server.Cut))
            {
                deeper ??= new Zone(server.Cut.ToLower(), isStart: false);
                if (deeper.Name != server.Cut)
                {
                    return null;
                }

                deeper.Learn(Referral.To(server.Cut, server.Exchange!.Message!), side.Zone);
            }
            else if (server.Referral is not null || server.ServesChildToo)
            {
                return null;
            }
        }

        return deeper;
    }

    private static bool HasDifference(ParentSide side)
    {
        ParentServer? first = null;
        foreach (var server in side.Servers)
        {
            if (server.ServesChildToo || (server.Referral is null && !server.DeniesDelegation))
            {
                continue;
            }

            first ??= server;
            if (!ReferralSignature.AreIdentical(first, server) && ReferralSignature.Of(first, side.Child) != ReferralSignature.Of(server, side.Child))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<ServerAddress> Sample(IReadOnlyList<ServerAddress> servers)
    {
        var wanted = _network.Options.ParentSample;
        if (wanted <= 0)
        {
            return servers;
        }

        // A sample of servers that may not be asked would say nothing.
        var rest = new List<ServerAddress>();
        foreach (var server in servers)
        {
            if (_network.MayAsk(server.Address) == NotAskedReason.None)
            {
                rest.Add(server);
            }
        }

        if (wanted >= rest.Count)
        {
            return rest;
        }

        var sample = new List<ServerAddress>();
        while (sample.Count < wanted)
        {
            var at = _network.Random.Next(rest.Count);
            sample.Add(rest[at]);
            rest.RemoveAt(at);
        }

        return sample;
    }
}
