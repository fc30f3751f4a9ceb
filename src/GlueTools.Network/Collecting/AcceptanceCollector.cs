using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Asks what a parent that follows its children by itself would ask: every address of the delegated name servers, and below the name servers' own names.</summary>
internal sealed class AcceptanceCollector
{
    private static readonly RecordType[] First = [RecordType.CDS, RecordType.CDNSKEY, RecordType.CSYNC];

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly AuditContext _audit;
    private readonly ParentSide _parent;
    private readonly ChildSide _child;

    internal AcceptanceCollector(ServerAccess network, DelegationWalker walker, AuditContext audit, ParentSide parent, ChildSide child)
    {
        _network = network;
        _walker = walker;
        _audit = audit;
        _parent = parent;
        _child = child;
    }

    internal async LoopTask<AcceptanceEvidence> Collect()
    {
        var asked = new List<LoopTask<AcceptanceAnswers>>();
        foreach (var server in _child.Servers)
        {
            if (server.Names.Count > 0 && IsDelegated(server))
            {
                asked.Add(Ask(server));
            }
        }

        var servers = await LoopTasks.WhenAll(asked);
        return new AcceptanceEvidence(servers, await Signals(servers), await Notify());
    }

    private bool IsDelegated(ChildServer server)
    {
        foreach (var name in _parent.NameServers)
        {
            foreach (var own in server.Names)
            {
                if (own == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async LoopTask<AcceptanceAnswers> Ask(ChildServer server)
    {
        var all = new List<Exchange>();
        if (server.NotAsked != NotAskedReason.None || !server.HasAnswered)
        {
            return new AcceptanceAnswers(server.Address, all);
        }

        var first = new List<Question>();
        if (server.Answers.Dnskey?.Exchange is { } keys)
        {
            all.Add(keys);
        }
        else
        {
            first.Add(new Question(_audit.Domain, RecordType.DNSKEY));
        }

        foreach (var type in First)
        {
            first.Add(new Question(_audit.Domain, type));
        }

        all.AddRange(await Ask(server, first));
        all.AddRange(await Ask(server, AskedFor(all)));
        return new AcceptanceAnswers(server.Address, all);
    }

    /// <summary>What CSYNC wants copied, and would have to be signed.</summary>
    private IEnumerable<Question> AskedFor(List<Exchange> answers)
    {
        var types = new HashSet<RecordType>();
        foreach (var answer in answers)
        {
            foreach (var record in answer.Question.Type == RecordType.CSYNC ? answer.Message?.Answer ?? [] : [])
            {
                types.UnionWith(record.Data is CsyncData csync ? csync.Types : []);
            }
        }

        if (types.Count == 0)
        {
            yield break;
        }

        yield return new Question(_audit.Domain, RecordType.NS);
        var names = new OrderedSet<DomainName>(_parent.NameServers);
        names.UnionWith(_child.NameServers);
        foreach (var name in names)
        {
            foreach (var type in new[] { RecordType.A, RecordType.AAAA })
            {
                if (name.IsAtOrBelow(_audit.Domain) && types.Contains(type))
                {
                    yield return new Question(name, type);
                }
            }
        }
    }

    private async LoopTask<IReadOnlyList<SignalAnswers>> Signals(IReadOnlyList<AcceptanceAnswers> servers)
    {
        var signals = new List<SignalAnswers>();
        if (_parent.HasDs || !AsksForDs(servers))
        {
            return signals;
        }

        foreach (var nameServer in _parent.NameServers)
        {
            if (nameServer.IsAtOrBelow(_audit.Domain) || signals.Count == WalkBudget.NameServersPerZone)
            {
                continue;
            }

            var answers = new List<Exchange>();
            DomainName? zone = null;
            if (SignalAnswers.NameFor(_audit.Domain, nameServer) is { } name)
            {
                foreach (var type in new[] { RecordType.CDS, RecordType.CDNSKEY })
                {
                    if (await LookUp(name, type, strictlyAbove: true) is { } found)
                    {
                        zone = found.Zone;
                        answers.Add(found.Exchange);
                    }
                }
            }

            signals.Add(new SignalAnswers(nameServer, zone, answers));
        }

        return signals;
    }

    private static bool AsksForDs(IReadOnlyList<AcceptanceAnswers> servers)
    {
        foreach (var server in servers)
        {
            foreach (var answer in server.Exchanges)
            {
                if (answer.Question.Type is RecordType.CDS or RecordType.CDNSKEY && answer.Message is { Answer.Count: > 0 })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async LoopTask<IReadOnlyList<Exchange>> Notify()
    {
        var answers = new List<Exchange>();
        foreach (var name in NotifyNames.For(_audit.Domain, _parent.Zone))
        {
            if (await LookUp(name, RecordType.DSYNC, strictlyAbove: false) is not { } found)
            {
                break;
            }

            answers.Add(found.Exchange);
            if (found.Exchange.Message is { Answer.Count: > 0 })
            {
                break;
            }
        }

        return answers;
    }

    private async LoopTask<(DomainName Zone, Exchange Exchange)?> LookUp(DomainName name, RecordType type, bool strictlyAbove)
    {
        var path = _audit.PathTo(name);
        if (_audit.Tally.Ceiling is { } ceiling)
        {
            _audit.Limits.Miss(ceiling, name.Text);
            return null;
        }

        var lookup = await _walker.FindZone(name, strictlyAbove, path);
        if (lookup.Zone is not { } zone || lookup.Last?.Kind == CutKind.Failed)
        {
            return null;
        }

        var answer = await _walker.Ask(zone, new Question(name, type), path);
        return answer is null || !_audit.Tally.MayKeep(answer.Exchange) ? null : (zone.Name, answer.Exchange);
    }

    /// <summary>Asks as much as the domain's ceilings leave, and keeps as much.</summary>
    private async LoopTask<List<Exchange>> Ask(ChildServer server, IEnumerable<Question> questions)
    {
        var asked = new List<LoopTask<Exchange>>();
        foreach (var question in questions)
        {
            if (_audit.Limits.Plan(1, server.Address, question.Name))
            {
                asked.Add(_network.Ask(server.Address, question, _network.WithDnssec, ProtocolPolicy.UdpThenTcp, _audit.Tally));
            }
        }

        var kept = new List<Exchange>();
        foreach (var exchange in await LoopTasks.WhenAll(asked))
        {
            if (_audit.Tally.MayKeep(exchange))
            {
                kept.Add(exchange);
            }
            else
            {
                _audit.Limits.Miss(AuditLimits.Octets, exchange.Question.Name + " at " + server.Address);
            }
        }

        return kept;
    }
}
