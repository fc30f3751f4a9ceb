using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Plans;

/// <summary>
/// What becomes of a plan by the names and addresses of its new servers. Addresses are looked at always; whether names are there, where somebody looked for them. What no resolver could use is refused; what only
/// is not there yet is said.
/// </summary>
internal static class NewServersNames
{
    internal static void Check(PlanTarget target, DelegationView? ahead, bool force)
    {
        foreach (var name in target.AllNames)
        {
            foreach (var address in PlanOddities.New(target, name))
            {
                if (WhyUseless(target.Start, address) is { } why)
                {
                    Refuse(target, force && !SpecialAddress.IsNeverAsked(address), FindingText.Fill($"{address}, which {name} is to get, cannot be used by resolvers elsewhere: {why}."));
                }
            }
        }

        foreach (var finding in ahead is null ? [] : DelegationReport.Of(ahead).Findings)
        {
            if (!IsOfNewNames(target, finding))
            {
                continue;
            }

            if (NamesAhead.IsUseless(finding))
            {
                Refuse(target, force, FindingText.MessageOf(finding));
            }
            else if (NamesAhead.IsWithoutAddress(finding))
            {
                target.Remarks.Add(FindingText.MessageOf(finding) + " Until it has one, the step that puts the zone there cannot be proven done.");
            }
        }
    }

    /// <summary>Why an address leads nowhere from where resolvers are; null where it may lead there.</summary>
    private static string? WhyUseless(PlanStart start, IPAddress address) =>
        start.IsPrivate && !SpecialAddress.IsNeverAsked(address) && !SpecialAddress.IsOfOneLink(address) && !IPAddress.IsLoopback(address) ? null : SpecialAddress.WhyNotPublic(address);

    private static bool IsOfNewNames(PlanTarget target, Finding finding)
    {
        foreach (var name in finding.NameServers)
        {
            if (!target.AllNames.Contains(name) || PlanOddities.IsKnown(target.Start, name) || target.Start.IsOwn(name))
            {
                return false;
            }
        }

        return finding.NameServers.Count > 0;
    }

    private static void Refuse(PlanTarget target, bool force, string sentence) => (force ? target.Remarks : target.Refusals).Add(sentence);
}
