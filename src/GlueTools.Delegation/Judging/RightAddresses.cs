using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>The addresses that a parent should hold for a name server, and how far that can be relied on.</summary>
internal sealed class RightAddresses
{
    private readonly List<PublishedAddresses> _published = new();

    internal OrderedSet<IPAddress> Addresses { get; } = AddressOrder.Set();

    /// <summary>Whether somebody with authority has said what the addresses are.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>Whether the search for the name came to an end without an address.</summary>
    internal bool IsUnresolvable { get; private set; }

    /// <summary>Why nothing is known.</summary>
    internal string Problem { get; private set; } = "No server of the zone says with authority what the addresses are.";

    internal static RightAddresses Of(DelegationView view, DomainName name)
    {
        var right = new RightAddresses();
        if (view.Child is not { } child)
        {
            return right;
        }

        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            right._published.Add(published);
            right.IsKnown |= published.IsKnown;
            right.Addresses.UnionWith(published.Addresses);
        }

        if (child.ResolutionOf(name) is { Status: not ResolutionStatus.Found } resolved)
        {
            right.IsUnresolvable = !resolved.SaysNothing;
            right.IsKnown = false;
            right.Problem = "No address can be found for this server.";
        }

        return right;
    }

    /// <summary>Whether a person could safely set these addresses without looking further.</summary>
    internal bool CanBeRecommended(DelegationView view)
    {
        if (Addresses.Count == 0)
        {
            return false;
        }

        foreach (var address in Addresses)
        {
            if (!view.Conditions.IsPrivateAudit && SpecialAddress.PurposeOf(address) is not null)
            {
                return false;
            }
        }

        foreach (var published in _published)
        {
            if (published.ServersDiffer || published.IsAlias || !published.IsKnown || IsVouchedBySuspectsOnly(view, published))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every server that says so stands at an address that the zone itself does not publish for any of its name servers.</summary>
    private static bool IsVouchedBySuspectsOnly(DelegationView view, PublishedAddresses published)
    {
        if (published.SaidBy.Count == 0)
        {
            return false;
        }

        foreach (var server in published.SaidBy)
        {
            if (IsPublished(view, server.Address))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPublished(DelegationView view, IPAddress address)
    {
        var child = view.Child!;
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
