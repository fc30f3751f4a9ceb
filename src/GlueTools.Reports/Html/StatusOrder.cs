using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Reports.Html;

/// <summary>The order in which a reader wants to see domains: what nothing is known of stands among the faults, not behind what is healthy.</summary>
internal static class StatusOrder
{
    /// <summary>All statuses, what is most urgent first.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        nameof(Severity.Critical), nameof(Severity.Error), RowStatus.Unknown, RowStatus.Invalid, nameof(Severity.Warning), nameof(Severity.Notice), RowStatus.Healthy, RowStatus.Skipped,
    ];

    /// <summary>The place of a status; behind all others where it is none of them.</summary>
    internal static int Of(string status)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], status, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return All.Count;
    }
}
