using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

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

    /// <summary>Asks the servers of a delegation that is not there yet; null where nobody is to be asked.</summary>
    public Func<DomainName, ProposedDelegation, DelegationView?>? Look { get; set; }

    /// <summary>Where the audits begin that the plans rest on.</summary>
    public PlanWay Way { get; set; } = PlanWay.Usual;

    /// <summary>The plan for a domain; null where no delegation was seen.</summary>
    public DelegationPlan? PlanOf(DelegationReport report)
    {
        if (PlanReader.Read(report.View) is not { } start)
        {
            return null;
        }

        var goal = _goal(report);
        var options = _options() with { Way = Way };
        var plan = Planner.Make(start, goal, options);

        // Other servers of a signed zone may have keys of their own, and names elsewhere may not be there; of those that are known it was seen.
        return Look is { } look && goal.NamesServers && plan.Steps.Count > 0 && (start.Ds.Count > 0 || LeadsElsewhere(plan))
            ? Planner.Make(start, goal, options with { Ahead = look(start.Domain, Ahead(plan)) })
            : plan;
    }

    /// <summary>The rows of a domain's plan.</summary>
    public IReadOnlyList<PlanStep> StepsOf(DelegationReport report, bool isConsole) =>
        PlanOf(report) is { } plan ? PlanStep.From(plan, isConsole) : [PlanStep.Without(report.View.DomainName.Text, StatusOf(report), WhyNone(report))];

    /// <summary>The rows of what is to be changed at the parent of a domain.</summary>
    public IReadOnlyList<RequiredChange> ChangesOf(DelegationReport report) =>
        PlanOf(report) is { } plan ? RequiredChange.From(plan, report.View.Parent) : [RequiredChange.Without(report.View.DomainName.Text, StatusOf(report), WhyNone(report))];

    /// <summary>Whether a plan leads to names that nobody has looked for yet.</summary>
    private static bool LeadsElsewhere(DelegationPlan plan)
    {
        foreach (var name in PlannedDelegation.After(plan, plan.Steps.Count).NameServers)
        {
            if (!plan.Start.NeedsGlue(name) && !plan.Start.Parent.Names(name) && !plan.Start.Zone.Names(name))
            {
                return true;
            }
        }

        return false;
    }

    private static ProposedDelegation Ahead(DelegationPlan plan)
    {
        var servers = new List<KeyValuePair<DomainName, IReadOnlyList<IPAddress>>>();
        var after = PlannedDelegation.After(plan, plan.Steps.Count);
        foreach (var name in after.NameServers)
        {
            servers.Add(new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(name, after.GlueOf(name)));
        }

        return new ProposedDelegation(servers, plan.Start.Ds);
    }

    private static string StatusOf(DelegationReport report) => RowStatus.WithoutDelegation(report.View) is { } status and not RowStatus.NotObservable ? status : RowStatus.Unknown;

    private static string WhyNone(DelegationReport report) => RowStatus.WhyUnknown(report.View)
        ?? (RowStatus.WithoutDelegation(report.View) == RowStatus.NotObservable
            ? "The parent's servers serve the zone too and answer for it, so what they delegate does not show, and nothing can be planned."
            : "There is no delegation, so there is nothing to change step by step.");
}
