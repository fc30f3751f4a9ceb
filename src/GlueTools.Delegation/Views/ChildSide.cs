using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Views;

/// <summary>What the child's own servers say, each by itself and all together. Immutable.</summary>
public sealed class ChildSide
{
    private readonly SortedDictionary<DomainName, NameServerAddresses> _resolutions;
    private readonly bool _hasGiven;

    // What every check asks for again; it follows from the rest, so the view stays a value.
    private readonly Dictionary<DomainName, PublishedAddresses> _publishedIPv4 = new(), _publishedIPv6 = new();

    internal ChildSide(DomainName zone, IReadOnlyList<ChildServer> servers, SortedDictionary<DomainName, NameServerAddresses> resolutions)
    {
        Zone = zone;
        Servers = servers;
        _resolutions = resolutions;
        foreach (var server in servers)
        {
            _hasGiven |= server.IsGiven;
        }

        var names = new OrderedSet<DomainName>();
        var reference = new List<ChildServer>();
        foreach (var server in servers)
        {
            if (!server.IsAuthoritative || (_hasGiven && !server.IsGiven))
            {
                continue;
            }

            reference.Add(server);
            if (server.NameServers is { } own)
            {
                names.UnionWith(own);
                HasNameServers = true;
            }
        }

        Reference = reference;
        NameServers = names;
    }

    /// <summary>The child zone.</summary>
    public DomainName Zone { get; }

    /// <summary>Every address that leads, on either side, to a server of the zone.</summary>
    public IReadOnlyList<ChildServer> Servers { get; }

    /// <summary>The authoritative servers whose word is the child's: all, or those the user named.</summary>
    public IReadOnlyList<ChildServer> Reference { get; }

    /// <summary>Whether the user named servers whose word is the child's.</summary>
    public bool HasGivenServers => _hasGiven;

    /// <summary>Whether any server gave the zone's NS set with authority.</summary>
    public bool HasNameServers { get; }

    /// <summary>The child's NS set: the union over its servers, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>All searches for name servers outside the child, in the order of their names.</summary>
    internal IReadOnlyCollection<NameServerAddresses> Resolutions => _resolutions.Values;

    /// <summary>The server at an address; null where none was considered.</summary>
    public ChildServer? ServerAt(IPAddress address)
    {
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

    private PublishedAddresses Find(DomainName nameServer, AddressFamily family)
    {
        if (ResolutionOf(nameServer) is { } resolved)
        {
            return PublishedAddresses.FromResolution(resolved, family);
        }

        return PublishedAddresses.Weigh(nameServer, Statements(nameServer, family, Reference), _hasGiven);
    }

    /// <summary>What each authoritative server says of a name server's addresses of one family.</summary>
    internal IReadOnlyList<AddressStatement> Statements(DomainName nameServer, AddressFamily family) => Statements(nameServer, family, Servers);

    private List<AddressStatement> Statements(DomainName nameServer, AddressFamily family, IReadOnlyList<ChildServer> servers)
    {
        var type = family == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;
        var statements = new List<AddressStatement>(servers.Count);
        AddressStatement? last = null;
        Message? lastMessage = null;
        for (var i = 0; i < servers.Count; i++)
        {
            var server = servers[i];
            if (!server.IsAuthoritative || server.AddressExchange(nameServer, type) is not { Message: { } message } exchange)
            {
                continue;
            }

            var kind = ResponseClassifier.Classify(exchange, Zone);
            if (kind is ResponseKind.Answer or ResponseKind.NoData or ResponseKind.NameError or ResponseKind.Alias)
            {
                // Servers that sent the same records share the set of addresses, so that comparing them is done at a glance.
                var addresses = last is not null && message.SharesRecordsWith(lastMessage!) ? last.Addresses
                    : kind == ResponseKind.Answer ? AddressesIn(message.AnswersFor(nameServer, type)) : AddressOrder.Set();
                last = new AddressStatement(server, addresses, kind == ResponseKind.Alias);
                lastMessage = message;
                statements.Add(last);
            }
        }

        return statements;
    }

    private static OrderedSet<IPAddress> AddressesIn(RecordSelection records)
    {
        var addresses = AddressOrder.Set();
        foreach (var record in records)
        {
            if (record.Data is AddressData data)
            {
                addresses.Add(data.Address);
            }
        }

        return addresses;
    }
}
