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
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>Every server of a zone: those of its referral and those of its own NS set; where the run starts, exactly the given ones.</summary>
internal sealed class ZoneServers
{
    private readonly DelegationWalker _walker;
    private readonly SharedWork<DomainName, ServerSet> _known;

    internal ZoneServers(ServerAccess network, DelegationWalker walker)
    {
        _walker = walker;
        _known = new(WalkBudget.Remembered, () => new ServerSet(Array.Empty<ServerAddress>()), name => "servers of " + name.Text) { Doubts = () => network.Doubts };
    }

    internal int RememberedCount => _known.Count;

    internal LoopTask<ServerSet> Of(Zone zone, Dependency node) =>
        _known.Get(zone.Name, node, inner => Collect(zone, inner));

    private async LoopTask<ServerSet> Collect(Zone zone, Dependency node)
    {
        if (zone.IsStart)
        {
            // The run begins only once these have answered.
            return new ServerSet(zone.Servers.ToArray()) { HasAnswered = true };
        }

        // What is learnt here is no matter of how others get to the zone.
        var all = zone.Copy();
        var own = await _walker.Ask(zone, new Question(zone.Name, RecordType.NS), node);
        if (own?.Kind == ResponseKind.Answer)
        {
            // With authority, so addresses of names within the zone itself may be believed.
            all.Learn(Referral.Read(own.Exchange.Message!, own.Exchange.Message!.Answer, zone.Name), zone.Name);
        }

        foreach (var name in all.WithoutAddress)
        {
            var addresses = name.IsAtOrBelow(zone.Name) ? await AddressesWithin(zone, name, node) : null;
            addresses ??= (await _walker.Resolver.Resolve(name, node)).Found.Addresses;
            foreach (var address in addresses)
            {
                all.Add(new ServerAddress(name, address));
            }
        }

        return new ServerSet(all.Servers.ToArray()) { HasAnswered = own?.IsUseful == true };
    }

    /// <summary>Addresses of a server that lies in the very zone it serves; null where the zone says it lies below a further cut.</summary>
    private async LoopTask<IReadOnlyList<IPAddress>?> AddressesWithin(Zone zone, DomainName name, Dependency node)
    {
        var addresses = new List<IPAddress>();
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            var answer = await _walker.Ask(zone, new Question(name, type), node);
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
internal sealed class ServerSet : IWalkResult, IAskedZone
{
    internal ServerSet(IReadOnlyList<ServerAddress> servers) => Servers = servers;

    public bool IsUsable => Servers.Count > 0;

    public Interruption? Interruption { get; set; }

    public SearchRecord? Record { get; set; }

    internal IReadOnlyList<ServerAddress> Servers { get; }

    /// <summary>Whether one of them has said something useful when they were looked for.</summary>
    internal bool HasAnswered { get; init; }

    /// <summary>Those that have answered for the zone in this run.</summary>
    internal HashSet<IPAddress> Serving { get; } = new();

    public bool IsServedBy(IPAddress server, bool withEdns) => Serving.Contains(server);
}
