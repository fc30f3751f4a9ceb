using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Views;

/// <summary>What the child publishes as the addresses of one name server, one family: what its servers say, and which of them count.</summary>
public sealed class PublishedAddresses
{
    private PublishedAddresses(IReadOnlyCollection<IPAddress>? addresses, bool isAlias, bool serversDiffer, uint? serial, IReadOnlyList<ServerAddress> saidBy)
    {
        Addresses = addresses ?? System.Array.Empty<IPAddress>();
        IsKnown = addresses is not null;
        IsAlias = isAlias;
        ServersDiffer = serversDiffer;
        Serial = serial;
        SaidBy = saidBy;
    }

    /// <summary>Nothing is known: nobody with authority said anything.</summary>
    public static PublishedAddresses Unknown { get; } = new(null, false, false, null, System.Array.Empty<ServerAddress>());

    /// <summary>Whether anybody with authority said anything.</summary>
    public bool IsKnown { get; }

    /// <summary>The addresses; empty where there are none or nothing is known.</summary>
    public IReadOnlyCollection<IPAddress> Addresses { get; }

    /// <summary>Whether the name is an alias.</summary>
    public bool IsAlias { get; }

    /// <summary>Whether the child's servers do not all say the same.</summary>
    public bool ServersDiffer { get; }

    /// <summary>The SOA serial of the copies that count, where servers differ; null otherwise.</summary>
    public uint? Serial { get; }

    /// <summary>The servers whose word counts.</summary>
    public IReadOnlyList<ServerAddress> SaidBy { get; }

    /// <summary>What a search from the root found for a name that the child's servers delegate further down.</summary>
    internal static PublishedAddresses FromResolution(NameServerAddresses resolved, AddressFamily family) => resolved.Status switch
    {
        ResolutionStatus.Found when Contains(resolved.Unanswered, family) => Unknown,
        ResolutionStatus.Found or ResolutionStatus.NoAddress or ResolutionStatus.NameError =>
            new PublishedAddresses(AddressOrder.Set(AddressOrder.OfFamily(resolved.Addresses, family)), false, false, null, System.Array.Empty<ServerAddress>()),
        ResolutionStatus.Alias => new PublishedAddresses(AddressOrder.Set(), true, false, null, System.Array.Empty<ServerAddress>()),
        _ => Unknown,
    };

    /// <summary>
    /// Weighs what the child's servers say. A server does not vouch for itself: an address counts only if a server reached at another address publishes it,
    /// or if no other server answers (after a renumbering, the old host often still serves the old zone). Where those that have a say differ, the copies with
    /// the newest serial count (RFC 1982); where those differ too, the word of other name servers counts more than the name server's own, for a host with
    /// several addresses would vouch for itself otherwise.
    /// </summary>
    /// <param name="nameServer">The name server.</param>
    /// <param name="statements">What each authoritative server said; null addresses mean the name is an alias.</param>
    /// <param name="trustAll">The servers were given as the truth, so each vouches for itself.</param>
    internal static PublishedAddresses Weigh(DomainName nameServer, IReadOnlyList<AddressStatement> statements, bool trustAll)
    {
        if (statements.Count == 0)
        {
            return Unknown;
        }

        var say = new List<KeyValuePair<AddressStatement, SortedSet<IPAddress>>>();
        foreach (var statement in statements)
        {
            var claims = Claims(statement, statements, trustAll);
            if (claims.Count > 0 || statement.Addresses.Count == 0)
            {
                say.Add(new KeyValuePair<AddressStatement, SortedSet<IPAddress>>(statement, claims));
            }
        }

        if (say.Count == 0)
        {
            // Nobody vouches for anybody: each speaks for itself, for else it would seem that there is no address.
            say.AddRange(statements.Select(statement => new KeyValuePair<AddressStatement, SortedSet<IPAddress>>(statement, statement.Addresses)));
        }

        var differ = Differ(statements);
        uint? serial = null;
        if (DifferAmong(say))
        {
            serial = NewestSerial(say);
            say.RemoveAll(pair => pair.Key.Server.Serial != serial);
            if (!trustAll && DifferAmong(say))
            {
                var others = say.FindAll(pair => !pair.Key.Server.HasName(nameServer));
                say = others.Count > 0 ? others : say;
            }
        }

        var addresses = AddressOrder.Set();
        var saidBy = new List<ServerAddress>();
        var isAlias = false;
        foreach (var pair in say)
        {
            addresses.UnionWith(pair.Value);
            isAlias |= pair.Key.IsAlias;
            saidBy.Add(new ServerAddress(pair.Key.Server.Names.Count > 0 ? pair.Key.Server.Names[0] : (DomainName?)null, pair.Key.Server.Address));
        }

        return new PublishedAddresses(addresses, isAlias, differ, serial, saidBy);
    }

    private static bool Contains(IReadOnlyList<AddressFamily> families, AddressFamily family)
    {
        foreach (var one in families)
        {
            if (one == family)
            {
                return true;
            }
        }

        return false;
    }

    private static SortedSet<IPAddress> Claims(AddressStatement statement, IReadOnlyList<AddressStatement> all, bool trustAll)
    {
        var claims = AddressOrder.Set(statement.Addresses);
        if (!trustAll && all.Count > 1)
        {
            claims.Remove(statement.Server.Address);
        }

        return claims;
    }

    private static bool Differ(IReadOnlyList<AddressStatement> statements)
    {
        for (var i = 1; i < statements.Count; i++)
        {
            if (statements[i].IsAlias != statements[0].IsAlias || !statements[i].Addresses.SetEquals(statements[0].Addresses))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DifferAmong(List<KeyValuePair<AddressStatement, SortedSet<IPAddress>>> say) => Differ(say.ConvertAll(pair => pair.Key));

    private static uint? NewestSerial(List<KeyValuePair<AddressStatement, SortedSet<IPAddress>>> say)
    {
        uint? newest = null;
        foreach (var pair in say)
        {
            if (pair.Key.Server.Serial is { } serial && (newest is not { } so || SerialNumber.IsNewer(serial, so)))
            {
                newest = serial;
            }
        }

        return newest;
    }
}

/// <summary>What one authoritative server said about one name server's addresses of one family.</summary>
internal sealed class AddressStatement
{
    internal AddressStatement(ChildServer server, SortedSet<IPAddress> addresses, bool isAlias)
    {
        Server = server;
        Addresses = addresses;
        IsAlias = isAlias;
    }

    internal ChildServer Server { get; }

    internal SortedSet<IPAddress> Addresses { get; }

    internal bool IsAlias { get; }
}
