using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Answers;

/// <summary>How the search for a name server's addresses ended.</summary>
public enum ResolutionStatus
{
    /// <summary>There are addresses.</summary>
    Found,

    /// <summary>The name exists and has no address.</summary>
    NoAddress,

    /// <summary>The name does not exist.</summary>
    NameDoesNotExist,

    /// <summary>The name is an alias, which a name server must not be (RFC 2181, section 10.3).</summary>
    Alias,

    /// <summary>It can only be found through itself.</summary>
    Circular,

    /// <summary>The servers that should know did not say.</summary>
    Failed,

    /// <summary>The run starts from servers that know nothing of the name, and does not leave their network.</summary>
    OutOfReach,

    /// <summary>A ceiling kept it from being looked up to the end.</summary>
    NotLookedAt,
}

/// <summary>Addresses of a name server outside the delegation, asked of the servers of its own zone.</summary>
public sealed class NameServerAddresses
{
    /// <summary>What was found out about a name server.</summary>
    public NameServerAddresses(DomainName name, ResolutionStatus status, IReadOnlyList<IPAddress>? addresses = null, DomainName? zone = null, string? servedBy = null, DomainName? denied = null)
    {
        DeniedDomain = denied;
        Name = name;
        Status = status;
        Addresses = addresses ?? Array.Empty<IPAddress>();
        Zone = zone;
        SaidBy = servedBy;
    }

    /// <summary>The name server.</summary>
    public DomainName Name { get; }

    /// <summary>How the search ended.</summary>
    public ResolutionStatus Status { get; }

    /// <summary>Its addresses of both families; empty unless <see cref="Status"/> is Found.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Families that nobody gave a usable answer about, though <see cref="Status"/> is Found: of those nothing is known.</summary>
    public IReadOnlyList<AddressFamily> Unanswered { get; init; } = Array.Empty<AddressFamily>();

    /// <summary>The zone that was asked last; null where none was found.</summary>
    public DomainName? Zone { get; }

    /// <summary>The name on the way down that <see cref="Zone"/> denied, with all below it; null where none was denied before the zone of the name itself was found.</summary>
    public DomainName? DeniedDomain { get; }

    /// <summary>The server that said so, as name/address; null where none did.</summary>
    public string? SaidBy { get; }

    /// <summary>Whether the search says nothing of the name: it was not made, or not to its end.</summary>
    internal bool SaysNothing => Status is ResolutionStatus.OutOfReach or ResolutionStatus.NotLookedAt;

    /// <summary>The zones that a resolver with an empty cache has to pass to find the addresses; empty where there are none.</summary>
    public IReadOnlyCollection<DomainName> ZonesNeeded { get; init; } = Array.Empty<DomainName>();

    /// <summary>The circle that keeps the name from being found; null where there is none.</summary>
    public string? Circle { get; init; }
}
