using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>Servers that are for something else, so that nobody is told to load a zone there: resolvers, and the servers of the root and of top-level domains.</summary>
internal static class Strangers
{
    private static readonly DomainName[] Registries = [DomainName.Parse("root-servers.net"), DomainName.Parse("gtld-servers.net")];

    /// <summary>Whether a server that does not serve the zone is such a one, as far as it shows.</summary>
    internal static bool IsOne(DelegationView view, ChildServer server)
    {
        if (server.IsAuthoritative)
        {
            return false;
        }

        foreach (var name in server.Names)
        {
            if (System.Array.Exists(Registries, name.IsAtOrBelow) || IsInRegistry(view, name))
            {
                return true;
            }
        }

        return OffersRecursion(server) || IsOfRegistry(view, server);
    }

    /// <summary>Whether a name lies in a registry's own zone, not in a domain that somebody registered there: the servers of a top-level domain mostly do.</summary>
    private static bool IsInRegistry(DelegationView view, DomainName name) =>
        !view.Conditions.IsPrivateAudit && view.Child?.ResolutionOf(name) is { Status: ResolutionStatus.Found, Zone: { } zone } && Advising.Registries.IsRegistry(zone);

    private static bool OffersRecursion(ChildServer server)
    {
        foreach (var exchange in server.Exchanges)
        {
            if (exchange.Message is { RecursionAvailable: true })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfRegistry(DelegationView view, ChildServer server)
    {
        if (view.Conditions.IsPrivateAudit || view.Parent is not { } parent || !Advising.Registries.IsRegistry(parent.Zone))
        {
            return false;
        }

        foreach (var one in parent.Servers)
        {
            if (one.Server.Address.Equals(server.Address))
            {
                return true;
            }
        }

        return false;
    }
}
