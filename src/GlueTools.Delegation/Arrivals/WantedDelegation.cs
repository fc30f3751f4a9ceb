using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Arrivals;

/// <summary>The delegation that servers are to show: what a zone says of itself, or what somebody wants. Immutable.</summary>
public sealed class WantedDelegation
{
    private readonly DomainName _domain;
    private readonly SortedDictionary<DomainName, OrderedSet<IPAddress>?> _nameServers = new();

    private WantedDelegation(DomainName domain) => _domain = domain;

    /// <summary>The name servers, in canonical order.</summary>
    public IReadOnlyCollection<DomainName> NameServers => _nameServers.Keys;

    /// <summary>The addresses that a name server is to have; null where any will do.</summary>
    /// <param name="nameServer">The name server.</param>
    public IReadOnlyList<IPAddress>? AddressesOf(DomainName nameServer) => _nameServers.TryGetValue(nameServer, out var addresses) ? addresses : null;

    /// <summary>Each name server with its addresses as they are written: <c>ns1.example.com/192.0.2.1</c>.</summary>
    public IReadOnlyList<string> ToTexts()
    {
        var texts = new List<string>();
        foreach (var server in _nameServers)
        {
            texts.Add(server.Value is { Count: > 0 } addresses ? server.Key + "/" + string.Join("/", (IEnumerable<IPAddress>)addresses) : server.Key.Text);
        }

        return texts;
    }

    /// <summary>What somebody wants. Of a name server without addresses any will do.</summary>
    /// <param name="domain">The zone that is delegated.</param>
    /// <param name="proposed">The name servers.</param>
    public static WantedDelegation Of(DomainName domain, ProposedDelegation proposed)
    {
        var wanted = new WantedDelegation(domain);
        foreach (var name in proposed.NameServers)
        {
            var addresses = proposed.AddressesOf(name);
            wanted._nameServers.Add(name, addresses.Count > 0 ? AddressOrder.Set(addresses) : null);
        }

        return wanted;
    }

    /// <summary>What the zone says of itself; null where that cannot be told.</summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="problem">Why it cannot be told, in a sentence; empty where it can.</param>
    public static WantedDelegation? FromZone(DelegationView view, out string problem)
    {
        problem = string.Empty;
        if (view.Child is not { HasNameServers: true } child || Newest(child.Reference, out problem) is not { } names)
        {
            problem = problem.Length > 0 ? problem : "No server was found that gives " + view.DomainName + "'s own name servers with authority.";
            return null;
        }

        var wanted = new WantedDelegation(view.DomainName);
        foreach (var name in names)
        {
            var relation = view.RelationOf(name);
            if (relation == NameServerRelation.InDomain && Families.Both.Any(family => child.Published(name, family).IsUnsettled))
            {
                problem = "Servers of the zone with the same serial publish different addresses for " + name + ".";
                return null;
            }

            var addresses = relation == NameServerRelation.Unrelated ? null : Published(child, name);
            if (relation == NameServerRelation.InDomain && addresses is not { Count: > 0 })
            {
                problem = "What addresses " + name + " has in the zone could not be found out.";
                return null;
            }

            wanted._nameServers.Add(name, addresses);
        }

        return wanted;
    }

    /// <summary>How a referral differs from it, in words; null where it does not. Addresses of name servers outside the parent zone do not matter there.</summary>
    /// <param name="said">The referral.</param>
    /// <param name="parentZone">The zone that it comes from.</param>
    public string? DifferenceFrom(Referral said, DomainName parentZone)
    {
        var differences = Names(said);
        foreach (var server in _nameServers)
        {
            if (server.Key.IsAtOrBelow(parentZone) && said.NameServers is OrderedSet<DomainName> set && set.Contains(server.Key) && Glue(said, server.Key, server.Value) is { } difference)
            {
                differences.Add(difference);
            }
        }

        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    /// <summary>How an NS set differs from it, in words; null where it does not.</summary>
    /// <param name="said">The NS set.</param>
    public string? DifferenceInNames(Referral said) => Names(said) is { Count: > 0 } differences ? string.Join("; ", differences) : null;

    /// <summary>The set that the newest copies give (RFC 1982); where these differ, nobody can say which is wanted.</summary>
    private static OrderedSet<DomainName>? Newest(IReadOnlyList<ZoneCopy> copies, out string problem)
    {
        problem = string.Empty;
        uint? newest = null;
        OrderedSet<DomainName>? names = null;
        foreach (var copy in copies)
        {
            if (copy.NameServers is not { } own || (newest is { } known && copy.Serial is { } serial && SerialNumber.IsNewer(known, serial)))
            {
                continue;
            }

            var set = new OrderedSet<DomainName>(own);
            var isNewer = names is null || (newest is { } before && copy.Serial is { } now && SerialNumber.IsNewer(now, before));
            if (!isNewer && !names!.SetEquals(set))
            {
                problem = "Servers of the zone with the same serial name different name servers.";
            }

            if (isNewer)
            {
                (names, newest, problem) = (set, copy.Serial, string.Empty);
            }
        }

        return problem.Length > 0 ? null : names;
    }

    private static OrderedSet<IPAddress>? Published(ChildSide child, DomainName name)
    {
        var addresses = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            if (!published.IsKnown || published.IsAlias)
            {
                return null;
            }

            addresses.UnionWith(published.Addresses);
        }

        return addresses;
    }

    private List<string> Names(Referral said)
    {
        var differences = new List<string>();
        var extra = new List<DomainName>();
        foreach (var name in said.NameServers)
        {
            if (!_nameServers.ContainsKey(name))
            {
                extra.Add(name);
            }
        }

        var has = new OrderedSet<DomainName>(said.NameServers);
        var missing = new List<DomainName>();
        foreach (var name in _nameServers.Keys)
        {
            if (!has.Contains(name))
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            differences.Add("does not name " + Prose.List(missing));
        }

        if (extra.Count > 0)
        {
            differences.Add("names " + Prose.List(extra));
        }

        return differences;
    }

    private string? Glue(Referral said, DomainName name, OrderedSet<IPAddress>? wanted)
    {
        var held = AddressOrder.Set();
        foreach (var glue in said.Glue)
        {
            if (glue.Name == name)
            {
                held.Add(glue.Address);
            }
        }

        // Addresses of a name outside the zone may be left out (RFC 9471, section 2.2).
        return held.Count == 0 ? name.IsAtOrBelow(_domain) ? "gives no address for " + name : null
            : wanted is null || held.SetEquals(wanted) ? null
            : "gives " + Prose.List(held) + " for " + name;
    }
}
