using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>How far what the zone publishes for a name server can be relied on.</summary>
internal static class Disputes
{
    /// <summary>Whether a person could set what the zone publishes without looking further: all that it publishes is known, the same everywhere, usable, and said by somebody who is under no suspicion.</summary>
    internal static bool AreNone(DelegationView view, DomainName name)
    {
        if (view.Child is not { } child)
        {
            return false;
        }

        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            if (!published.IsKnown || published.IsAlias || published.IsOpen || IsVouchedBySuspectsOnly(view, child, published)
                || Soundness.Sound(view, published.Addresses).Count < published.Addresses.Count)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every server that says so stands at an address that the zone itself does not publish for any of its name servers.</summary>
    private static bool IsVouchedBySuspectsOnly(DelegationView view, ChildSide child, PublishedAddresses published)
    {
        if (published.SaidBy.Count == 0)
        {
            return false;
        }

        foreach (var server in published.SaidBy)
        {
            if (IsPublished(child, server.Address))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPublished(ChildSide child, IPAddress address)
    {
        foreach (var name in child.NameServers)
        {
            foreach (var published in child.Published(name, address.AddressFamily).Addresses)
            {
                if (published.Equals(address))
                {
                    return true;
                }
            }
        }

        // A server that the user named as the truth is under no suspicion.
        return child.ServerAt(address) is { IsGiven: true };
    }
}
