using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>Primaries of the zone among the servers that a plan switches off: those that transfer from one go on for a while only.</summary>
internal static class PlanPrimaries
{
    /// <summary>What is to be seen to before some servers of a name are switched off; empty where none of them is a primary by the zone's SOA records.</summary>
    internal static string Caution(PlanStart start, DomainName name, OrderedSet<IPAddress> idle)
    {
        foreach (var primary in start.Primaries)
        {
            if (primary.Name == name || IsAt(start, primary.Name, idle))
            {
                return FindingText.Fill($"Move the primary first: the SOA record of {start.Domain} names {primary.Name} as the primary, and servers that transfer the zone from there stop answering {primary.Expire} s (SOA expire) after their last transfer.");
            }
        }

        return string.Empty;
    }

    /// <summary>The same for the plan as a whole, with what moving it takes.</summary>
    internal static void Add(List<string> remarks, PlanStart start, List<PlanStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Caution.Length > 0)
            {
                remarks.Add(FindingText.Fill($"Step {step.Number} switches off the primary that the SOA record of {start.Domain} names. Before it, make a server that stays the primary, let all others transfer the zone from that one, and see that the SOA record names it."));
            }
        }
    }

    private static bool IsAt(PlanStart start, DomainName primary, OrderedSet<IPAddress> idle)
    {
        var addresses = AddressOrder.Set(start.Parent.AddressesOf(primary));
        addresses.UnionWith(start.Zone.AddressesOf(primary));
        addresses.IntersectWith(idle);
        return addresses.Count > 0;
    }
}
