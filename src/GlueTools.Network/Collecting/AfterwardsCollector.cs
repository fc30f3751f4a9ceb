using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Puts the questions that only few delegations give reason for, once both sides have said what they say.</summary>
internal sealed class AfterwardsCollector
{
    /// <summary>Name servers that are asked about: a hint is not worth more questions than the zone itself.</summary>
    private const int MostDoubtful = 4;

    /// <summary>Wildcards that a name may come from, of which the highest are asked for.</summary>
    private const int MostWildcards = 4;

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly AuditContext _audit;

    internal AfterwardsCollector(ServerAccess network, DelegationWalker walker, AuditContext audit)
    {
        _network = network;
        _walker = walker;
        _audit = audit;
    }

    internal async LoopTask<IReadOnlyList<Exchange>> Ask(ParentSide parent, ChildSide? child)
    {
        var asked = new List<LoopTask<Exchange?>>();
        foreach (var server in parent.Servers)
        {
            // Servers of both zones answer for the child in place of referring to it; DS records are the parent's alone, delegated or not.
            if (parent.IsHiddenByChild && server.ServesChildToo && !_audit.Domain.IsRoot)
            {
                Put(server.Server.Address, new Question(_audit.Domain, RecordType.DS), asked);
            }
        }

        foreach (var server in LacksDs(parent) ? child?.Servers ?? [] : [])
        {
            // Keys without DS records may be so on purpose: then the zone says so (RFC 8078, section 4).
            if (server.Copy?.Keys is { Count: > 0 })
            {
                Put(server.Address, new Question(_audit.Domain, RecordType.CDS), asked);
                Put(server.Address, new Question(_audit.Domain, RecordType.CDNSKEY), asked);
            }
        }

        if (child is not null && parent.HasReferral)
        {
            AskAboutNames(parent, child, asked);
        }

        if (asked.Count == 0)
        {
            return [];
        }

        var kept = new List<Exchange>();
        foreach (var answer in await LoopTasks.WhenAll(asked))
        {
            if (answer is not { } exchange)
            {
                continue;
            }

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

    /// <summary>
    /// A name server at whose addresses nobody serves the zone may have them of a wildcard, and be no name server at all; one that is an alias, likewise. One that its own zone
    /// denies may be a slip for another that this zone has.
    /// </summary>
    private void AskAboutNames(ParentSide parent, ChildSide child, List<LoopTask<Exchange?>> asked)
    {
        var names = new OrderedSet<DomainName>(child.NameServers);
        names.UnionWith(parent.NameServers);
        var mayBeDoubtful = DoubtfulAddresses.MayBe(child);
        int doubtful = 0, denied = 0;
        foreach (var name in names)
        {
            if (((mayBeDoubtful && DoubtfulAddresses.Is(child, name)) || DoubtfulAddresses.IsAlias(child, name)) && ++doubtful <= MostDoubtful)
            {
                AskForWildcards(child, name, asked);
            }

            if (DoubtfulAddresses.ZoneThatDenies(child, name) is { } zone && ++denied <= MostDoubtful)
            {
                asked.Add(AskZone(name, new Question(zone, RecordType.NS)));
            }
        }
    }

    private void AskForWildcards(ChildSide child, DomainName name, List<LoopTask<Exchange?>> asked)
    {
        var resolved = child.ResolutionOf(name);
        if ((resolved is null ? child.Zone : resolved.Zone) is not { } zone)
        {
            return;
        }

        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            if (published.Addresses.Count == 0 && !(published.IsAlias && resolved is null))
            {
                continue;
            }

            foreach (var wildcard in DoubtfulAddresses.WildcardsFor(name, zone).Take(MostWildcards))
            {
                var question = new Question(wildcard, family == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A);
                if (resolved is not null)
                {
                    asked.Add(AskZone(name, question));
                }
                else if (published.SaidBy.Count > 0)
                {
                    Put(published.SaidBy[0].Address, question, asked);
                }
            }
        }
    }

    private async LoopTask<Exchange?> Ask(IPAddress address, Question question) =>
        await _network.Ask(address, question, _network.WithEdns, ProtocolPolicy.UdpThenTcp, _audit.Tally);

    /// <summary>The way to the zone of a name server elsewhere is known since its addresses were looked up.</summary>
    private async LoopTask<Exchange?> AskZone(DomainName name, Question question)
    {
        var path = _audit.PathTo(name);
        var found = await _walker.FindZone(name, strictlyAbove: false, path);
        return found.Zone is { } zone ? (await _walker.Ask(zone, question, path))?.Exchange : null;
    }

    private void Put(IPAddress address, Question question, List<LoopTask<Exchange?>> asked)
    {
        if (_audit.Limits.Plan(1, address, question.Name))
        {
            asked.Add(Ask(address, question));
        }
    }
}
