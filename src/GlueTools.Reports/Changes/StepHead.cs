using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Changes;

/// <summary>What has to be known of a step before it is carried out, where it is one of several: texts of all steps, one behind the other, would be carried out at once else.</summary>
internal static class StepHead
{
    /// <summary>Its lines; none where the plan has one step that waits for nothing.</summary>
    internal static IReadOnlyList<string> Of(StepContext context)
    {
        var step = context.Step;
        if (context.Plan.Steps.Count < 2 && step.Caution.Length == 0)
        {
            return [];
        }

        var lines = new List<string>
        {
            "Step " + step.Number.ToString(CultureInfo.InvariantCulture) + " of " + context.Plan.Steps.Count.ToString(CultureInfo.InvariantCulture) + " for " + context.Domain + " (" + step.Actor + "), not before "
                + step.EarliestUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) + (step.IsOptional ? "; optional: it only makes the plan shorter" : string.Empty),
        };
        lines.AddRange(step.Waits.Select(wait => "Wait: " + PlanWords.Of(wait)));
        if (step.Caution.Length > 0)
        {
            lines.Add(step.Caution);
        }

        return lines.Select(line => SafeText.Escape(line)).ToList();
    }

    /// <summary>Each line behind a sign that begins a comment.</summary>
    internal static string Behind(string sign, IReadOnlyList<string> lines) => string.Concat(lines.Select(line => sign + line + "\n"));
}
