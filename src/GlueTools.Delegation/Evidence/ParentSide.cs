using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Evidence;

/// <summary>What the parent's side says about the child: each source by itself, and all together. Immutable.</summary>
public sealed class ParentSide
{
    private readonly Dictionary<DomainName, OrderedSet<IPAddress>> _glue = new();

    /// <summary>What servers said.</summary>
    /// <param name="zone">The parent zone.</param>
    /// <param name="child">The zone that is delegated.</param>
    /// <param name="servers">Every address of every server of the parent zone that was considered.</param>
    /// <param name="isSample">Whether only a random sample of them was asked.</param>
    public ParentSide(DomainName zone, DomainName child, IReadOnlyList<ParentServer> servers, bool isSample)
        : this(zone, child, SourceKind.Server, StatementsOf(servers))
    {
        Servers = servers;
        IsSample = isSample;
        var referring = new List<ParentServer>(servers.Count);
        foreach (var server in servers)
        {
            if (server.Statement is not null)
            {
                referring.Add(server);
            }
        }

        Referring = referring;
    }

    /// <summary>What somebody else says, in the servers' stead.</summary>
    /// <param name="zone">The parent zone.</param>
    /// <param name="child">The zone that is delegated.</param>
    /// <param name="given">The statement.</param>
    public ParentSide(DomainName zone, DomainName child, ParentStatement given)
        : this(zone, child, given.Source.Kind, [given])
    {
    }

    /// <summary>That somebody who speaks in the servers' stead knows of no delegation.</summary>
    /// <param name="zone">The parent zone.</param>
    /// <param name="child">The zone that is not delegated.</param>
    /// <param name="denial">What there is instead.</param>
    public ParentSide(DomainName zone, DomainName child, ParentDenial denial)
        : this(zone, child, denial.Source.Kind, []) => Denial = denial;

    private ParentSide(DomainName zone, DomainName child, SourceKind origin, IReadOnlyList<ParentStatement> statements)
    {
        Zone = zone;
        Child = child;
        Origin = origin;
        Statements = statements;
        var names = new OrderedSet<DomainName>();
        Referral? last = null;
        foreach (var statement in statements)
        {
            // Most servers' referrals are one and the same.
            if (!ReferenceEquals(statement.Delegation, last))
            {
                last = statement.Delegation;
                Add(last, names);
            }
        }

        NameServers = names;
    }

    /// <summary>The parent zone.</summary>
    public DomainName Zone { get; }

    /// <summary>The zone that is delegated.</summary>
    public DomainName Child { get; }

    /// <summary>Where what is known of this side comes from.</summary>
    public SourceKind Origin { get; }

    /// <summary>Whether what it says is judged where the zone is not known: it is all that somebody has, and nobody was to be asked.</summary>
    public bool SpeaksForItself => Origin == SourceKind.ZoneFile;

    /// <summary>That there is no delegation, where somebody says so in the servers' stead; null otherwise.</summary>
    public ParentDenial? Denial { get; }

    /// <summary>What the zone file shows around the delegation; null where no file was read, or nothing is to be said.</summary>
    public ZoneSurroundings? Surroundings { get; init; }

    /// <summary>What each source says of the delegation; those that say nothing of it are left out.</summary>
    public IReadOnlyList<ParentStatement> Statements { get; }

    /// <summary>Every address of every server of the parent zone that was considered; none where somebody else speaks in their stead.</summary>
    public IReadOnlyList<ParentServer> Servers { get; } = System.Array.Empty<ParentServer>();

    /// <summary>Those that gave a referral to the child.</summary>
    public IReadOnlyList<ParentServer> Referring { get; } = System.Array.Empty<ParentServer>();

    /// <summary>Whether only a random sample of them was asked.</summary>
    public bool IsSample { get; }

    /// <summary>The delegation: name servers of all referrals together, in canonical order.</summary>
    public IReadOnlyList<DomainName> NameServers { get; }

    /// <summary>Whether some source delegates the child.</summary>
    public bool HasReferral => Statements.Count > 0;

    /// <summary>Whether some source has DS records of the child.</summary>
    public bool HasDs
    {
        get
        {
            foreach (var statement in Statements)
            {
                if (statement.Delegation.Ds.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether every parent server that answered is also authoritative for the child, so that no referral can be seen. One that denies the delegation has seen that there is none.</summary>
    public bool IsHiddenByChild
    {
        get
        {
            if (HasReferral)
            {
                return false;
            }

            var isServed = false;
            foreach (var server in Servers)
            {
                if (server.DeniesDelegation)
                {
                    return false;
                }

                isServed |= server.ServesChildToo;
            }

            return isServed;
        }
    }

    /// <summary>Addresses that any source gives for a name server; IPv4 first.</summary>
    public IReadOnlyList<IPAddress> GlueOf(DomainName nameServer) =>
        _glue.TryGetValue(nameServer, out var addresses) ? addresses : (IReadOnlyList<IPAddress>)System.Array.Empty<IPAddress>();

    /// <summary>The servers whose referral gives this address for this name server.</summary>
    public IReadOnlyList<ServerAddress> ServersWithGlue(DomainName nameServer, IPAddress address) =>
        ServersWhere(statement => statement.Gives(nameServer, address));

    /// <summary>The servers whose referral names this name server.</summary>
    public IReadOnlyList<ServerAddress> ServersNaming(DomainName nameServer) => ServersWhere(statement => statement.Names(nameServer));

    private static List<ParentStatement> StatementsOf(IReadOnlyList<ParentServer> servers)
    {
        var statements = new List<ParentStatement>(servers.Count);
        foreach (var server in servers)
        {
            if (server.Statement is { } statement)
            {
                statements.Add(statement);
            }
        }

        return statements;
    }

    private List<ServerAddress> ServersWhere(System.Func<ParentStatement, bool> condition)
    {
        var servers = new List<ServerAddress>();
        foreach (var statement in Statements)
        {
            if (statement.Source.Server is { } server && condition(statement))
            {
                servers.Add(server);
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
