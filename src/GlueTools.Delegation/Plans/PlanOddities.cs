using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>What a goal would make worse, or what may be mistyped in it: the plan is made all the same, and says so.</summary>
internal static class PlanOddities
{
    internal static void Add(List<string> remarks, PlanTarget target)
    {
        var names = target.AllNames;
        foreach (var name in names)
        {
            foreach (var address in New(target, name))
            {
                if (OtherAt(target, name, address) is { } other)
                {
                    remarks.Add(FindingText.Fill($"{address}, which {name} is to get, is the address of {other}, too: they would be one host, and fail together."));
                }
            }

            if (IsKnown(target.Start, name))
            {
                continue;
            }

            if (!name.IsHostName)
            {
                remarks.Add(FindingText.Fill($"{name} is no host name (RFC 1123, section 2.1: letters, digits and hyphens), and many registries refuse it as a name server."));
            }

            if (IsApex(target.Start, name))
            {
                remarks.Add(FindingText.Fill($"{name} is the apex of the zone: whatever else is reached by that name, as a web site, is led to the name server's addresses as well, and resolvers ask all addresses of that name for the zone. A name of its own (such as ns1.{name}) is better."));
            }
        }

        if (names.Count == 1 && (target.Start.Parent.NameServers.Count > 1 || target.Start.Zone.NameServers.Count > 1))
        {
            remarks.Add(FindingText.Fill($"{target.Start.Domain} keeps one name server alone; a zone is to have two at least (RFC 1034, section 4.1), and many registries refuse fewer."));
        }
    }

    /// <summary>Whether a name is the zone's apex, whose addresses are mostly something else's.</summary>
    internal static bool IsApex(PlanStart start, DomainName name) => name == start.Domain;

    /// <summary>Whether a name is a name server of either side before the plan.</summary>
    internal static bool IsKnown(PlanStart start, DomainName name) => start.Parent.Names(name) || start.Zone.Names(name);

    /// <summary>Addresses that a name has on neither side before the plan.</summary>
    internal static OrderedSet<IPAddress> New(PlanTarget target, DomainName name)
    {
        var addresses = target.AddressesOf(name);
        if (IsKnown(target.Start, name))
        {
            addresses.ExceptWith(target.Start.Parent.AddressesOf(name));
            addresses.ExceptWith(target.Start.Zone.AddressesOf(name));
        }

        return addresses;
    }

    private static DomainName? OtherAt(PlanTarget target, DomainName name, IPAddress address)
    {
        foreach (var other in target.AllNames)
        {
            if (other != name && target.AddressesOf(other).Contains(address))
            {
                return other;
            }
        }

        return null;
    }
}
