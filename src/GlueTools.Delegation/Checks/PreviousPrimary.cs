using System;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;

namespace GlueTools.Delegation.Checks;

/// <summary>Whether a server that is to be switched off is the one from which the others transfer the zone, by its SOA record.</summary>
internal static class PreviousPrimary
{
    /// <summary>The primary that it is seen to be; null where it is none.</summary>
    internal static ZonePrimary? At(DelegationView view, PreviousServer previous)
    {
        foreach (var primary in ZonePrimary.Of(view.Child))
        {
            var addresses = Soundness.AddressesOf(view, primary.Name);
            addresses.IntersectWith(AddressOrder.Set(previous.Addresses));
            if (primary.Name == previous.Name || addresses.Count > 0)
            {
                return primary;
            }
        }

        return null;
    }

    /// <summary>A primary that it may be: it is no name server of the zone, so nobody asked for its addresses. Null where there is none.</summary>
    internal static ZonePrimary? Possible(DelegationView view, PreviousServer previous)
    {
        foreach (var primary in ZonePrimary.Of(view.Child))
        {
            if (primary.Name != previous.Name && !view.NameServers.Includes(primary.Name))
            {
                return primary;
            }
        }

        return null;
    }

    /// <summary>What becomes of the others without it.</summary>
    internal static FormattableString WithoutIt(ZonePrimary primary) => $"servers that transfer the zone from there stop answering {primary.Expire} s (SOA expire) after their last transfer";

    /// <summary>What to do first.</summary>
    internal static FormattableString Move() => $"move the primary first: make a server that stays the primary, let all others transfer the zone from that one, and name it in the SOA record";
}
