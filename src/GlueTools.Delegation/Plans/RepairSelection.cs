using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Plans;

/// <summary>Which of a report's findings a plan of repair mends: one whose repair would break something is left, with the reason, and keeps none of the others.</summary>
internal sealed class RepairSelection
{
    private readonly PlanStart _start;
    private readonly DelegationReport _report;
    private readonly PlanOptions _options;
    private readonly CopyAgreement _agreement;

    private RepairSelection(PlanStart start, DelegationReport report, PlanOptions options)
    {
        _start = start;
        _report = report;
        _options = options;
        _agreement = new CopyAgreement(report);
    }

    internal static PlanTarget Of(PlanStart start, DelegationReport report, PlanOptions options) => new RepairSelection(start, report, options).Make();

    private PlanTarget Make()
    {
        var all = Try([], _options.Force);
        if (all.Refusals.Count == 0)
        {
            return all;
        }

        var repairs = new List<Finding>();
        foreach (var finding in _report.Findings)
        {
            if (finding.Advice.Alternatives.Count > 0 && !finding.Advice.IsDecision)
            {
                repairs.Add(finding);
            }
        }

        // What is refused without any of them is refused for another reason.
        var withheld = new HashSet<Finding>(repairs);
        if (Try(withheld, _options.Force).Refusals.Count > 0)
        {
            return all;
        }

        withheld = One(repairs) ?? Several(repairs, withheld);
        var target = Try(withheld, _options.Force);
        foreach (var finding in repairs)
        {
            if (withheld.Contains(finding))
            {
                target.Withheld.Add(Why(finding, withheld));
            }
        }

        target.Remarks.InsertRange(0, target.Withheld);
        return target;
    }

    /// <summary>The one without which all others can be done; the least severe where there are several such. Null where there is none.</summary>
    private HashSet<Finding>? One(List<Finding> repairs)
    {
        for (var i = repairs.Count - 1; i >= 0; i--)
        {
            var one = new HashSet<Finding> { repairs[i] };
            if (Try(one, _options.Force).Refusals.Count == 0)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Those that cannot be done beside the others, of which the worst come first. What comes later may make room for one that could not be done before.</summary>
    private HashSet<Finding> Several(List<Finding> repairs, HashSet<Finding> withheld)
    {
        for (var before = -1; before != withheld.Count;)
        {
            before = withheld.Count;
            foreach (var finding in repairs)
            {
                if (withheld.Remove(finding) && Try(withheld, _options.Force).Refusals.Count > 0)
                {
                    withheld.Add(finding);
                }
            }
        }

        return withheld;
    }

    private string Why(Finding finding, HashSet<Finding> withheld)
    {
        var others = new HashSet<Finding>(withheld);
        others.Remove(finding);
        var refusals = string.Join(" ", Try(others, _options.Force).Refusals);
        return finding.Code + ": " + FindingText.RemedyOf(finding) + " No step is planned for it. " + refusals
            + (Try(others, force: true).Refusals.Count > 0 ? string.Empty : " Where that is wanted all the same, force the plan.");
    }

    private PlanTarget Try(HashSet<Finding> withheld, bool force)
    {
        var target = new PlanTarget(_start);
        RepairTarget.Apply(target, _report, _agreement, withheld);
        PlanSafety.Check(target, force, _options.WithoutKeys);
        return target;
    }
}
