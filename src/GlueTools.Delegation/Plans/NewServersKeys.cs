using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>What becomes of a plan for a signed zone by the keys of its new servers. It is looked at where somebody asked them; else the gate of their step does.</summary>
internal static class NewServersKeys
{
    internal static void Check(PlanTarget target, DelegationView? ahead, bool withoutKeys)
    {
        if (target.Start.Ds.Count == 0 || KeysAhead.Of(ahead) is not { } keys)
        {
            return;
        }

        var domain = target.Start.Domain;
        var unlinked = keys.Unlinked(address => !target.Start.IsServing(address), out var asked);
        if (withoutKeys && asked > 0 && unlinked.Count == 0)
        {
            target.Remarks.Add(FindingText.Fill($"The new servers that answer serve keys of {domain} to which the DS records lead, so the zone need not go unsigned; make the plan anew without saying so."));
        }

        foreach (var one in withoutKeys ? [] : unlinked)
        {
            target.Refusals.Add(FindingText.Fill($"{one.Servers} {(one.Servers.Count == 1 ? "serves" : "serve")} {domain} {one.Fault}, so validating resolvers that are led there answer SERVFAIL for {domain}. Let the old and the new servers publish the keys of both, and the parent DS records that lead to each, before anything moves (RFC 8901), or take the old keys along; else make the plan anew and say that the keys do not move along: the zone goes unsigned meanwhile."));
        }
    }

    /// <summary>The DS records of the keys that the new servers sign with; none where nobody asked them, or no records lead to the keys of all.</summary>
    internal static IReadOnlyList<DsData> Ds(DelegationView? ahead) => KeysAhead.Of(ahead)?.Ds() ?? [];
}
