using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>
/// Where walks begin: the root's hints, or the servers the user named. Of the latter we first have to learn which zones they serve; the deepest one that
/// holds a name is where its walk begins.
/// </summary>
internal sealed class StartZones
{
    private readonly ServerAccess _network;
    private readonly Zone? _root, _fallback;
    private readonly List<ServerAddress> _servers = new();
    private readonly RecentTable<DomainName, LoopTask<Zone?>> _byParent = new(WalkBudget.Remembered, search => !search.IsCompleted);
    private readonly RecentTable<DomainName, Zone> _zones = new(WalkBudget.Remembered);

    internal StartZones(ServerAccess network)
    {
        _network = network;
        var options = network.Options;
        var root = new Zone(DomainName.Root, isStart: true);
        foreach (var hint in options.RootHints ?? RootHints.BuiltIn)
        {
            root.Add(hint);
        }

        if (options.Servers.Count == 0)
        {
            _root = root;
            _servers.AddRange(root.Servers);
            return;
        }

        // Name servers may lie in zones that the given servers know nothing of. Out in the world the root knows; a private network is not left.
        _fallback = options.IsPrivateAudit ? null : root;
        foreach (var address in options.Servers)
        {
            _servers.Add(new ServerAddress(null, address));
        }
    }

    /// <summary>The servers that the run starts from.</summary>
    internal IReadOnlyList<ServerAddress> Servers => _servers;

    /// <summary>The zone that the walk to <paramref name="name"/> begins in; null where the given servers serve none that holds it.</summary>
    internal LoopTask<Zone?> For(DomainName name, AuditTally tally)
    {
        if (_root is not null)
        {
            return LoopTasks.FromResult<Zone?>(_root);
        }

        var parent = name.Parent;
        if (!_byParent.TryGet(parent, out var search))
        {
            _byParent.Set(parent, search = Search(parent, tally));
        }

        return search;
    }

    /// <summary>The zone that the search for a name server begins in: the root where the given servers do not know the name.</summary>
    internal async LoopTask<Zone?> ForNameServer(DomainName name, AuditTally tally) => await For(name, tally) ?? _fallback;

    /// <summary>Asks for the SOA of the name's parent and of every ancestor until one is answered with authority.</summary>
    private async LoopTask<Zone?> Search(DomainName name, AuditTally tally)
    {
        for (var at = name; ; at = at.Parent)
        {
            if (_zones.TryGet(at, out var known))
            {
                return known;
            }

            var answer = await ZoneQuestion.Ask(_network, _servers, at.Parent, new Question(at, RecordType.SOA), tally);
            if (answer?.Kind == ResponseKind.Answer)
            {
                return Add(at);
            }

            if (answer?.Kind is ResponseKind.NoData or ResponseKind.NameDoesNotExist && SoaOwner(answer) is { } apex)
            {
                return Add(apex);
            }

            if (at.IsRoot)
            {
                return null;
            }
        }
    }

    private static DomainName? SoaOwner(ZoneAnswer answer)
    {
        foreach (var record in answer.Exchange.Message!.Authority)
        {
            if (record.Type == RecordType.SOA)
            {
                return record.Owner.ToLower();
            }
        }

        return null;
    }

    private Zone Add(DomainName apex)
    {
        if (!_zones.TryGet(apex, out var zone))
        {
            _zones.Set(apex, zone = new Zone(apex, isStart: true));
            foreach (var server in _servers)
            {
                zone.Add(server);
            }
        }

        return zone;
    }
}
