using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>Whose addresses a parent publishes as glue, as ICANN's tests of registry systems tell two policies apart.</summary>
public enum GluePolicy
{
    /// <summary>Nobody has said.</summary>
    Unstated,

    /// <summary>Of name servers within or below the zone that is delegated to them.</summary>
    Narrow,

    /// <summary>Of name servers below the zone that delegates.</summary>
    Wide,
}

/// <summary>
/// What the file of a parent zone shows around one delegation, and no server could: records that are at or below the zone cut, and what becomes of the name servers
/// that lie below the parent. Immutable.
/// </summary>
public sealed record ZoneSurroundings
{
    /// <summary>Addresses at or below the cut that this delegation does not need.</summary>
    public IReadOnlyList<LoneAddress> Addresses { get; init; } = Array.Empty<LoneAddress>();

    /// <summary>Other records at or below the cut: no server answers with them.</summary>
    public IReadOnlyList<HiddenRecord> Hidden { get; init; } = Array.Empty<HiddenRecord>();

    /// <summary>Name servers below the parent zone that have no address there, and lie below no delegation either.</summary>
    public IReadOnlyList<DomainName> Unfindable { get; init; } = Array.Empty<DomainName>();

    /// <summary>Those of <see cref="Unfindable"/> in whose domain directly below the parent zone nothing is at all: it is not there.</summary>
    public IReadOnlyList<DomainName> Domainless { get; init; } = Array.Empty<DomainName>();

    /// <summary>The name servers, where none has an address and all lie in zones that can only be reached through one another.</summary>
    public IReadOnlyList<DomainName> Circular { get; init; } = Array.Empty<DomainName>();

    /// <summary>Name servers below the parent zone and outside the child that have no address there.</summary>
    public IReadOnlyList<DomainName> SiblingsWithout { get; init; } = Array.Empty<DomainName>();

    /// <summary>DS records of a name that is not delegated.</summary>
    public IReadOnlyList<DsData> LoneDs { get; init; } = Array.Empty<DsData>();

    /// <summary>Whose addresses the parent publishes.</summary>
    public GluePolicy Policy { get; init; }
}

/// <summary>An address record of a zone file that the delegation above it has no use for.</summary>
/// <param name="Name">Its owner.</param>
/// <param name="Address">The address.</param>
/// <param name="Line">The line that it stands on.</param>
/// <param name="IsUsedElsewhere">Whether another delegation names its owner.</param>
public sealed record LoneAddress(DomainName Name, IPAddress Address, int Line, bool IsUsedElsewhere);

/// <summary>A record of a zone file that no server answers with.</summary>
/// <param name="Name">Its owner.</param>
/// <param name="Type">Its type, as the file has it.</param>
/// <param name="Line">The line that it stands on.</param>
public sealed record HiddenRecord(DomainName Name, string Type, int Line);
