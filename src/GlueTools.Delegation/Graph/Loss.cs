using System.Collections.Generic;
using System.Net;

namespace GlueTools.Delegation.Graph;

/// <summary>What is taken away, to see what is left.</summary>
internal sealed class Loss
{
    /// <summary>Nothing.</summary>
    internal static Loss None { get; } = new();

    /// <summary>A zone that nobody answers for any more.</summary>
    internal GraphZone? Zone { get; init; }

    /// <summary>Machines that are down.</summary>
    internal HashSet<int>? Machines { get; init; }

    /// <summary>Addresses that cannot be reached.</summary>
    internal HashSet<IPAddress>? Addresses { get; init; }

    internal bool Takes(GraphZone zone) => zone == Zone;

    internal bool Takes(GraphHost host, IPAddress address) => Machines?.Contains(host.Machine) == true || Addresses?.Contains(address) == true;
}
