using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Evidence;

namespace GlueTools;

/// <summary>What a row says that was not looked at.</summary>
internal static class RowLimits
{
    /// <summary>What an audit that asks little leaves out: whoever asks for that knows it, and whoever reads the row may not.</summary>
    internal const string CoreDepth = "depth Core: TCP, EDNS, recursion and DNSKEY at the servers of the zone", Sample = "sample of the parent: its other servers";

    /// <summary>The same with the families that could not be tested and the servers of the parent that were not heard, for rows that have no cells for these.</summary>
    internal static List<string> WithSilence(DelegationView view)
    {
        var limits = Of(view);
        if (view.Parent is { Servers.Count: > 0 } parent)
        {
            var families = new List<string>();
            if (!view.Conditions.IPv4Tested)
            {
                families.Add("IPv4");
            }

            if (!view.Conditions.IPv6Tested)
            {
                families.Add("IPv6");
            }

            if (families.Count > 0)
            {
                limits.Add("not tested: " + string.Join(", ", families));
            }

            var unheard = ParentSilence.AskedInVain(parent);
            if (unheard.Count > 0)
            {
                limits.Add("without a referral: parent servers " + string.Join(", ", unheard.Select(server => server.Server)));
            }
        }

        return limits;
    }

    /// <summary>Ceilings that were reached, sides that were not asked, a sample in place of all servers, registries that could not be asked.</summary>
    internal static List<string> Of(DelegationView view)
    {
        var limits = new List<string>(view.Limits);
        limits.AddRange(view.Unseen);
        if (view.Parent?.IsSample == true)
        {
            limits.Add(Sample);
        }

        limits.AddRange(view.Registry?.Unseen ?? []);
        return limits;
    }
}
