using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Addresses;
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
            foreach (var address in PlanSafety.Fresh(target, name))
            {
                if (SpecialAddress.PurposeOf(address) is { } purpose)
                {
                    remarks.Add(FindingText.Fill($"{address}, which {name} is to get, is reserved for {purpose}, so resolvers elsewhere cannot reach it."));
                }

                if (OtherAt(target, name, address) is { } other)
                {
                    remarks.Add(FindingText.Fill($"{address}, which {name} is to get, is the address of {other}, too: they would be one host, and fail together."));
                }
            }
        }

        if (names.Count == 1 && (target.Start.Parent.NameServers.Count > 1 || target.Start.Zone.NameServers.Count > 1))
        {
            remarks.Add(FindingText.Fill($"{target.Start.Domain} keeps one name server alone; a zone is to have two at least (RFC 1034, section 4.1), and many registries refuse fewer."));
        }
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
