using System.Linq;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

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
            if (!published.IsKnown || published.IsAlias || published.IsOpen || published.Addresses.Any(address => Untested.Is(view, address) && !(view.Parent?.GlueOf(name)).Includes(address)) || IsVouchedBySuspectsOnly(view, child, published)
                || Soundness.Sound(view, published.Addresses).Count < published.Addresses.Count)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What comes before anything is set at the parent where copies of the zone that none is newer than differ about a name server's addresses; null where they do not.</summary>
    internal static Advice? Settling(DelegationView view, DomainName name)
    {
        foreach (var family in Families.Both)
        {
            if (view.Child?.Published(name, family).IsUnsettled == true)
            {
                return Settling(view, $"the addresses of {name}", $"Set in the delegation what all of them say of {name} then.");
            }
        }

        return null;
    }

    /// <summary>The same where they differ about whether a name server is one of the zone's; null where they do not.</summary>
    internal static Advice? SettlingNames(DelegationView view, DomainName name)
    {
        var copies = view.Child?.Reference ?? [];
        var newest = SerialNumber.Newest(copies.Select(copy => copy.Serial));
        bool isIn = false, isOut = false;
        foreach (var copy in copies)
        {
            if (copy.Serial == newest && copy.NameServers is { } set)
            {
                isIn |= set.Includes(name);
                isOut |= !set.Includes(name);
            }
        }

        return isIn && isOut ? Settling(view, $"the zone's name servers", $"Set in the delegation the name servers that all of them have then.") : null;
    }

    private static Advice Settling(DelegationView view, System.FormattableString what, System.FormattableString then) => Advice.None(
        $"Let all servers of {view.DomainName} hold the same copy first: those with the newest serial differ about {Prose.Render(what)}, so it does not show what the delegation is to have. {Prose.Render(then)}");

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
