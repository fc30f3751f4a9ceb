using System.Management.Automation;
using GlueTools.Delegation;

namespace GlueTools.Commands;

/// <summary>Tests the delegations of domains from the parent's side and the child's.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Delegation", DefaultParameterSetName = ResultSet)]
[OutputType(typeof(DelegationResult), ParameterSetName = [ResultSet])]
[OutputType(typeof(Finding), ParameterSetName = [DetailedSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestDelegationCommand : AuditCommand
{
    private const string ResultSet = "Result", DetailedSet = "Detailed", QuietSet = "Quiet";

    /// <summary>Write each finding as a row instead of one row for each domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DetailedSet)]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Write only whether each domain is healthy.</summary>
    [Parameter(Mandatory = true, ParameterSetName = QuietSet)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ChildServer { get; set; }

    private protected override AuditOptions Configure(AuditOptions options) =>
        base.Configure(options) with { ChildServers = ReadAddresses(ChildServer, "-ChildServer") };

    private protected override void WriteRows(DelegationReport report, AuditRequest request) => Write(DelegationResult.From(report));

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        Write(DelegationResult.Without(request.DomainName, status, detail));

    private void Write(DelegationResult result)
    {
        if (Quiet)
        {
            WriteObject(result.IsHealthy);
        }
        else if (!Detailed)
        {
            WriteObject(result);
        }
        else if (result.Status is RowStatus.Unknown or RowStatus.Skipped)
        {
            // Without findings nothing would show that there is no verdict.
            WriteWarning(result.DomainName + ": " + result.Status + ". " + result.FirstProblem);
        }
        else
        {
            WriteObject(result.Findings, enumerateCollection: true);
        }
    }
}
