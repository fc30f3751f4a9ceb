using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Puts the questions that only few delegations give reason for, once both sides have said what they say.</summary>
internal sealed class AfterwardsCollector
{
    private readonly ServerAccess _network;
    private readonly AuditContext _audit;

    internal AfterwardsCollector(ServerAccess network, AuditContext audit)
    {
        _network = network;
        _audit = audit;
    }

    internal async LoopTask<IReadOnlyList<Exchange>> Ask(ParentSide parent, ChildSide? child)
    {
        var asked = new List<LoopTask<Exchange>>();
        foreach (var server in parent.Servers)
        {
            // Servers of both zones answer for the child in place of referring to it; DS records are the parent's alone, delegated or not.
            if (parent.IsHiddenByChild && server.ServesChildToo && !_audit.Domain.IsRoot)
            {
                Put(server.Server.Address, RecordType.DS, asked);
            }
        }

        foreach (var server in LacksDs(parent) ? child?.Servers ?? [] : [])
        {
            // Keys without DS records may be so on purpose: then the zone says so (RFC 8078, section 4).
            if (server.Copy?.Keys is { Count: > 0 })
            {
                Put(server.Address, RecordType.CDS, asked);
                Put(server.Address, RecordType.CDNSKEY, asked);
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
                _audit.Limits.Miss(AuditLimits.Octets, exchange.Question.Type + " at " + exchange.Server);
            }
        }

        return kept;
    }

    private static bool LacksDs(ParentSide parent)
    {
        var shows = false;
        foreach (var statement in parent.Statements)
        {
            shows |= statement.ShowsDs;
            if (statement.Delegation.Ds.Count > 0)
            {
                return false;
            }
        }

        return shows;
    }

    private void Put(IPAddress address, RecordType type, List<LoopTask<Exchange>> asked)
    {
        if (_audit.Limits.Plan(1, address, _audit.Domain))
        {
            asked.Add(_network.Ask(address, new Question(_audit.Domain, type), _network.WithEdns, ProtocolPolicy.UdpThenTcp, _audit.Tally));
        }
    }
}
