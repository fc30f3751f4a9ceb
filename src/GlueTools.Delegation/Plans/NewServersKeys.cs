using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Plans;

/// <summary>
/// Whether servers that are new to a signed zone serve what its DS records lead to: where another provider signs with keys of its own, a move breaks the zone for all
/// who validate. It is looked at where somebody asked them; else the gate of their step does.
/// </summary>
internal static class NewServersKeys
{
    internal static void Check(PlanTarget target, DelegationView? ahead, bool withoutKeys)
    {
        if (ahead is null || target.Start.Ds.Count == 0 || KeyLinks.Of(ahead) is not { } links || links.Ds.Effective.Count == 0)
        {
            return;
        }

        var asked = 0;
        var broken = new List<KeyLink>();
        foreach (var link in links.ToSignatures())
        {
            if (link.Server is { } server && !target.Start.IsServing(server.Address))
            {
                asked++;
                broken.AddRange(link.State is LinkState.Linked or LinkState.NotJudged ? [] : [link]);
            }
        }

        var domain = target.Start.Domain;
        if (withoutKeys && asked > 0 && broken.Count == 0)
        {
            target.Remarks.Add(FindingText.Fill($"The new servers that answer serve keys of {domain} to which the DS records lead, so the zone need not go unsigned; make the plan anew without saying so."));
        }

        // Servers of one provider mostly have the same.
        var said = new List<KeyValuePair<string, List<ServerAddress>>>();
        foreach (var link in withoutKeys ? [] : broken)
        {
            var what = FindingText.Fill(What(link, domain, links));
            var same = said.FindIndex(one => one.Key == what);
            if (same < 0)
            {
                same = said.Count;
                said.Add(new KeyValuePair<string, List<ServerAddress>>(what, new List<ServerAddress>()));
            }

            said[same].Value.Add(link.Server!);
        }

        foreach (var one in said)
        {
            target.Refusals.Add(FindingText.Fill($"{one.Value} {(one.Value.Count == 1 ? "serves" : "serve")} {domain} {one.Key}, so validating resolvers that are led there answer SERVFAIL for {domain}. Let the old and the new servers publish the keys of both, and the parent DS records that lead to each, before anything moves (RFC 8901), or take the old keys along; else make the plan anew and say that the keys do not move along: the zone goes unsigned meanwhile."));
        }
    }

    /// <summary>The DS records of the keys that the new servers sign with; none where nobody asked them, or no records lead to the keys of all.</summary>
    internal static IReadOnlyList<DsData> Ds(DelegationView? ahead) => ahead is not null && KeyLinks.Of(ahead) is { } links ? DsAdvice.OfKeysThatSign(ahead, links) : [];

    private static FormattableString What(KeyLink link, DomainName domain, KeyLinks links)
    {
        var keys = new List<string>();
        foreach (var key in link.Set.Keys)
        {
            if (key.IsZoneKey)
            {
                keys.Add(KeyWording.Key(key));
            }
        }

        return keys.Count == 0
            ? (FormattableString)$"without keys, while the parent has DS records for it ({KeyWording.Ds(links.Ds.All)})"
            : link.State == LinkState.NoMatch
            ? (FormattableString)$"with keys ({keys}) of which the DS records at the parent name none ({KeyWording.Ds(links.Ds.All)})"
            : (FormattableString)$"with keys ({keys}) whose signatures do not hold by the DS records at the parent ({KeyWording.Ds(links.Ds.All)})";
    }
}
