using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Which name servers of a delegation a resolver that comes from the parent gets an authoritative answer from, and which it asks, or looks for, in vain.</summary>
internal sealed class WayToServers
{
    private WayToServers()
    {
    }

    /// <summary>Those at some address of which a server answers with authority.</summary>
    internal List<DomainName> Serving { get; } = new();

    /// <summary>Those at no address of which one does, or that have none.</summary>
    internal List<DomainName> Failing { get; } = new();

    /// <summary>Null where of some name server nothing can be said: it was not looked up, or has an address that says nothing from here.</summary>
    internal static WayToServers? Of(DelegationView view, ParentSide parent, ChildSide child)
    {
        foreach (var server in parent.Servers)
        {
            if (server.ServesChildToo)
            {
                // Resolvers need no other.
                return null;
            }
        }

        var way = new WayToServers();
        foreach (var name in parent.NameServers)
        {
            if (child.ResolutionOf(name) is { SaysNothing: true } && view.RelationOf(name) != NameServerRelation.InDomain)
            {
                return null;
            }

            bool serves = false, isUnknown = false;
            foreach (var address in Route(view, parent, child, name))
            {
                var server = child.ServerAt(address);
                serves |= server is { IsAuthoritative: true } or { HasAliasAtApex: true };
                isUnknown |= server is null || !view.Conditions.IsTested(address) || server.NotAsked is NotAskedReason.FamilyExcluded or NotAskedReason.FamilyUnusable;
            }

            if (!serves && isUnknown)
            {
                return null;
            }

            (serves ? way.Serving : way.Failing).Add(name);
        }

        return way;
    }

    /// <summary>The addresses at which a resolver that comes from the parent looks for a name server.</summary>
    private static IEnumerable<IPAddress> Route(DelegationView view, ParentSide parent, ChildSide child, DomainName name)
    {
        var relation = view.RelationOf(name);
        if (relation != NameServerRelation.Unrelated)
        {
            foreach (var address in parent.GlueOf(name))
            {
                yield return address;
            }
        }

        if (relation != NameServerRelation.InDomain && child.ResolutionOf(name) is { } resolved)
        {
            foreach (var address in resolved.Addresses)
            {
                yield return address;
            }
        }
    }
}
