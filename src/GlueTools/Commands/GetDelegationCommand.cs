using System.Management.Automation;
using GlueTools.Completion;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Options;

namespace GlueTools.Commands;

/// <summary>Collects the evidence about the delegations of domains, to be kept and judged again without the network.</summary>
[Cmdlet(VerbsCommon.Get, "Delegation", HelpUri = HelpPages.GetDelegation)]
[OutputType(RowTypeName)]
public sealed class GetDelegationCommand : AuditCommand
{
    /// <summary>What scripts, views and the type file know the row by.</summary>
    internal const string RowTypeName = "GlueTools.DelegationView";

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    /// <summary>Also ask what the domain depends on beyond its delegation: the zones that name servers lie in, and theirs.</summary>
    [Parameter]
    public SwitchParameter Dependencies { get; set; }

    private protected override AuditOptions Configure(AuditOptions options) =>
        base.Configure(options) with { ChildServers = ReadAddresses(ChildServer, "-ChildServer"), KeepEvidence = true, Dependencies = Dependencies };

    private protected override void WriteRows(DelegationReport report, AuditRequest request) => Write(SavedDelegation.From(report.View));

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        Write(SavedDelegation.Without(request.DomainName, status, detail));

    private void Write(SavedDelegation row)
    {
        var wrapped = PSObject.AsPSObject(row);
        wrapped.TypeNames.Insert(0, RowTypeName);
        WriteObject(wrapped);
    }
}
