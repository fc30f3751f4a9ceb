using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What the child's side says of itself: each source by itself, and all together. Immutable.</summary>
public sealed class ChildSide
{
    private const int MostInList = 16;

    private readonly SortedDictionary<DomainName, NameServerAddresses> _resolutions;
    private readonly bool _hasGiven;

    // Where there are more than a few; the first at each address.
    private readonly Dictionary<IPAddress, ChildServer>? _byAddress;
    private readonly HashSet<ZoneCopy> _outcasts;

    // Versions of the zone that know nothing of one another; none nearly everywhere.
    private readonly List<List<ZoneCopy>> _parties = [];

    // What every check asks for again; it follows from the rest, so the view stays a value.
    private readonly Dictionary<DomainName, PublishedAddresses> _publishedIPv4 = new(), _publishedIPv6 = new();

    /// <summary>What servers said.</summary>
    /// <param name="zone">The child zone.</param>
    /// <param name="servers">Every address that leads to a server of the zone.</param>
    /// <param name="resolutions">What was found for name servers outside the zone.</param>
    public ChildSide(DomainName zone, IReadOnlyList<ChildServer> servers, SortedDictionary<DomainName, NameServerAddresses> resolutions)
    {
        Zone = zone;
        Servers = servers;
        _resolutions = resolutions;
        _byAddress = servers.Count > MostInList ? new Dictionary<IPAddress, ChildServer>(servers.Count) : null;
        foreach (var server in servers)
        {
            _hasGiven |= server.IsGiven;
            if (_byAddress?.ContainsKey(server.Address) == false)
            {
                _byAddress.Add(server.Address, server);
            }
        }

        var copies = new List<ZoneCopy>();
        var reference = _hasGiven ? new List<ZoneCopy>() : copies;
        foreach (var server in servers)
        {
            if (server.Copy is not { } copy)
            {
                continue;
            }

            copies.Add(copy);
            if (_hasGiven && server.IsGiven)
            {
                reference.Add(copy);
            }
        }

        Copies = copies;
        Reference = reference;
        HasNameServers = reference.Exists(copy => copy.NameServers is not null);
        NameServers = OwnNameServers.Weigh(reference);
        _outcasts = _hasGiven ? [] : OutcastCopies.Of(servers, copies, ResolutionOf);
        _parties = OwnNameServers.Parties(reference);
    }

    /// <summary>What somebody else says, in the servers' stead.</summary>
    /// <param name="zone">The child zone.</param>
    /// <param name="given">Their copy of the zone.</param>
    /// <param name="resolutions">What was found for name servers outside the zone.</param>
    public ChildSide(DomainName zone, ZoneCopy given, SortedDictionary<DomainName, NameServerAddresses> resolutions)
    {
        Zone = zone;
        Servers = [];
        _resolutions = resolutions;
        _hasGiven = true;
        Origin = given.Source.Kind;
        Copies = Reference = [given];
        HasNameServers = given.NameServers is not null;
        NameServers = new OrderedSet<DomainName>(given.NameServers ?? []);
        _outcasts = [];
    }

    /// <summary>The child zone.</summary>
    public DomainName Zone { get; }

    /// <summary>Where what is known of this side comes from.</summary>
    public SourceKind Origin { get; }

    /// <summary>Every address that leads, on either side, to a server of the zone.</summary>
    public IReadOnlyList<ChildServer> Servers { get; }

    /// <summary>What each source says of the zone with authority.</summary>
    public IReadOnlyList<ZoneCopy> Copies { get; }

    /// <summary>Those whose word is the child's: all, or those of the servers that the user named.</summary>
    public IReadOnlyList<ZoneCopy> Reference { get; }

    /// <summary>Whether the user named servers whose word is the child's.</summary>
    public bool HasGivenServers => _hasGiven;

    /// <summary>Whether any source gave the zone's NS set with authority.</summary>
    public bool HasNameServers { get; }

    /// <summary>The child's NS set, in canonical order: that of its newest copies where they differ, else the union.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>The copies of each of several versions of the zone that know nothing of one another; none where it is one zone.</summary>
    internal IReadOnlyList<List<ZoneCopy>> Parties => _parties;

    /// <summary>All searches for name servers outside the child, in the order of their names.</summary>
    internal IReadOnlyCollection<NameServerAddresses> Resolutions => _resolutions.Values;

    /// <summary>Whether a copy goes when the delegation is mended: an older one, at a server to which no newest copy leads.</summary>
    internal bool IsOutcast(ZoneCopy copy) => _outcasts.Contains(copy);

    /// <summary>The server at an address; null where none was considered.</summary>
    public ChildServer? ServerAt(IPAddress address)
    {
        if (_byAddress is not null)
        {
            return _byAddress.TryGetValue(address, out var known) ? known : null;
        }

        foreach (var server in Servers)
        {
            if (server.Address.Equals(address))
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>What a search from the root found for a name server outside the child, or below a further zone cut in it; null where none was made.</summary>
    public NameServerAddresses? ResolutionOf(DomainName nameServer) => _resolutions.TryGetValue(nameServer, out var found) ? found : null;

    /// <summary>What the child publishes for an in-domain name server.</summary>
    /// <param name="nameServer">The name.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public PublishedAddresses Published(DomainName nameServer, AddressFamily family)
    {
        var known = family == AddressFamily.InterNetworkV6 ? _publishedIPv6 : _publishedIPv4;
        lock (known)
        {
            if (!known.TryGetValue(nameServer, out var published))
            {
                known.Add(nameServer, published = Find(nameServer, family));
            }

            return published;
        }
    }

    /// <summary>The zone below a further cut in the child that has a name server's addresses; null where nothing shows that it is not the child itself.</summary>
    internal DomainName? InnerZoneOf(DomainName nameServer)
    {
        if (ResolutionOf(nameServer) is { } resolved)
        {
            return resolved.Zone is { } zone && zone.IsBelow(Zone) ? zone : null;
        }

        foreach (var copy in Copies)
        {
            if (copy.InnerZoneOf(nameServer) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private PublishedAddresses Find(DomainName nameServer, AddressFamily family)
    {
        if (ResolutionOf(nameServer) is { } resolved)
        {
            return PublishedAddresses.FromResolution(resolved, family);
        }

        return PublishedAddresses.Weigh(nameServer, Statements(nameServer, family, Speaking(nameServer)), _hasGiven, IsOutcast);
    }

    /// <summary>The copies that have a say of a name server: where versions of the zone know nothing of one another, what one says of a name that only the other has is no word about that one.</summary>
    private IReadOnlyList<ZoneCopy> Speaking(DomainName nameServer)
    {
        foreach (var party in _parties)
        {
            foreach (var name in party[0].NameServers!)
            {
                if (name == nameServer)
                {
                    return party;
                }
            }
        }

        return Reference;
    }

    /// <summary>What each copy of the zone says of a name server's addresses of one family.</summary>
    internal IReadOnlyList<AddressStatement> Statements(DomainName nameServer, AddressFamily family) =>
        ReferenceEquals(Copies, Reference) && Published(nameServer, family).Statements is { } known ? known : Statements(nameServer, family, Copies);

    private static List<AddressStatement> Statements(DomainName nameServer, AddressFamily family, IReadOnlyList<ZoneCopy> copies)
    {
        var statements = new List<AddressStatement>(copies.Count);
        AddressStatement? last = null;
        foreach (var copy in copies)
        {
            if (copy.AddressesOf(nameServer, family, last) is { } statement)
            {
                statements.Add(last = statement);
            }
        }

        return statements;
    }
}
