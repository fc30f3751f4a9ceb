using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>Asks those that belong to neither side, where somebody wants to hear of them: servers that are to be switched off, and resolvers.</summary>
internal sealed class BesideCollector
{
    /// <summary>Name servers that a resolver is asked about: as many as zones have.</summary>
    private const int MostNames = 13;

    private readonly ServerAccess _network;
    private readonly DelegationWalker _walker;
    private readonly AuditContext _audit;
    private readonly ParentSide _parent;
    private readonly ChildSide? _child;

    internal BesideCollector(ServerAccess network, DelegationWalker walker, AuditContext audit, ParentSide parent, ChildSide? child)
    {
        _network = network;
        _walker = walker;
        _audit = audit;
        _parent = parent;
        _child = child;
    }

    internal async LoopTask<IReadOnlyList<PreviousServer>> PreviousServers()
    {
        var found = new List<PreviousServer>();
        foreach (var request in _network.Options.PreviousServers)
        {
            var addresses = await AddressesOf(request);
            var asked = new List<LoopTask<ChildServer>>();
            foreach (var address in addresses)
            {
                asked.Add(Ask(request.Name, address));
            }

            found.Add(new PreviousServer(request.Name, addresses, _network.Options.PreviousGoneUtc, await LoopTasks.WhenAll(asked)));
        }

        return found;
    }

    internal async LoopTask<IReadOnlyList<ResolverAnswers>> Resolvers()
    {
        var names = new OrderedSet<DomainName>(_parent.NameServers);
        names.UnionWith(_child?.NameServers ?? []);
        var first = new List<DomainName>();
        foreach (var name in names)
        {
            if (first.Count < MostNames)
            {
                first.Add(name);
            }
        }

        var asked = new List<LoopTask<ResolverAnswers>>();
        foreach (var resolver in _network.Options.Resolvers)
        {
            asked.Add(ResolverCollector.Ask(_network, resolver, _audit.Domain, first, _audit.Tally));
        }

        return await LoopTasks.WhenAll(asked);
    }

    /// <summary>The addresses given; where there are none, all that anybody gives for the name.</summary>
    private async LoopTask<OrderedSet<IPAddress>> AddressesOf(PreviousServerRequest request)
    {
        var addresses = AddressOrder.Set(request.Addresses);
        if (request.Name is not { } name || addresses.Count > 0)
        {
            return addresses;
        }

        addresses.UnionWith(_parent.GlueOf(name));
        foreach (var family in Families.Both)
        {
            addresses.UnionWith(_child?.Published(name, family).Addresses ?? []);
        }

        if (addresses.Count == 0)
        {
            addresses.UnionWith((await _walker.Resolver.ResolveForAudit(name, _audit)).Addresses);
        }

        return addresses;
    }

    private async LoopTask<ChildServer> Ask(DomainName? name, IPAddress address)
    {
        if (_child?.ServerAt(address) is { } known)
        {
            return known;
        }

        IReadOnlyList<DomainName> names = name is { } one ? [one] : [];
        var notAsked = _network.MayAsk(address);
        if (notAsked != NotAskedReason.None)
        {
            return new ChildServer(_audit.Domain, address, names, notAsked, isGiven: false, new ChildAnswers());
        }

        var soa = Ask(address, RecordType.SOA);
        var ns = Ask(address, RecordType.NS);
        var answers = new ChildAnswers { Soa = new ServerAnswer(await soa, _audit.Domain), Ns = new ServerAnswer(await ns, _audit.Domain) };
        return new ChildServer(_audit.Domain, address, names, NotAskedReason.None, isGiven: false, answers);
    }

    private LoopTask<Exchange> Ask(IPAddress address, RecordType type) =>
        _network.Ask(address, new Question(_audit.Domain, type), _network.Plain, ProtocolPolicy.UdpThenTcp, _audit.Tally);
}
