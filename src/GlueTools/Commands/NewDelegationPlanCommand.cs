using System.Management.Automation;
using GlueTools.Delegation.Judging;

namespace GlueTools.Commands;

/// <summary>Plans a change of a delegation: who does what, when at the earliest, and what proves it done.</summary>
[Cmdlet(VerbsCommon.New, "DelegationPlan", HelpUri = HelpPages.NewDelegationPlan)]
[OutputType(typeof(PlanStep))]
public sealed class NewDelegationPlanCommand : PlanningCommand
{
    private protected override void WriteRows(DelegationReport report)
    {
        var rows = Request.StepsOf(report, isConsole: false);
        Tell(rows[0].DomainName, rows[0].Status, rows[0].Action, rows[0].Remark);
        WriteObject(rows, enumerateCollection: true);
    }

    private protected override void WriteWithout(AuditRequest request, string status, string detail) => WriteObject(PlanStep.Without(request.DomainName, status, detail));
}
