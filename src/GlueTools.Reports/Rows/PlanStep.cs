using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Reports.Gates;

namespace GlueTools;

/// <summary>One step of a plan: who does what, when at the earliest, and what proves that it is done.</summary>
public sealed class PlanStep
{
    private DelegationPlan? _plan;
    private Delegation.Plans.PlanStep? _step;

    private PlanStep(string domainName, string status, string action)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
        Action = SafeText.Cell(action);
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>What the plan is for.</summary>
    public string Goal { get; private set; } = string.Empty;

    /// <summary>The step's place, from 1; 0 in the one row of a domain without steps.</summary>
    public int Step { get; private set; }

    /// <summary>Planned; NothingToDo; Undecided where findings ask for a repair and none of them for one that is known; Refused where the goal would break something; Unknown, Invalid or Skipped where there is no plan for want of a delegation or a name. After Repair-Delegation: Done, Failed or Pending.</summary>
    public string Status { get; private set; }

    /// <summary>The status as a number that sorts: 0, 4 where a step failed, or below 0 where there is no plan.</summary>
    public int Rank => Status == "Failed" ? RowRank.Of(Status, Delegation.Findings.Severity.Error) : Status is Refused or Undecided ? RowRank.Of(RowStatus.Invalid, null) : RowRank.Of(Status, null);

    /// <summary>Who acts: Registrar, ParentZone, ChildZone, ServerOperator, or HostZone (whoever keeps the zone that a name server's name lies in).</summary>
    public string Actor { get; private set; } = string.Empty;

    /// <summary>What to do, in a sentence; why there are no steps.</summary>
    public string Action { get; private set; }

    /// <summary>The same in words that stay the same, a text for each change.</summary>
    public TextList Change { get; private set; } = TextList.None;

    /// <summary>What asks for it: the goal, or codes of findings.</summary>
    public TextList Reason { get; private set; } = TextList.None;

    /// <summary>The first moment for it, if all before it is done and proven as early as it may; ISO 8601, UTC.</summary>
    public string EarliestUtc { get; private set; } = string.Empty;

    /// <summary>What has to be done or to run out before, each in a few words. To do it earlier would break resolution.</summary>
    public TextList Wait { get; private set; } = TextList.None;

    /// <summary>The commands that prove it done; the next step comes only then.</summary>
    public TextList Gate { get; private set; } = TextList.None;

    /// <summary>What those commands have to show.</summary>
    public string Proof { get; private set; } = string.Empty;

    /// <summary>How to take the step back; empty where there is nothing to take back.</summary>
    public string Undo { get; private set; } = string.Empty;

    /// <summary>Whether there is no way back from here on without waiting again.</summary>
    public bool NoReturn { get; private set; }

    /// <summary>Whether it may be left out, because it only makes the plan shorter.</summary>
    public bool Optional { get; private set; }

    /// <summary>What is to be known of the plan beside its steps; the same in all its rows.</summary>
    public TextList Remark { get; private set; } = TextList.None;

    internal const string Refused = "Refused", NothingToDo = "NothingToDo", Undecided = "Undecided", Planned = "Planned";

    /// <summary>The plan and the step that the row was made of; null where it was not, or came back from a file.</summary>
    public (DelegationPlan Plan, Delegation.Plans.PlanStep Step)? Source() => _plan is not null && _step is not null ? (_plan, _step) : null;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(Goal), Goal), (nameof(Step), Step), (nameof(Status), Status), (nameof(Rank), Rank),
        (nameof(Actor), Actor), (nameof(Action), Action), (nameof(Change), Change), (nameof(Reason), Reason), (nameof(EarliestUtc), EarliestUtc),
        (nameof(Wait), Wait), (nameof(Gate), Gate), (nameof(Proof), Proof), (nameof(Undo), Undo), (nameof(NoReturn), NoReturn),
        (nameof(Optional), Optional), (nameof(Remark), Remark));

    /// <summary>A row for a name that there is no plan for.</summary>
    public static PlanStep Without(string domainName, string status, string detail) => new(domainName, status, detail);

    /// <summary>The same row with what became of it.</summary>
    /// <param name="status">Done, Failed or Pending.</param>
    /// <param name="remark">What is to be known of that.</param>
    public PlanStep WithOutcome(string status, string remark)
    {
        var row = (PlanStep)MemberwiseClone();
        row.Status = status;
        row.Remark = new TextList([SafeText.Cell(remark)]);
        return row;
    }

    /// <summary>The rows of a plan: at least one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isConsole">Whether its commands are the console's, not the module's.</param>
    public static IReadOnlyList<PlanStep> From(DelegationPlan plan, bool isConsole)
    {
        var domain = plan.Start.Domain;
        var remarks = TextList.Of(plan.Remarks.Select(remark => SafeText.Cell(remark)));
        if (plan.Steps.Count == 0)
        {
            var undecided = PlanWords.WhyUndecided(plan);
            var status = plan.Refusals.Count > 0 ? Refused : undecided is not null ? Undecided : NothingToDo;
            var why = status == Refused ? string.Join(" ", plan.Refusals) : undecided ?? "Both sides are as they are to be.";
            return [new PlanStep(domain.Text, status, why) { Goal = plan.Goal.Text, Remark = remarks, _plan = plan }];
        }

        return plan.Steps.Select(step => new PlanStep(domain.Text, Planned, PlanWords.ActionOf(step, domain))
        {
            Goal = plan.Goal.Text,
            Step = step.Number,
            Actor = step.Actor.ToString(),
            Change = TextList.Of(step.Changes),
            Reason = TextList.Of(step.Reasons),
            EarliestUtc = step.EarliestUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Wait = TextList.Of(step.Waits.Select(PlanWords.Of)),
            Gate = TextList.Of(GateCommands.Of(plan, step, isConsole)),
            Proof = GateCommands.ExpectationOf(plan, step),
            Undo = PlanWords.UndoOf(step, domain),
            NoReturn = step.IsPointOfNoReturn,
            Optional = step.IsOptional,
            Remark = remarks,
            _plan = plan,
            _step = step,
        }).ToList();
    }
}
