using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>Servers that are for something else, so that nobody is told to load a zone there: resolvers, and the servers of the root and of top-level domains.</summary>
internal static class Strangers
{
    private static readonly DomainName RootServers = DomainName.Parse("root-servers.net");

    /// <summary>Whether a server that does not serve the zone is such a one, as far as it shows.</summary>
    internal static bool IsOne(DelegationView view, ChildServer server)
    {
        if (server.IsAuthoritative)
        {
            return false;
        }

        foreach (var name in server.Names)
        {
            if (name.IsAtOrBelow(RootServers))
            {
                return true;
            }
        }

        return OffersRecursion(server) || IsOfRegistry(view, server);
    }

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
        if (view.Conditions.IsPrivateAudit || view.Parent is not { } parent || !Registries.IsRegistry(parent.Zone))
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
