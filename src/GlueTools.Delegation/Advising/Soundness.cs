using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Advising;

/// <summary>What may be advised: nothing that the evidence shows dead, refusing, left behind with an old copy, not public, or not there. What was not looked at is not held against anybody.</summary>
internal static class Soundness
{
    /// <summary>Name servers that a zone is to have at least.</summary>
    internal const int Enough = 2;

    /// <summary>Whether nothing speaks against an address.</summary>
    internal static bool IsSound(DelegationView view, IPAddress address) =>
        SpecialAddress.MayBeAsked(address, view.Conditions.IsPrivateAudit) && !SpecialAddress.IsOfOneLink(address) && (view.Conditions.IsPrivateAudit || SpecialAddress.WhyTransitional(address) is null) && (view.Child?.ServerAt(address) is not { } server || (!IsCondemned(view, server) && !IsOutcast(view, server)));

    /// <summary>The addresses against which nothing speaks.</summary>
    internal static List<IPAddress> Sound(DelegationView view, IEnumerable<IPAddress> addresses)
    {
        var sound = new List<IPAddress>();
        foreach (var address in addresses)
        {
            if (IsSound(view, address))
            {
                sound.Add(address);
            }
        }

        return sound;
    }

    /// <summary>The addresses of a name server against which nothing speaks; not to be changed.</summary>
    internal static List<IPAddress> SoundOf(DelegationView view, DomainName nameServer) => view.SoundAddressesOf.Of(nameServer, static (view, name) => Sound(view, AddressesOf(view, name)));

    /// <summary>What speaks against an address that is not sound: <c>at 45.10.1.1 nothing answers</c>.</summary>
    internal static string WhyNot(DelegationView view, IPAddress address)
    {
        var isPrivate = view.Conditions.IsPrivateAudit;
        if (!SpecialAddress.MayBeAsked(address, isPrivate) || SpecialAddress.IsOfOneLink(address))
        {
            return address + " cannot be reached from " + (isPrivate ? "other networks" : "the Internet");
        }

        if (view.Child?.ServerAt(address) is { } server && (IsCondemned(view, server) || IsOutcast(view, server)))
        {
            return "at " + address + " " + (IsOutcast(view, server) ? "a server has an old copy of the zone" : Wording.Seen(server));
        }

        return address + " is of no use to most (" + SpecialAddress.WhyTransitional(address) + ")";
    }

    /// <summary>Whether resolvers that ask a name server get the zone, as far as is known: it has an address against which nothing speaks.</summary>
    internal static bool IsSound(DelegationView view, DomainName nameServer)
    {
        if (view.Child?.ResolutionOf(nameServer) is { } resolved && resolved.Status != ResolutionStatus.Found)
        {
            return resolved.SaysNothing;
        }

        return AddressesOf(view, nameServer).Count > 0 ? SoundOf(view, nameServer).Count > 0 : view.RelationOf(nameServer) != NameServerRelation.InDomain;
    }

    /// <summary>Whether some server at an address of a name server answers for the zone; where none was asked, whether the zone itself has an address for it.</summary>
    internal static bool Serves(DelegationView view, DomainName nameServer)
    {
        if (view.Child is { Servers.Count: 0 } unasked)
        {
            foreach (var family in Families.Both)
            {
                if (Sound(view, unasked.Published(nameServer, family).Addresses).Count > 0)
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var address in AddressesOf(view, nameServer))
        {
            if (view.Child?.ServerAt(address) is { IsAuthoritative: true } && IsSound(view, address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether two name servers against which nothing speaks are left without this one, and of each family in which it answers another one: with one alone the zone
    /// would have too few. One host under two names is one, and one that could not be tested from here is none. Where a name server goes because only the delegation names it, others of that kind may go likewise, and do not count;
    /// where it goes because only the zone does, neither do those that are on one side alone.
    /// </summary>
    internal static bool LeavesEnough(DelegationView view, DomainName nameServer, bool withLeftOvers = true, bool withNewcomers = true)
    {
        var (left, lost) = Without(view, nameServer, withLeftOvers, withNewcomers);
        return left >= Enough && lost.Count == 0;
    }

    /// <summary>The families in which a name server answers, and none of those that are left without it, counted likewise.</summary>
    internal static IReadOnlyList<AddressFamily> FamiliesOnlyOf(DelegationView view, DomainName nameServer, bool withLeftOvers) => Without(view, nameServer, withLeftOvers, withNewcomers: true).Lost;

    /// <summary>The hosts that are left without a name server, and the families that are lost with it.</summary>
    private static (int Left, List<AddressFamily> Lost) Without(DelegationView view, DomainName nameServer, bool withLeftOvers, bool withNewcomers) =>
        view.LeftWithout.Of((nameServer, withLeftOvers, withNewcomers), static (view, key) => FindWithout(view, key.Name, key.WithLeftOvers, key.WithNewcomers));

    private static (int Left, List<AddressFamily> Lost) FindWithout(DelegationView view, DomainName nameServer, bool withLeftOvers, bool withNewcomers)
    {
        var left = new List<OrderedSet<IPAddress>>();
        var lost = new List<AddressFamily>(Families.Both);
        lost.RemoveAll(family => !Answers(view, nameServer, family));
        var delegated = new HashSet<DomainName>(view.Parent?.NameServers ?? []);
        var isParted = ArePartedFor(view, nameServer, delegated);
        foreach (var other in view.Standing.Of(withLeftOvers, FindStanding))
        {
            if (left.Count >= Enough && lost.Count == 0)
            {
                break;
            }

            if (other != nameServer && (!isParted || delegated.Contains(nameServer) == delegated.Contains(other)) && (withNewcomers || view.Parent is null || delegated.Contains(other)))
            {
                AddHost(left, view, other);
                lost.RemoveAll(family => Answers(view, other, family));
            }
        }

        return (left.Count, lost);
    }

    /// <summary>The name servers that stay where another one goes, as far as they themselves decide that.</summary>
    private static List<DomainName> FindStanding(DelegationView view, bool withLeftOvers)
    {
        var standing = new List<DomainName>();
        var named = new HashSet<DomainName>(view.Child?.NameServers ?? []);
        var areLeftOver = !withLeftOvers && named.Overlaps(view.Parent?.NameServers ?? []);
        foreach (var name in view.NameServers)
        {
            // Where the zone names servers of the delegation, and not this one, it is left over. Where it names none of them, it is open which side is right.
            if (IsSound(view, name) && !IsByOldGlueAlone(view, name) && !Untested.IsAllOf(view, name) && !IsWithoutAddress(view, name) && (!areLeftOver || named.Contains(name)))
            {
                standing.Add(name);
            }
        }

        return standing;
    }

    /// <summary>
    /// Whether a name server elsewhere has nothing that is of use but glue which its own zone does not publish: that is advised to go, and with it perhaps the name server, so none that is left is to count on it.
    /// </summary>
    private static bool IsByOldGlueAlone(DelegationView view, DomainName nameServer) =>
        view.Child?.ResolutionOf(nameServer) is { Status: ResolutionStatus.Found } resolved && Sound(view, resolved.Addresses).Count == 0;

    /// <summary>
    /// Whether none of one side is left where one of the other is taken away: where the two sides have no name server in common, what the one has is no help to the other. The root is
    /// none, so nothing is taken away with it.
    /// </summary>
    private static bool ArePartedFor(DelegationView view, DomainName nameServer, HashSet<DomainName> delegated)
    {
        var named = view.Child?.NameServers ?? [];
        return !nameServer.IsRoot && delegated.Count > 0 && named.Count > 0 && !delegated.Overlaps(named);
    }

    /// <summary>Whether there is a name server beside some against which nothing speaks.</summary>
    internal static bool HasOthers(DelegationView view, OrderedSet<DomainName> some)
    {
        foreach (var name in view.NameServers)
        {
            if (!some.Contains(name) && IsSound(view, name) && !IsWithoutAddress(view, name))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddHost(List<OrderedSet<IPAddress>> hosts, DelegationView view, DomainName name)
    {
        var addresses = AddressOrder.Set(SoundOf(view, name));
        if (addresses.Count == 0 || !hosts.Exists(addresses.SetEquals))
        {
            hosts.Add(addresses);
        }
    }

    /// <summary>Whether the zone says of a name server in it that it has no address: what becomes of it is an open question.</summary>
    internal static bool IsWithoutAddress(DelegationView view, DomainName name)
    {
        if (view.RelationOf(name) != NameServerRelation.InDomain || view.Child is not { } child)
        {
            return false;
        }

        foreach (var family in Families.Both)
        {
            var published = child.Published(name, family);
            if (!published.IsKnown || published.IsAlias || published.Addresses.Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Answers(DelegationView view, DomainName nameServer, AddressFamily family)
    {
        foreach (var address in AddressesOf(view, nameServer))
        {
            if (address.AddressFamily == family && view.Child?.ServerAt(address) is { IsAuthoritative: true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All addresses that either side has for a name server; what a parent says of names outside it does not count. Not to be changed.</summary>
    internal static OrderedSet<IPAddress> AddressesOf(DelegationView view, DomainName nameServer) => view.AddressesOf.Of(nameServer, FindAddresses);

    private static OrderedSet<IPAddress> FindAddresses(DelegationView view, DomainName nameServer)
    {
        var addresses = AddressOrder.Set(view.Parent is { } parent && view.RelationOf(nameServer) != NameServerRelation.Unrelated ? parent.GlueOf(nameServer) : []);
        foreach (var family in Families.Both)
        {
            addresses.UnionWith(view.Child?.Published(nameServer, family).Addresses ?? []);
        }

        return addresses;
    }

    /// <summary>Whether it serves an old copy, and no newest one leads to it: what is advised lets resolvers forget it.</summary>
    private static bool IsOutcast(DelegationView view, ChildServer server) => server.Copy is { } copy && view.Child!.IsOutcast(copy);

    private static bool IsCondemned(DelegationView view, ChildServer server) => server.State switch
    {
        ChildServerState.Authoritative or ChildServerState.NotAsked => false,
        ChildServerState.Unresponsive => view.Conditions.IsTested(server.Address),
        _ => !server.HasAliasAtApex,
    };
}
