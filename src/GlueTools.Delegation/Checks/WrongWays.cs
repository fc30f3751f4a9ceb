using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>
/// Servers to which only a mistake leads: an address that the name server's own zone does not have, a wildcard's, that of the zone's own name, what only parent
/// servers, or copies of the zone, still say that are behind, or a delegation that still names a server which the zone has given up. What stands there need not be anybody's name server, so it is the way there that is to be mended, and nothing at its end.
/// </summary>
internal static class WrongWays
{
    /// <summary>What to do about a server that every name server leads to by mistake; null where one does not, as far as shows.</summary>
    internal static Advice? To(DelegationView view, ChildServer server)
    {
        Advice? first = null;
        var all = new List<Change>();
        foreach (var name in server.Names)
        {
            if (Of(view, name, server.Address) is not { } advice)
            {
                return null;
            }

            first ??= advice;
            foreach (var change in advice.Alternatives.Count > 0 ? advice.Alternatives[0] : [])
            {
                all.Add(change);
            }
        }

        return server.Names.Count == 1 || all.Count == 0 ? first : Advice.Of(all);
    }

    private static Advice? Of(DelegationView view, DomainName name, IPAddress address)
    {
        var child = view.Child!;
        if (LaggingParents.Are(view, Leading(view, name, address)))
        {
            return LaggingParents.BringUp(view, Leading(view, name, address));
        }

        if (Wildcards.Of(view, child, name) is not null)
        {
            return Wildcards.Advice(view, name);
        }

        if (view.RelationOf(name) == NameServerRelation.Sibling && child.ResolutionOf(name) is { Status: ResolutionStatus.Found } resolved
            && !Contains(resolved.Addresses, address) && child.Published(name, address.AddressFamily).IsKnown)
        {
            return GlueAdvice.OfSibling(view, name, address, resolved.Addresses);
        }

        if (IsGivenUp(view, child, name))
        {
            return NameServerAdvice.OnlyAtParent(view, name);
        }

        return ApexNames.IsOfSomethingElse(view, name, address) ? ApexNames.InPlaceOf(view, name) : CopiesThatLead.Awaited(view, name, address, isNewestToStay: NewestCopy.WhatBreaks(view) is null);
    }

    /// <summary>
    /// Whether the zone names servers of the delegation, and not this one, which serves nobody: it is to go from there. Where too few would be left, it may as well be meant to come back, unless a copy names it that is
    /// older than those that do not.
    /// </summary>
    private static bool IsGivenUp(DelegationView view, ChildSide child, DomainName name) =>
        child is { HasNameServers: true, HasGivenServers: false, Parties.Count: 0 } && view.Parent is { } parent && Contains(parent.NameServers, name) && !Contains(child.NameServers, name)
        && parent.NameServers.Any(other => Contains(child.NameServers, other)) && !Soundness.Serves(view, name) && Disputes.SettlingNames(view, name) is null
        && (Soundness.LeavesEnough(view, name, withLeftOvers: false) || child.Copies.Any(copy => copy.NameServers is { } names && Contains(names, name)));

    /// <summary>The parent servers that lead to a server, where nothing else does: the zone does not name the name server, or not at that address.</summary>
    private static IReadOnlyList<ServerAddress> Leading(DelegationView view, DomainName name, IPAddress address)
    {
        if (view.Parent is not { } parent || view.Child is not { HasNameServers: true } child)
        {
            return [];
        }

        if (!Contains(child.NameServers, name))
        {
            return parent.ServersNaming(name);
        }

        return view.RelationOf(name) == NameServerRelation.InDomain && !Contains(child.Published(name, address.AddressFamily).Addresses, address) ? parent.ServersWithGlue(name, address) : [];
    }

    private static bool Contains<T>(IReadOnlyList<T> values, T value)
    {
        foreach (var one in values)
        {
            if (Equals(one, value))
            {
                return true;
            }
        }

        return false;
    }
}
