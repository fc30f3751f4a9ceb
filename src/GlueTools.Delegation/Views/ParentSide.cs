using System.Collections.Generic;
using System.Net;
using GlueTools.Dns.Names;
using GlueTools.Delegation.Walking;

namespace GlueTools.Delegation.Views;

/// <summary>What the parent's servers say about the child, each by itself and all together. Immutable.</summary>
public sealed class ParentSide
{
    private readonly Dictionary<DomainName, OrderedSet<IPAddress>> _glue = new();

    internal ParentSide(DomainName zone, DomainName child, IReadOnlyList<ParentServer> servers, bool isSample, bool isProposed = false)
    {
        Zone = zone;
        Servers = servers;
        IsSample = isSample;
        IsProposed = isProposed;
        var referring = new List<ParentServer>();
        var names = new OrderedSet<DomainName>();
        Referral? last = null;
        foreach (var server in servers)
        {
            if (server.Referral is not { } referral)
            {
                continue;
            }

            referring.Add(server);
            // Most servers' referrals are one and the same.
            if (!ReferenceEquals(referral, last))
            {
                last = referral;
                Add(referral, names);
            }
        }

        Referring = referring;
        NameServers = names;
        Child = child;
    }

    /// <summary>The parent zone.</summary>
    public DomainName Zone { get; }

    /// <summary>The zone that is delegated.</summary>
    public DomainName Child { get; }

    /// <summary>Every address of every server of the parent zone that was considered.</summary>
    public IReadOnlyList<ParentServer> Servers { get; }

    /// <summary>Whether only a random sample of them was asked.</summary>
    public bool IsSample { get; }

    /// <summary>Whether this is a delegation that the user proposes, not one that the parent's servers give.</summary>
    public bool IsProposed { get; }

    /// <summary>Those that gave a referral to the child.</summary>
    public IReadOnlyList<ParentServer> Referring { get; }

    /// <summary>The delegation: name servers of all referrals together, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>Whether some parent server refers to the child.</summary>
    public bool HasReferral => Referring.Count > 0;

    /// <summary>Whether every parent server that answered is also authoritative for the child, so that no referral can be seen. One that denies the delegation has seen that there is none.</summary>
    public bool IsHiddenByChild
    {
        get
        {
            var serving = 0;
            foreach (var server in Servers)
            {
                if (server.DeniesDelegation)
                {
                    return false;
                }

                serving += server.ServesChildToo ? 1 : 0;
            }

            return serving > 0 && Referring.Count == 0;
        }
    }

    /// <summary>Addresses that any parent server's referral gives for a name server; IPv4 first.</summary>
    public IReadOnlyList<IPAddress> GlueOf(DomainName nameServer) =>
        _glue.TryGetValue(nameServer, out var addresses) ? addresses : (IReadOnlyList<IPAddress>)System.Array.Empty<IPAddress>();

    /// <summary>The referring servers whose referral gives this address for this name server.</summary>
    public IReadOnlyList<ServerAddress> ServersWithGlue(DomainName nameServer, IPAddress address)
    {
        var servers = new List<ServerAddress>();
        foreach (var server in Referring)
        {
            foreach (var glue in server.Referral!.Glue)
            {
                if (glue.Name == nameServer && glue.Address.Equals(address))
                {
                    servers.Add(server.Server);
                    break;
                }
            }
        }

        return servers;
    }

    /// <summary>The referring servers whose referral names this name server.</summary>
    public IReadOnlyList<ServerAddress> ServersNaming(DomainName nameServer)
    {
        var servers = new List<ServerAddress>();
        foreach (var server in Referring)
        {
            foreach (var name in server.Referral!.NameServers)
            {
                if (name == nameServer)
                {
                    servers.Add(server.Server);
                    break;
                }
            }
        }

        return servers;
    }

    private void Add(Referral referral, OrderedSet<DomainName> names)
    {
        names.UnionWith(referral.NameServers);
        foreach (var glue in referral.Glue)
        {
            if (!_glue.TryGetValue(glue.Name, out var addresses))
            {
                _glue.Add(glue.Name, addresses = AddressOrder.Set());
            }

            addresses.Add(glue.Address);
        }
    }
}
