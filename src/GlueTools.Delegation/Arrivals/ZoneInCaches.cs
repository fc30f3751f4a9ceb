using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Arrivals;

/// <summary>
/// What a zone's own servers let caches keep of its name servers. A resolver that has the old delegation may ask an old server just before it forgets that, and
/// keep the server's answer for the zone's own TTL: where servers still hand out the zone as it was, the TTLs of parent and zone add.
/// </summary>
public sealed class ZoneInCaches
{
    private ZoneInCaches(uint ttl, bool isOldServed)
    {
        Ttl = ttl;
        IsOldServed = isOldServed;
    }

    /// <summary>The longest TTL of the zone's NS records and its name servers' addresses, in seconds; 0 where nothing is known.</summary>
    public uint Ttl { get; }

    /// <summary>Whether a server still answers with authority and something else than what is wanted.</summary>
    public bool IsOldServed { get; }

    /// <summary>Reads it from what was seen.</summary>
    /// <param name="view">What was seen of both sides.</param>
    /// <param name="wanted">What all are to show.</param>
    public static ZoneInCaches Of(DelegationView view, WantedDelegation wanted)
    {
        uint longest = 0;
        var isOldServed = false;
        foreach (var copy in view.Child?.Copies ?? [])
        {
            foreach (var ttl in copy.NameServerTtls)
            {
                longest = Math.Max(longest, ttl);
            }

            isOldServed |= copy.NameServers is { } names && !new OrderedSet<DomainName>(names).SetEquals(new OrderedSet<DomainName>(wanted.NameServers));
            foreach (var name in view.NameServers)
            {
                foreach (var ttl in copy.AddressTtls(name))
                {
                    longest = Math.Max(longest, ttl);
                }

                isOldServed |= wanted.AddressesOf(name) is { } addresses && Differs(copy, name, addresses);
            }
        }

        return new ZoneInCaches(longest, isOldServed);
    }

    /// <summary>Until when caches may keep what was before.</summary>
    /// <param name="parentUntil">Until when they may keep what the parent's servers said.</param>
    /// <param name="seenUtc">When the zone's servers were looked at.</param>
    public DateTime Until(DateTime parentUntil, DateTime seenUtc)
    {
        var zoneUntil = seenUtc.AddSeconds(Ttl);
        return IsOldServed ? parentUntil.AddSeconds(Ttl) : parentUntil > zoneUntil ? parentUntil : zoneUntil;
    }

    private static bool Differs(ZoneCopy copy, DomainName name, IReadOnlyList<IPAddress> wanted)
    {
        foreach (var family in Families.Both)
        {
            if (copy.AddressesOf(name, family, null) is { } said && !said.Addresses.SetEquals(AddressOrder.Set(AddressOrder.OfFamily(wanted, family))))
            {
                return true;
            }
        }

        return false;
    }
}
