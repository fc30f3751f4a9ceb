using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>A delegation that is not there yet: what the user means to give to the registrar. It stands in place of what the parent's servers say.</summary>
public sealed class ProposedDelegation
{
    private readonly SortedDictionary<DomainName, List<IPAddress>> _nameServers = new();
    private readonly List<DsData> _ds;

    /// <summary>Creates a proposal.</summary>
    /// <param name="nameServers">
    /// The name servers with the addresses given for them; an empty list where none are. What is given twice counts once, and addresses add up.
    /// </param>
    /// <param name="ds">The DS records.</param>
    public ProposedDelegation(IEnumerable<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>> nameServers, IEnumerable<DsData> ds)
    {
        foreach (var server in nameServers)
        {
            var name = server.Key.ToLower();
            if (!_nameServers.TryGetValue(name, out var addresses))
            {
                _nameServers.Add(name, addresses = new List<IPAddress>());
            }

            foreach (var address in server.Value)
            {
                if (!addresses.Contains(address))
                {
                    addresses.Add(address);
                }
            }
        }

        _ds = new List<DsData>(ds);
    }

    /// <summary>The name servers, in canonical order.</summary>
    public IReadOnlyCollection<DomainName> NameServers => _nameServers.Keys;

    /// <summary>The addresses given for a name server; empty where none are.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(DomainName nameServer) =>
        _nameServers.TryGetValue(nameServer, out var addresses) ? addresses : (IReadOnlyList<IPAddress>)System.Array.Empty<IPAddress>();

    /// <summary>The DS records.</summary>
    public IReadOnlyList<DsData> Ds => _ds;

    /// <summary>The delegation as a parent serves it now, its servers taken together.</summary>
    public static ProposedDelegation Of(ParentSide parent)
    {
        var servers = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        foreach (var name in parent.NameServers)
        {
            servers.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, new List<IPAddress>(parent.GlueOf(name))));
        }

        var ds = new List<DsData>();
        foreach (var statement in parent.Statements)
        {
            foreach (var record in statement.Delegation.Ds)
            {
                if (!ds.Contains(record))
                {
                    ds.Add(record);
                }
            }
        }

        return new ProposedDelegation(servers, ds);
    }

    /// <summary>The parent's side as it would be.</summary>
    /// <param name="child">The zone that would be delegated.</param>
    /// <param name="parentZone">The zone that would delegate it.</param>
    public ParentSide ToParentSide(DomainName child, DomainName parentZone)
    {
        var glue = new List<GlueAddress>();
        foreach (var server in _nameServers)
        {
            // Addresses of names outside the parent zone are none of its business: they are kept, and resolvers would not heed them.
            foreach (var address in server.Value)
            {
                glue.Add(new GlueAddress(server.Key, address, null));
            }
        }

        return new ParentSide(parentZone, child, new ParentStatement(Source.Proposal, Referral.Of(child, _nameServers.Keys, null, glue, _ds)));
    }
}
