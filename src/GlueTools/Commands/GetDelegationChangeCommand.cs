using System.Management.Automation;
using GlueTools.Delegation.Judging;

namespace GlueTools.Commands;

/// <summary>Shows what is to be changed at the parent: per name server what it holds, what it should hold, and what to do.</summary>
[Cmdlet(VerbsCommon.Get, "DelegationChange", HelpUri = HelpPages.GetDelegationChange)]
[OutputType(typeof(RequiredChange))]
public sealed class GetDelegationChangeCommand : PlanningCommand
{
    private protected override void WriteRows(DelegationReport report)
    {
        var rows = Request.ChangesOf(report);
        Tell(rows[0].DomainName, rows[0].Status, rows[0].Detail, rows[0].Remark);
        WriteObject(rows, enumerateCollection: true);
    }

    private protected override void WriteWithout(AuditRequest request, string status, string detail) => WriteObject(RequiredChange.Without(request.DomainName, status, detail));
}
