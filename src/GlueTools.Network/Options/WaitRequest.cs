using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Network.Options;

/// <summary>What is waited for, and how. Immutable.</summary>
public sealed record WaitRequest
{
    /// <summary>What the parent's servers are to show; null for what the zone says.</summary>
    public ProposedDelegation? Wanted { get; init; }

    /// <summary>Seconds between two looks; null for 10, then twice as many each time up to 300.</summary>
    public int? PollSec { get; init; }

    /// <summary>Seconds after which no further look is taken; 0 for one look, null for no end.</summary>
    public double? TimeoutSec { get; init; }

    /// <summary>Resolvers that are asked once the parent's servers show it all.</summary>
    public IReadOnlyList<IPAddress> Resolvers { get; init; } = Array.Empty<IPAddress>();

    /// <summary>Whether these have to show it, too.</summary>
    public bool RequiresResolvers { get; init; }

    /// <summary>Told how far it has come after each look, on the loop thread; null for nobody.</summary>
    public Action<Arrival>? Progress { get; init; }
}
