using System;
using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Arrivals;

/// <summary>How far a change has come: which servers show it, since when, and until when caches may keep what was before. Immutable.</summary>
public sealed class Arrival
{
    /// <summary>Creates the picture.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="parentZone">The zone whose servers are asked; null where none was found.</param>
    /// <param name="wanted">What they are to show; null where that is not known.</param>
    /// <param name="servers">The parent's servers.</param>
    /// <param name="resolvers">The resolvers that were asked.</param>
    public Arrival(DomainName domain, DomainName? parentZone, WantedDelegation? wanted, IReadOnlyList<ServerArrival> servers, IReadOnlyList<ServerArrival> resolvers)
    {
        DomainName = domain;
        ParentZone = parentZone;
        Wanted = wanted;
        Servers = servers;
        Resolvers = resolvers;
        foreach (var server in servers)
        {
            ServerCount += server.State == ArrivalState.NotAsked ? 0 : 1;
            NewCount += server.State == ArrivalState.New ? 1 : 0;
            SinceUtc = server.SinceUtc > (SinceUtc ?? DateTime.MinValue) ? server.SinceUtc : SinceUtc;
        }

        HasArrived = ServerCount > 0 && NewCount == ServerCount;
        SinceUtc = HasArrived ? SinceUtc : null;
        HaveResolversFollowed = true;
        foreach (var resolver in resolvers)
        {
            HaveResolversFollowed &= resolver.State == ArrivalState.New;
        }
    }

    /// <summary>The domain.</summary>
    public DomainName DomainName { get; }

    /// <summary>The zone whose servers are asked; null where none was found.</summary>
    public DomainName? ParentZone { get; }

    /// <summary>What they are to show; null where that is not known.</summary>
    public WantedDelegation? Wanted { get; }

    /// <summary>The parent's servers.</summary>
    public IReadOnlyList<ServerArrival> Servers { get; }

    /// <summary>The resolvers that were asked.</summary>
    public IReadOnlyList<ServerArrival> Resolvers { get; }

    /// <summary>Servers of the parent that may be asked from here.</summary>
    public int ServerCount { get; }

    /// <summary>Those of them that show what is wanted.</summary>
    public int NewCount { get; }

    /// <summary>Whether all of them do.</summary>
    public bool HasArrived { get; }

    /// <summary>Whether every resolver that was asked does.</summary>
    public bool HaveResolversFollowed { get; }

    /// <summary>When the last of the servers was first seen with what is wanted; null where one was not.</summary>
    public DateTime? SinceUtc { get; }

    /// <summary>What the registry holds; null where it was not asked.</summary>
    public RegistryArrival? Registry { get; init; }

    /// <summary>When the waiting began.</summary>
    public DateTime StartedUtc { get; init; }

    /// <summary>When this was so.</summary>
    public DateTime AtUtc { get; init; }

    /// <summary>Until when caches may keep what was before, as far as that is known; null where nothing is.</summary>
    public DateTime? CachesUntilUtc { get; init; }

    /// <summary>Whether resolvers had to follow, too.</summary>
    public bool RequiresResolvers { get; init; }

    /// <summary>Why nothing can be known, in a sentence; null where something is.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether all that was waited for is there.</summary>
    public bool IsComplete => HasArrived && (HaveResolversFollowed || !RequiresResolvers);

    /// <summary>How far it has come: <c>3 of 4 parent servers; caches may keep the old answer until 14:32 UTC (2 h 11 min)</c>.</summary>
    public string ToProgress()
    {
        var wasSeenOld = false;
        var text = NewCount + " of " + ServerCount + " parent servers";
        foreach (var server in Servers)
        {
            wasSeenOld |= server.LastOldUtc is not null;
            text += server.State is ArrivalState.Silent or ArrivalState.Fails ? "; " + server.Server + " " + server.Detail : string.Empty;
        }

        text += Registry is null ? string.Empty : "; " + Registry.ToProgress();
        return CachesUntilUtc is { } until && until > AtUtc
            ? text + "; " + (wasSeenOld ? string.Empty : "if it changed just now, ") + "caches may keep the old answer until " + Times.Clock(until, AtUtc) + " (" + Times.Span(until - AtUtc) + ")"
            : text;
    }
}
