using System.Management.Automation;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Options;

namespace GlueTools.Commands;

/// <summary>Gets the glue that the parent serves for domains.</summary>
[Cmdlet(VerbsCommon.Get, "GlueRecord")]
[OutputType(typeof(GlueRecord))]
public sealed class GetGlueRecordCommand : AuditCommand
{
    /// <summary>A row for each parent server instead of one for all.</summary>
    [Parameter]
    public SwitchParameter PerServer { get; set; }

    private protected override AuditOptions Configure(AuditOptions options) => base.Configure(options) with { Scope = AuditScope.ParentOnly };

    private protected override void WriteRows(DelegationReport report, AuditRequest request) =>
        WriteObject(GlueRecord.From(report.View, PerServer), enumerateCollection: true);

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(GlueRecord.Without(request.DomainName, status, detail));
}
