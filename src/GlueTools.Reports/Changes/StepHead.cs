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
                + Time(step.EarliestUtc) + (step.EarliestWithoutOptionalUtc > step.EarliestUtc ? ", or " + Time(step.EarliestWithoutOptionalUtc) + " where what is optional was left out" : string.Empty) + (step.IsOptional ? "; optional: it only makes the plan shorter" : string.Empty),
        };
        if (step.Number > 1)
        {
            lines.Add("Wait: " + Before(context));
        }

        // That steps are proven done is said of all of them.
        lines.AddRange(step.Waits.Where(wait => wait.Seconds > 0).Select(wait => "Wait: " + PlanWords.Of(wait)));
        if (step.Caution.Length > 0)
        {
            lines.Add(step.Caution);
        }

        return lines.Select(line => SafeText.Escape(line)).ToList();
    }

    /// <summary>What has to be proven before: a step that is not named for its time has its place in the order all the same.</summary>
    private static string Before(StepContext context)
    {
        var last = context.Step.Number - 1;
        var optional = context.Plan.Steps.Where(step => step.Number <= last && step.IsOptional).Select(step => step.Number.ToString(CultureInfo.InvariantCulture)).ToList();
        return (last == 1 ? "step 1 is" : last == 2 ? "steps 1 and 2 are" : "steps 1 to " + last.ToString(CultureInfo.InvariantCulture) + " are") + " proven done" + (optional.Count == 0 ? string.Empty : ", or left out where optional (" + string.Join(", ", optional) + ")");
    }

    private static string Time(System.DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Each line behind a sign that begins a comment.</summary>
    internal static string Behind(string sign, IReadOnlyList<string> lines) => string.Concat(lines.Select(line => sign + line + "\n"));
}
