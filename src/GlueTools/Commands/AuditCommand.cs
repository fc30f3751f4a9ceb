using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Delegation;

namespace GlueTools.Commands;

/// <summary>A command that audits domains: how much it asks, and whom at the parent.</summary>
public abstract class AuditCommand : DomainCommand
{
    /// <summary>How much is asked.</summary>
    [Parameter]
    public AuditDepth Depth { get; set; } = AuditDepth.Standard;

    /// <summary>Ask this many of the parent's addresses, chosen at random for each domain; 0 for all.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int ParentSample { get; set; }

    /// <inheritdoc/>
    private protected override AuditOptions Configure(AuditOptions options) => options with { Depth = Depth, ParentSample = ParentSample };
}
