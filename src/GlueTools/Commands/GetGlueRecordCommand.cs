using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Commands;

/// <summary>Gets the glue that the parent serves for domains.</summary>
[Cmdlet(VerbsCommon.Get, "GlueRecord", HelpUri = HelpPages.GetGlueRecord)]
[OutputType(typeof(GlueRecord))]
public sealed class GetGlueRecordCommand : ZoneFileCommand
{
    private IReadOnlyList<AddressPrefix> _wanted = [];

    /// <summary>A row for each parent server instead of one for all.</summary>
    [Parameter]
    public SwitchParameter PerServer { get; set; }

    /// <summary>Only glue with these addresses, or in these ranges (192.0.2.0/24), in any spelling. Rows of domains about which nothing is known stay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? IPAddress { get; set; }

    private protected override bool LooksAtParentOnly => true;

    private protected override AuditOptions Configure(AuditOptions options)
    {
        _wanted = ReadPrefixes(IPAddress, "-IPAddress");
        return base.Configure(options) with { Scope = AuditScope.ParentOnly };
    }

    private protected override void WriteRows(DelegationReport report, AuditRequest request) =>
        WriteObject(GlueRecord.From(report, PerServer, _wanted), enumerateCollection: true);

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(GlueRecord.Without(request.DomainName, status, detail));
}
