using System;
using System.Collections.Generic;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;

namespace GlueTools.Reports.Changes;

/// <summary>What both doors do about a domain that was audited: make its plan, and rows of that.</summary>
public sealed class PlanRequest
{
    private readonly Func<DelegationReport, PlanGoal> _goal;
    private readonly Func<PlanOptions> _options;

    /// <summary>Takes what is the same for all domains of a run.</summary>
    /// <param name="goal">The goal for a report.</param>
    /// <param name="options">What is said beside it, the time included.</param>
    public PlanRequest(Func<DelegationReport, PlanGoal> goal, Func<PlanOptions> options)
    {
        _goal = goal;
        _options = options;
    }

    /// <summary>The plan for a domain; null where no delegation was seen.</summary>
    public DelegationPlan? PlanOf(DelegationReport report) => PlanReader.Read(report.View) is { } start ? Planner.Make(start, _goal(report), _options()) : null;

    /// <summary>The rows of a domain's plan.</summary>
    public IReadOnlyList<PlanStep> StepsOf(DelegationReport report, bool isConsole) =>
        PlanOf(report) is { } plan ? PlanStep.From(plan, isConsole) : [PlanStep.Without(report.View.DomainName.Text, StatusOf(report), WhyNone(report))];

    /// <summary>The rows of what is to be changed at the parent of a domain.</summary>
    public IReadOnlyList<RequiredChange> ChangesOf(DelegationReport report) =>
        PlanOf(report) is { } plan ? RequiredChange.From(plan) : [RequiredChange.Without(report.View.DomainName.Text, StatusOf(report), WhyNone(report))];

    private static string StatusOf(DelegationReport report) => RowStatus.WithoutDelegation(report.View) is { } status and not RowStatus.NotObservable ? status : RowStatus.Unknown;

    private static string WhyNone(DelegationReport report) => RowStatus.WhyUnknown(report.View)
        ?? (RowStatus.WithoutDelegation(report.View) == RowStatus.NotObservable
            ? "The parent's servers serve the zone too and answer for it, so what they delegate does not show, and nothing can be planned."
            : "There is no delegation, so there is nothing to change step by step.");
}
