using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>A server that is to be switched off, and what it still says of the zone. Immutable.</summary>
public sealed class PreviousServer
{
    /// <summary>Creates it.</summary>
    /// <param name="name">Its name; null where only addresses were given.</param>
    /// <param name="addresses">Its addresses, as they were given or found.</param>
    /// <param name="goneUtc">When the last server that named it was seen with it; null where that is not known.</param>
    /// <param name="servers">What it said at each address.</param>
    public PreviousServer(DomainName? name, IReadOnlyList<IPAddress> addresses, DateTime? goneUtc, IReadOnlyList<ChildServer> servers)
    {
        Name = name;
        Addresses = addresses;
        GoneUtc = goneUtc;
        Servers = servers;
    }

    /// <summary>Its name; null where only addresses were given.</summary>
    public DomainName? Name { get; }

    /// <summary>Its addresses, as they were given or found.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>When the last server that named it was seen with it; null where that is not known.</summary>
    public DateTime? GoneUtc { get; }

    /// <summary>What it said at each address.</summary>
    public IReadOnlyList<ChildServer> Servers { get; }

    /// <inheritdoc/>
    public override string ToString() => Name is { } name ? Addresses.Count > 0 ? name + "/" + string.Join("/", Addresses) : name.Text : string.Join("/", Addresses);
}
