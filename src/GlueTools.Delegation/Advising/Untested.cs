using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// Addresses of a family that could not be tested where servers were asked: whether anybody serves the zone there is not known, so nothing is advised for them, and nothing
/// is concluded against them.
/// </summary>
internal static class Untested
{
    /// <summary>Whether nobody could ask an address, for want of its family. Servers that the user names as the truth speak for the others, whoever could ask these.</summary>
    internal static bool Is(DelegationView view, IPAddress address) =>
        !view.Conditions.IsTested(address) && view.Child is { Servers.Count: > 0 } child && (!child.HasGivenServers || child.ServerAt(address) is not null);

    /// <summary>Those of some addresses that nobody could ask, and against which nothing else speaks.</summary>
    internal static List<IPAddress> In(DelegationView view, IEnumerable<IPAddress> addresses)
    {
        var open = Soundness.Sound(view, addresses);
        open.RemoveAll(address => !Is(view, address));
        return open;
    }

    /// <summary>Those that may be advised: nothing speaks against them, and somebody could have asked them.</summary>
    internal static List<IPAddress> Without(DelegationView view, IEnumerable<IPAddress> addresses)
    {
        var known = Soundness.Sound(view, addresses);
        known.RemoveAll(address => Is(view, address));
        return known;
    }

    /// <summary>Whether all addresses of a name server at which it may be of any use are such.</summary>
    internal static bool IsAllOf(DelegationView view, DomainName name)
    {
        var sound = Soundness.SoundOf(view, name);
        return sound.Count > 0 && sound.TrueForAll(address => Is(view, address));
    }

    /// <summary>What comes before anything is done about addresses that nobody could ask; null where none of these is such.</summary>
    internal static Advice? Awaited(DelegationView view, IEnumerable<IPAddress> addresses)
    {
        var open = In(view, addresses);
        if (open.Count == 0)
        {
            return null;
        }

        var family = Prose.Family(open[0]);
        return Advice.AfterTest(
            $"Test {view.DomainName} from where {family} works before anything is changed about {open}: {family} was not tested here, so it does not show {(open.Count == 1 ? "whether" : "at which of them")} the zone is served{(open.Count == 1 ? " there" : string.Empty)}.");
    }

    /// <summary>The same behind what may be done.</summary>
    internal static System.FormattableString Later(IReadOnlyList<IPAddress> open) => $", and {open} only once {(open.Count == 1 ? "it was" : "they were")} tested from where {Prose.Family(open[0])} works";
}
