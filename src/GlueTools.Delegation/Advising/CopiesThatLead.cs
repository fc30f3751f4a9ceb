using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Advising;

/// <summary>
/// Where the servers of a zone hold different copies, which of them prevails decides which servers are the zone's at all: what is to be done at one to which some copies
/// lead, and others do not, shows once all hold the same.
/// </summary>
internal static class CopiesThatLead
{
    /// <summary>What to do about a server to which the parent does not lead, and not all copies, or that only one of several versions of the zone names; null where there is nothing to wait for.</summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="name">The name server.</param>
    /// <param name="address">The server's address.</param>
    /// <param name="isNewestToStay">Whether nothing speaks against the newest copies: then what they say will hold, and there is nothing to wait for where all of them lead there.</param>
    internal static Advice? Awaited(DelegationView view, DomainName name, IPAddress address, bool isNewestToStay)
    {
        if (view.Child is not { HasGivenServers: false } child)
        {
            return null;
        }

        if (child.Parties.Count > 0)
        {
            return OfOneVersion(view, child, name, address);
        }

        if (DoesParent(view, name, address))
        {
            return null;
        }

        List<ZoneCopy> leading = [], staying = [];
        foreach (var copy in child.Copies)
        {
            if (Does(view, copy, name, address))
            {
                (child.IsOutcast(copy) ? leading : staying).Add(copy);
            }
        }

        if (leading.Count + staying.Count == 0 || (isNewestToStay && DoAllNewest(view, name, address)) || (staying.Count > 0 && CopyDifferences.AreNone(child, [name]) && CopyDifferences.AreNone(child, name)))
        {
            return null;
        }

        var sources = (staying.Count > 0 ? staying : leading).ConvertAll(copy => copy.Source);
        var lead = $"{(sources.Count == 1 ? "the copy at " : "the copies at ")}{Prose.List(sources)}{(sources.Count == 1 ? " leads" : " lead")} there";
        return staying.Count == 0
            ? Advice.WithOthers($"Nothing need be done at {address}: only {lead}, and nobody comes there any more once the delegation is mended.")
            : Advice.None($"What is to be done at {address} shows once all servers of {view.DomainName} hold the same copy: only {lead}.");
    }

    /// <summary>Where versions of the zone know nothing of one another, whichever is to stay decides whether the name server of one is to serve it at all.</summary>
    private static Advice? OfOneVersion(DelegationView view, ChildSide child, DomainName name, IPAddress address)
    {
        foreach (var party in child.Parties)
        {
            if (party[0].NameServers!.Includes(name))
            {
                return Advice.None($"What is to be done at {address} shows once it is decided which version of {view.DomainName} is the right one: only that at {Prose.List(party.ConvertAll(copy => copy.Source))} names {name}.");
            }
        }

        return null;
    }

    private static bool DoAllNewest(DelegationView view, DomainName name, IPAddress address)
    {
        var copies = view.Child!.Copies;
        var newest = SerialNumber.Newest(copies.Select(copy => copy.Serial));
        return copies.All(copy => copy.Serial != newest || Does(view, copy, name, address));
    }

    /// <summary>Whether the delegation has the name server, at that address as far as the parent says where it is.</summary>
    private static bool DoesParent(DelegationView view, DomainName name, IPAddress address) => view.Parent is { } parent && parent.NameServers.Includes(name)
        && (view.RelationOf(name) != NameServerRelation.InDomain || parent.GlueOf(name).Includes(address) || view.Child!.ResolutionOf(name) is not null);

    private static bool Does(DelegationView view, ZoneCopy copy, DomainName name, IPAddress address) =>
        (copy.NameServers.Includes(name) || (view.Parent?.NameServers).Includes(name))
        && (view.Child!.ResolutionOf(name) is { } resolved ? resolved.Status == ResolutionStatus.Found && resolved.Addresses.Includes(address)
            : copy.AddressesOf(name, address.AddressFamily, null)?.Addresses.Contains(address) == true);
}
