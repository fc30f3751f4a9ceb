using System;
using System.Management.Automation;
using GlueTools.Network.Sessions;

namespace GlueTools.Commands;

/// <summary>Follows referrals from the root down to domains.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "DnsDelegation", DefaultParameterSetName = RandomSet, HelpUri = HelpPages.TraceDnsDelegation)]
[OutputType(typeof(DelegationStep))]
public sealed class TraceDnsDelegationCommand : DomainCommand
{
    private const string RandomSet = "Random", AllSet = "All";

    /// <summary>Ask every server of every level, instead of one random server a level.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Makes the same random choices again.</summary>
    [Parameter(ParameterSetName = RandomSet)]
    public int Seed { get; set; }

    private protected override Random? Random() => MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? new Random(Seed) : null;

    private protected override void Start(AuditSession session, AuditRequest request) => session.StartTrace(request.Name, All, request);

    private protected override void WriteItem(AuditItem item, AuditRequest request) => WriteObject(DelegationStep.From(item.DomainName, item.Trace!), enumerateCollection: true);

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(DelegationStep.Without(request.DomainName, status, detail));
}
