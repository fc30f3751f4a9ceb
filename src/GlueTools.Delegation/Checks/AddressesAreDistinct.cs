using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Name servers are different machines in different networks, as far as addresses tell.</summary>
internal sealed class AddressesAreDistinct : ICheck
{
    internal static readonly FindingKind NameServersShareAddress = new(
        nameof(AddressesAreDistinct), nameof(NameServersShareAddress), Severity.Error, "RFC 2182, section 3.1", "Two name servers have the same address.");

    internal static readonly FindingKind NameServersSharePrefix = new(
        nameof(AddressesAreDistinct), nameof(NameServersSharePrefix), Severity.Notice, "RFC 2182, section 3.1", "All addresses of a family lie within one /24 (IPv4) or /48 (IPv6).");

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServersShareAddress, NameServersSharePrefix];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { } parent || (view.Child is null && !parent.SpeaksForItself))
        {
            yield break;
        }

        var child = view.Child;
        var all = AddressOrder.Set();
        var isAnyShared = false;
        for (var i = 0; i < parent.NameServers.Count; i++)
        {
            isAnyShared |= !AddNew(all, AtParent(view, child, parent.NameServers[i]));
        }

        var inZone = AddressOrder.Set();
        for (var i = 0; i < (child?.NameServers.Count ?? 0); i++)
        {
            var name = child!.NameServers[i];
            isAnyShared |= !AddNew(inZone, child.Published(name, AddressFamily.InterNetwork).Addresses) | !AddNew(inZone, child.Published(name, AddressFamily.InterNetworkV6).Addresses);
        }

        all.UnionWith(inZone);
        foreach (var sharing in isAnyShared ? Sharing(view, all) : [])
        {
            yield return sharing;
        }

        if (child is null && !AreAllKnown(view, parent))
        {
            // Where the others lie, nobody was asked.
            yield break;
        }

        foreach (var family in Families.Both)
        {
            var addresses = AddressOrder.OfFamily(all, family);
            if (addresses.Count > 1 && SharePrefix(addresses, family == AddressFamily.InterNetwork ? 3 : 6))
            {
                yield return NameServersSharePrefix.Finding(
                    view,
                    addresses,
                    [],
                    $"{(addresses.Count == 2 ? "Both" : "All")} {family} addresses of the name servers of {view.DomainName} ({addresses}) lie within one {(family == AddressFamily.InterNetwork ? "/24" : "/48")}, so one network failure takes {(addresses.Count == 2 ? "both" : "them all")}.",
                    Advice.None($"Move a name server of {view.DomainName} to another network, or add one there."));
            }
        }
    }

    /// <summary>Adds one name server's addresses to those of others; false where another has one of them.</summary>
    private static bool AddNew(OrderedSet<IPAddress> all, IReadOnlyList<IPAddress> addresses)
    {
        var areNew = true;
        for (var i = 0; i < addresses.Count; i++)
        {
            areNew &= all.Add(addresses[i]);
        }

        return areNew;
    }

    private static IEnumerable<Finding> Sharing(DelegationView view, OrderedSet<IPAddress> all)
    {
        var child = view.Child;
        var delegation = Holders(view.Parent!.NameServers, name => AtParent(view, child, name));
        var zone = Holders(child?.NameServers ?? [], name => InChild(child!, name));
        // Names are compared within one side: a server on its way to a new name stands under the old one at the parent and the new one in the zone.
        var inCopies = WithinOneCopy(child, zone);
        foreach (var shared in Together(all, delegation, inCopies))
        {
            yield return Sharing(view, shared, Shared(delegation, shared[0]), Shared(inCopies, shared[0]), name => Held(delegation, zone, name));
        }
    }

    /// <summary>Those of the names at each address that one copy of the zone names together: what one version calls so and another otherwise is one host on its way, or somebody else's.</summary>
    private static Dictionary<IPAddress, OrderedSet<DomainName>> WithinOneCopy(ChildSide? child, Dictionary<IPAddress, OrderedSet<DomainName>> zone)
    {
        var within = new Dictionary<IPAddress, OrderedSet<DomainName>>();
        var versions = zone.Count > 0 ? Versions(child!.Reference) : [];
        OrderedSet<DomainName> last = new(), together = new();
        foreach (var pair in zone)
        {
            // Where there are many, mostly the same names have them.
            if (pair.Value.Count > 1 && !pair.Value.SetEquals(last))
            {
                (last, together) = (pair.Value, Together(pair.Value, versions));
            }

            within.Add(pair.Key, pair.Value.Count > 1 ? together : new OrderedSet<DomainName>());
        }

        return within;
    }

    private static OrderedSet<DomainName> Together(OrderedSet<DomainName> names, List<OrderedSet<DomainName>> versions)
    {
        var together = new OrderedSet<DomainName>();
        foreach (var version in versions)
        {
            var own = new OrderedSet<DomainName>(names);
            own.IntersectWith(version);
            together.UnionWith(own.Count > 1 ? own : []);
        }

        return together;
    }

    /// <summary>The different NS sets of copies.</summary>
    private static List<OrderedSet<DomainName>> Versions(IReadOnlyList<ZoneCopy> copies)
    {
        var versions = new List<OrderedSet<DomainName>>();
        foreach (var copy in copies)
        {
            var names = new OrderedSet<DomainName>(copy.NameServers ?? []);
            if (!versions.Exists(names.SetEquals))
            {
                versions.Add(names);
            }
        }

        return versions;
    }

    /// <summary>The addresses that several name servers have, those together that the same ones have on the same sides.</summary>
    private static List<List<IPAddress>> Together(
        IEnumerable<IPAddress> all, Dictionary<IPAddress, OrderedSet<DomainName>> delegation, Dictionary<IPAddress, OrderedSet<DomainName>> zone)
    {
        var groups = new List<List<IPAddress>>();
        foreach (var address in all)
        {
            OrderedSet<DomainName>? atParent = Shared(delegation, address), inChild = Shared(zone, address);
            if (atParent is null && inChild is null)
            {
                continue;
            }

            var group = groups.Find(known => AreSame(Shared(delegation, known[0]), atParent) && AreSame(Shared(zone, known[0]), inChild));
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(address);
        }

        return groups;
    }

    /// <summary>What is shared, and on which side: the names of both are told where both share it and not under the same names.</summary>
    private static Finding Sharing(DelegationView view, List<IPAddress> addresses, OrderedSet<DomainName>? delegation, OrderedSet<DomainName>? zone, System.Func<DomainName, int> held)
    {
        var first = (delegation ?? zone)!;
        var names = new OrderedSet<DomainName>(first);
        names.UnionWith(zone ?? first);
        var isSame = delegation is not null && zone is not null && delegation.SetEquals(zone);
        var where = isSame ? string.Empty : "In the " + (delegation is null ? "zone " : "delegation of ") + view.DomainName + ", ";
        var also = isSame || delegation is null || zone is null ? string.Empty : ", and in the zone " + Prose.List(zone) + " have " + (addresses.Count == 1 ? "it" : "them");
        var isOneHost = true;
        foreach (var name in names)
        {
            isOneHost &= held(name) == addresses.Count;
        }

        return new Finding(
            NameServersShareAddress,
            view.DomainName,
            new List<DomainName>(names),
            addresses,
            [],
            $"{where}{first} have the same {(addresses.Count == 1 ? "address" : "addresses")} {addresses}{also}{(isOneHost ? (addresses.Count == 1 ? " and no other" : " and no others") + ": they are one host under " + Prose.Number(names.Count) + " names, and what takes one takes them all" : ", so they fail together")}.",
            Advice.None($"Give each name server of {view.DomainName} an address of its own{(delegation is null ? " in the zone" : zone is null ? " in the delegation" : string.Empty)}, or name one of them only{(Soundness.HasOthers(view, names) ? string.Empty : " and another name server beside it")}."));
    }

    /// <summary>How many addresses a name server has on both sides together.</summary>
    private static int Held(Dictionary<IPAddress, OrderedSet<DomainName>> delegation, Dictionary<IPAddress, OrderedSet<DomainName>> zone, DomainName name)
    {
        var held = AddressOrder.Set();
        foreach (var side in new[] { delegation, zone })
        {
            foreach (var one in side)
            {
                if (one.Value.Contains(name))
                {
                    held.Add(one.Key);
                }
            }
        }

        return held.Count;
    }

    private static bool AreSame(OrderedSet<DomainName>? left, OrderedSet<DomainName>? right) => left is null || right is null ? left is null && right is null : left.SetEquals(right);

    private static Dictionary<IPAddress, OrderedSet<DomainName>> Holders(IReadOnlyList<DomainName> names, System.Func<DomainName, IEnumerable<IPAddress>> addressesOf)
    {
        var holders = new Dictionary<IPAddress, OrderedSet<DomainName>>();
        foreach (var name in names)
        {
            foreach (var address in addressesOf(name))
            {
                if (!holders.TryGetValue(address, out var known))
                {
                    holders.Add(address, known = new OrderedSet<DomainName>());
                }

                known.Add(name);
            }
        }

        return holders;
    }

    private static IReadOnlyList<IPAddress> AtParent(DelegationView view, ChildSide? child, DomainName name) =>
        view.RelationOf(name) == NameServerRelation.InDomain || (child is null && view.RelationOf(name) == NameServerRelation.Sibling)
            ? view.Parent!.GlueOf(name)
            : child?.ResolutionOf(name)?.Addresses ?? [];

    /// <summary>Whether the parent's zone file has an address of every name server.</summary>
    private static bool AreAllKnown(DelegationView view, ParentSide parent)
    {
        foreach (var name in parent.NameServers)
        {
            if (view.RelationOf(name) == NameServerRelation.Unrelated || parent.GlueOf(name).Count == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<IPAddress> InChild(ChildSide child, DomainName name)
    {
        var addresses = new List<IPAddress>(child.Published(name, AddressFamily.InterNetwork).Addresses);
        addresses.AddRange(child.Published(name, AddressFamily.InterNetworkV6).Addresses);
        return addresses;
    }

    private static OrderedSet<DomainName>? Shared(Dictionary<IPAddress, OrderedSet<DomainName>> holders, IPAddress address) =>
        holders.TryGetValue(address, out var names) && names.Count > 1 ? names : null;

    private static bool SharePrefix(List<IPAddress> addresses, int octets)
    {
        // In the order of addresses, so that those between share what the first and the last share.
        byte[] first = addresses[0].GetAddressBytes(), last = addresses[addresses.Count - 1].GetAddressBytes();
        for (var i = 0; i < octets; i++)
        {
            if (first[i] != last[i])
            {
                return false;
            }
        }

        return true;
    }
}
