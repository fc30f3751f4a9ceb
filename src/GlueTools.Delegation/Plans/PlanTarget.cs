using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>Where a plan is to lead; a goal fills it in.</summary>
internal sealed class PlanTarget
{
    internal PlanTarget(PlanStart start)
    {
        Start = start;
        ParentNames = new OrderedSet<DomainName>(start.Parent.NameServers);
        foreach (var host in start.Parent.Hosts)
        {
            Glue[host] = AddressOrder.Set(start.Parent.AddressesOf(host));
        }

        KeepZone();
    }

    internal PlanStart Start { get; }

    internal OrderedSet<DomainName> ParentNames { get; }

    internal OrderedSet<DomainName> ZoneNames { get; } = new();

    internal Dictionary<DomainName, OrderedSet<IPAddress>> Glue { get; } = new();

    internal Dictionary<DomainName, OrderedSet<IPAddress>> Addresses { get; } = new();

    /// <summary>Changes that stand by themselves: of servers, host objects, DS records.</summary>
    internal List<FurtherChange> Further { get; } = new();

    /// <summary>Names that are no name servers any more, and whose addresses are to go once nobody can ask for them.</summary>
    internal OrderedSet<DomainName> Leftovers { get; } = new();

    /// <summary>Findings whose repair is known and that no step mends: somebody has to choose, or to say that it is wanted all the same. Each has its remark.</summary>
    internal HashSet<Finding> Left { get; } = new();

    /// <summary>What is said of those among them that would break something.</summary>
    internal List<string> Withheld { get; } = new();

    internal List<string> Refusals { get; } = new();

    internal List<string> Remarks { get; } = new();

    /// <summary>What asks for the changes of the zone, and of the delegation.</summary>
    internal OrderedSet<string> ZoneReasons { get; } = new(System.StringComparer.Ordinal);

    internal OrderedSet<string> ParentReasons { get; } = new(System.StringComparer.Ordinal);

    /// <summary>Whether servers that are no longer needed are to be switched off at the end.</summary>
    internal bool Retires { get; set; } = true;

    /// <summary>Leaves the zone as it is.</summary>
    internal void KeepZone()
    {
        ZoneNames.Clear();
        ZoneNames.UnionWith(Start.Zone.NameServers);
        Addresses.Clear();
        foreach (var host in Start.Zone.Hosts)
        {
            Addresses[host] = AddressOrder.Set(Start.Zone.AddressesOf(host));
        }
    }

    /// <summary>Names that are in either NS set at the end.</summary>
    internal OrderedSet<DomainName> AllNames
    {
        get
        {
            var names = new OrderedSet<DomainName>(ParentNames);
            names.UnionWith(ZoneNames);
            return names;
        }
    }

    /// <summary>A name's addresses on both sides at the end.</summary>
    internal OrderedSet<IPAddress> AddressesOf(DomainName name)
    {
        var addresses = AddressOrder.Set(GlueOf(name));
        addresses.UnionWith(PublishedOf(name));
        return addresses;
    }

    internal IReadOnlyList<IPAddress> GlueOf(DomainName name) => Glue.TryGetValue(name, out var found) ? found : [];

    internal IReadOnlyList<IPAddress> PublishedOf(DomainName name) => Addresses.TryGetValue(name, out var found) ? found : [];

    internal static OrderedSet<IPAddress> Of(Dictionary<DomainName, OrderedSet<IPAddress>> side, DomainName name)
    {
        if (!side.TryGetValue(name, out var found))
        {
            side.Add(name, found = AddressOrder.Set());
        }

        return found;
    }
}
