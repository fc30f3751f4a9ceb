using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>What the child publishes as the addresses of one name server, one family: what its servers say, and which of them count.</summary>
public sealed class PublishedAddresses
{
    private readonly IReadOnlyList<ZoneCopy> _saidBy;

    private PublishedAddresses(IReadOnlyList<IPAddress>? addresses, bool isAlias = false, bool serversDiffer = false, uint? serial = null, IReadOnlyList<ZoneCopy>? saidBy = null)
    {
        Addresses = addresses ?? System.Array.Empty<IPAddress>();
        IsKnown = addresses is not null;
        IsAlias = isAlias;
        ServersDiffer = serversDiffer;
        Serial = serial;
        _saidBy = saidBy ?? System.Array.Empty<ZoneCopy>();
    }

    /// <summary>Nothing is known: nobody with authority said anything.</summary>
    public static PublishedAddresses Unknown { get; } = new(null);

    /// <summary>Whether anybody with authority said anything.</summary>
    public bool IsKnown { get; }

    /// <summary>The addresses; empty where there are none or nothing is known.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Whether the name is an alias.</summary>
    public bool IsAlias { get; }

    /// <summary>Whether the child's servers do not all say the same.</summary>
    public bool ServersDiffer { get; }

    /// <summary>Whether they differ, other than those whose copies go when the delegation is mended: while they do, it is open what all of them will say.</summary>
    internal bool IsOpen { get; private init; }

    /// <summary>Whether copies differ that none is newer than: what the zone will say shows only once all its servers hold one of them.</summary>
    internal bool IsUnsettled { get; private init; }

    /// <summary>The SOA serial of the copies that count, where servers differ; null otherwise.</summary>
    public uint? Serial { get; }

    /// <summary>What each copy of the zone says, where it follows from that; null otherwise.</summary>
    internal IReadOnlyList<AddressStatement>? Statements { get; private init; }

    /// <summary>The servers whose word counts.</summary>
    public IReadOnlyList<ServerAddress> SaidBy
    {
        get
        {
            var servers = new List<ServerAddress>();
            foreach (var copy in _saidBy)
            {
                if (copy.Source.Server is { } server)
                {
                    servers.Add(server);
                }
            }

            return servers;
        }
    }

    /// <summary>The copies whose word counts.</summary>
    internal IReadOnlyList<ZoneCopy> Copies => _saidBy;

    /// <summary>What a search from the root found for a name that the child's servers delegate further down.</summary>
    internal static PublishedAddresses FromResolution(NameServerAddresses resolved, AddressFamily family) => resolved.Status switch
    {
        ResolutionStatus.Found when resolved.Unanswered.Includes(family) => Unknown,
        ResolutionStatus.Found or ResolutionStatus.NoAddress or ResolutionStatus.NameDoesNotExist =>
            new PublishedAddresses(AddressOrder.Set(AddressOrder.OfFamily(resolved.Addresses, family))),
        ResolutionStatus.Alias => new PublishedAddresses(AddressOrder.Set(), isAlias: true),
        _ => Unknown,
    };

    /// <summary>
    /// Weighs what the child's servers say. A server does not vouch for itself: an address counts only if a server reached at another address publishes it,
    /// or if no other server answers (after a renumbering, the old host often still serves the old zone). Where those that have a say differ, the copies with
    /// the newest serial count (RFC 1982); where those differ too, the word of other name servers counts more than the name server's own, for a host with
    /// several addresses would vouch for itself otherwise.
    /// </summary>
    /// <param name="nameServer">The name server.</param>
    /// <param name="statements">What each copy of the zone says.</param>
    /// <param name="trustAll">The sources were given as the truth, so each vouches for itself.</param>
    /// <param name="isOutcast">Whether a copy goes when the delegation is mended; null where none does.</param>
    internal static PublishedAddresses Weigh(DomainName nameServer, IReadOnlyList<AddressStatement> statements, bool trustAll, System.Predicate<ZoneCopy>? isOutcast = null)
    {
        if (statements.Count == 0)
        {
            return Unknown;
        }

        if (AreOne(statements, out var one))
        {
            return new PublishedAddresses(one.Addresses, one.IsAlias, saidBy: SayersOf(statements, trustAll)) { Statements = statements };
        }

        return WeighDifferent(nameServer, statements, trustAll, isOutcast);
    }

    private static PublishedAddresses WeighDifferent(DomainName nameServer, IReadOnlyList<AddressStatement> statements, bool trustAll, System.Predicate<ZoneCopy>? isOutcast)
    {
        var say = new List<KeyValuePair<AddressStatement, OrderedSet<IPAddress>>>(statements.Count);
        foreach (var statement in statements)
        {
            var claims = Claims(statement, statements, trustAll);
            if (claims.Count > 0 || statement.Addresses.Count == 0)
            {
                say.Add(new KeyValuePair<AddressStatement, OrderedSet<IPAddress>>(statement, claims));
            }
        }

        if (say.Count == 0)
        {
            // Nobody vouches for anybody: each speaks for itself, for else it would seem that there is no address.
            say.AddRange(statements.Select(statement => new KeyValuePair<AddressStatement, OrderedSet<IPAddress>>(statement, statement.Addresses)));
        }

        var differ = Differ(statements);
        uint? serial = null;
        if (DifferAmong(say))
        {
            serial = SerialNumber.Newest(say.Select(pair => pair.Key.Copy.Serial));
            say.RemoveAll(pair => pair.Key.Copy.Serial != serial);
            if (!trustAll && DifferAmong(say))
            {
                var others = say.FindAll(pair => !pair.Key.Copy.IsOf(nameServer));
                say = others.Count > 0 ? others : say;
            }
        }

        var addresses = AddressOrder.Set();
        var saidBy = new List<ZoneCopy>(say.Count);
        var isAlias = false;
        foreach (var pair in say)
        {
            addresses.UnionWith(pair.Value);
            isAlias |= pair.Key.IsAlias;
            saidBy.Add(pair.Key.Copy);
        }

        return new PublishedAddresses(addresses, isAlias, differ, serial, saidBy)
        {
            Statements = statements,
            IsOpen = differ && Differ(statements.Where(statement => isOutcast?.Invoke(statement.Copy) != true).ToList()),
            IsUnsettled = differ && Differ(Newest(statements)),
        };
    }

    /// <summary>What the copies say that none is newer than.</summary>
    private static List<AddressStatement> Newest(IReadOnlyList<AddressStatement> statements)
    {
        var newest = SerialNumber.Newest(statements.Select(statement => statement.Copy.Serial));
        return statements.Where(statement => statement.Copy.Serial == newest).ToList();
    }

    /// <summary>
    /// Whether several servers say one and the same, as in nearly every zone: then each address is published by one that is reached at another, and there is
    /// nothing to weigh.
    /// </summary>
    private static bool AreOne(IReadOnlyList<AddressStatement> statements, out AddressStatement first)
    {
        first = statements[0];
        for (var i = 1; i < statements.Count; i++)
        {
            if (!statements[i].IsSameAs(first))
            {
                return false;
            }
        }

        return statements.Count > 1 && first.Copy.Source.Server is { } one && statements[1].Copy.Source.Server is { } other && !one.Address.Equals(other.Address);
    }

    /// <summary>Of servers that say the same, those that do not vouch for themselves alone.</summary>
    private static List<ZoneCopy> SayersOf(IReadOnlyList<AddressStatement> statements, bool trustAll)
    {
        var addresses = statements[0].Addresses;
        var sayers = new List<ZoneCopy>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            // Its own address alone, which others publish.
            if (trustAll || addresses.Count != 1 || statements[i].Copy.Source.Server?.Address.Equals(addresses[0]) != true)
            {
                sayers.Add(statements[i].Copy);
            }
        }

        return sayers;
    }

    private static OrderedSet<IPAddress> Claims(AddressStatement statement, IReadOnlyList<AddressStatement> all, bool trustAll)
    {
        if (trustAll || all.Count == 1 || statement.Copy.Source.Server is not { } server || !statement.Addresses.Contains(server.Address))
        {
            return statement.Addresses;
        }

        var claims = AddressOrder.Set(statement.Addresses);
        claims.Remove(server.Address);
        return claims;
    }

    private static bool Differ(IReadOnlyList<AddressStatement> statements)
    {
        for (var i = 1; i < statements.Count; i++)
        {
            if (!statements[i].IsSameAs(statements[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DifferAmong(List<KeyValuePair<AddressStatement, OrderedSet<IPAddress>>> say)
    {
        for (var i = 1; i < say.Count; i++)
        {
            if (!say[i].Key.IsSameAs(say[0].Key))
            {
                return true;
            }
        }

        return false;
    }
}
