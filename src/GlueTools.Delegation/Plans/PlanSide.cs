using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What one side of a delegation holds before a plan begins: name servers, addresses, and how long resolvers may keep them. Immutable.</summary>
public sealed class PlanSide
{
    /// <summary>Seconds that are assumed where nobody showed a TTL: that of the largest registries.</summary>
    public const uint AssumedTtl = 172800;

    private readonly SortedDictionary<DomainName, IReadOnlyList<IPAddress>> _addresses = new();
    private readonly IReadOnlyDictionary<DomainName, uint> _ttls;

    /// <summary>Takes what the side holds.</summary>
    /// <param name="nameServers">The NS set.</param>
    /// <param name="addresses">Addresses of name servers: glue, or what the zone publishes.</param>
    /// <param name="nameServerTtl">The longest TTL that was seen of the NS records; null where none was.</param>
    /// <param name="addressTtls">The longest TTL that was seen of each name's addresses.</param>
    public PlanSide(
        IEnumerable<DomainName> nameServers,
        IEnumerable<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> addresses,
        uint? nameServerTtl = null,
        IReadOnlyDictionary<DomainName, uint>? addressTtls = null)
    {
        NameServers = new OrderedSet<DomainName>(nameServers);
        foreach (var pair in addresses)
        {
            if (pair.Value.Count > 0)
            {
                _addresses[pair.Key] = AddressOrder.Set(pair.Value);
            }
        }

        HasNameServerTtl = nameServerTtl is not null;
        NameServerTtl = nameServerTtl ?? AssumedTtl;
        _ttls = addressTtls ?? new Dictionary<DomainName, uint>();
    }

    /// <summary>The NS set, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>Names that have addresses here, in canonical order.</summary>
    public IEnumerable<DomainName> Hosts => _addresses.Keys;

    /// <summary>Seconds that the NS records may be kept.</summary>
    public uint NameServerTtl { get; }

    /// <summary>Whether that was seen, not assumed.</summary>
    public bool HasNameServerTtl { get; }

    /// <summary>Addresses of a name; none where it has none here.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(DomainName name) => _addresses.TryGetValue(name, out var found) ? found : Array.Empty<IPAddress>();

    /// <summary>Seconds that a name's addresses may be kept.</summary>
    public uint AddressTtlOf(DomainName name) => _ttls.TryGetValue(name, out var ttl) ? ttl : AssumedTtl;

    /// <summary>Whether that was seen, not assumed.</summary>
    public bool HasAddressTtlOf(DomainName name) => _ttls.ContainsKey(name);

    /// <summary>Whether the NS set has a name.</summary>
    public bool Names(DomainName name)
    {
        foreach (var one in NameServers)
        {
            if (one == name)
            {
                return true;
            }
        }

        return false;
    }
}
