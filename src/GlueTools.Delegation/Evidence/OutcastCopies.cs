using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>
/// Copies that go when the delegation is mended: older ones, at servers to which no newest copy leads. After a move the old host often still serves the old zone, in which
/// it is a name server of course, and only stale glue, or a name server that the zone has given up, leads there. Nobody has to bring such a copy up to date first.
/// </summary>
internal static class OutcastCopies
{
    /// <summary>The outcasts; none where the newest copy is not vouched for.</summary>
    /// <param name="servers">Every address that leads to a server of the zone.</param>
    /// <param name="copies">What each source says of the zone with authority.</param>
    /// <param name="resolutionOf">What a search from the root found for a name server outside the zone.</param>
    internal static HashSet<ZoneCopy> Of(IReadOnlyList<ChildServer> servers, IReadOnlyList<ZoneCopy> copies, Func<DomainName, NameServerAddresses?> resolutionOf)
    {
        var outcasts = new HashSet<ZoneCopy>();
        if (HaveOneSerial(copies))
        {
            return outcasts;
        }

        var newest = SerialNumber.Newest(SerialsOf(copies));
        List<ChildServer> current = [], older = [];
        foreach (var server in servers)
        {
            if (server.Copy?.Serial is { } serial && newest is { } best)
            {
                (serial == best ? current : SerialNumber.IsNewer(best, serial) ? older : []).Add(server);
            }
        }

        // Sets of servers that name themselves alone are each as good as the other.
        if (older.Count == 0 || !VouchForEachOther(current, resolutionOf) || OwnNameServers.Parties(copies).Count > 0)
        {
            return outcasts;
        }

        foreach (var server in older)
        {
            if (!current.Exists(one => LeadsTo(one.Copy!, server, servers, resolutionOf)))
            {
                outcasts.Add(server.Copy!);
            }
        }

        return outcasts;
    }

    private static bool HaveOneSerial(IReadOnlyList<ZoneCopy> copies)
    {
        for (var i = 1; i < copies.Count; i++)
        {
            if (copies[i].Serial != copies[0].Serial)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<uint?> SerialsOf(IReadOnlyList<ZoneCopy> copies)
    {
        foreach (var copy in copies)
        {
            yield return copy.Serial;
        }
    }

    /// <summary>Whether two servers under different names have it and lead to each other. A server does not vouch for itself, nor a host with several addresses.</summary>
    private static bool VouchForEachOther(List<ChildServer> current, Func<DomainName, NameServerAddresses?> resolutionOf)
    {
        foreach (var one in current)
        {
            foreach (var other in current)
            {
                if (!ShareName(one, other) && PublishesAddress(one.Copy!, other, resolutionOf) && PublishesAddress(other.Copy!, one, resolutionOf))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool ShareName(ChildServer one, ChildServer other)
    {
        foreach (var name in one.Names)
        {
            if (other.Names.Includes(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a copy has the server's address for one of its name servers.</summary>
    private static bool PublishesAddress(ZoneCopy copy, ChildServer server, Func<DomainName, NameServerAddresses?> resolutionOf)
    {
        foreach (var name in copy.NameServers ?? [])
        {
            if (AddressesIn(copy, name, resolutionOf).Contains(server.Address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same, or whether it names the server and has no address for it at which the zone is served: what leads there otherwise may well be right then.</summary>
    private static bool LeadsTo(ZoneCopy copy, ChildServer server, IReadOnlyList<ChildServer> servers, Func<DomainName, NameServerAddresses?> resolutionOf)
    {
        if (copy.NameServers is not { } names || PublishesAddress(copy, server, resolutionOf))
        {
            return true;
        }

        foreach (var name in server.Names)
        {
            if (names.Includes(name) && !IsServed(AddressesIn(copy, name, resolutionOf), servers))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsServed(OrderedSet<System.Net.IPAddress> addresses, IReadOnlyList<ChildServer> servers)
    {
        foreach (var server in servers)
        {
            if (server.IsAuthoritative && addresses.Contains(server.Address))
            {
                return true;
            }
        }

        return false;
    }

    private static OrderedSet<System.Net.IPAddress> AddressesIn(ZoneCopy copy, DomainName name, Func<DomainName, NameServerAddresses?> resolutionOf)
    {
        if (resolutionOf(name) is { } resolved)
        {
            return AddressOrder.Set(resolved.Status == ResolutionStatus.Found ? resolved.Addresses : []);
        }

        var addresses = AddressOrder.Set();
        foreach (var family in Families.Both)
        {
            addresses.UnionWith(copy.AddressesOf(name, family, null)?.Addresses ?? []);
        }

        return addresses;
    }
}
