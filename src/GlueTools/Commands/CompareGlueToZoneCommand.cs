using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Completion;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Options;

namespace GlueTools.Commands;

/// <summary>Compares what the parent holds about name servers with what the zone says.</summary>
[Cmdlet(VerbsData.Compare, "GlueToZone", HelpUri = HelpPages.CompareGlueToZone)]
[OutputType(typeof(DelegationComparison))]
public sealed class CompareGlueToZoneCommand : RegistryBesideCommand
{
    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    /// <summary>A row for each address instead of one for each name server.</summary>
    [Parameter]
    public SwitchParameter PerAddress { get; set; }

    private protected override AuditOptions Configure(AuditOptions options) =>
        base.Configure(options) with { ChildServers = ReadAddresses(ChildServer, "-ChildServer") };

    private protected override void WriteRows(DelegationReport report, AuditRequest request) =>
        Write(DelegationComparison.OfNameServers(DelegationComparison.From(report), request.NameServers));

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        Write(DelegationComparison.OfNameServers([DelegationComparison.Without(request.DomainName, status, detail)], request.NameServers));

    private void Write(IReadOnlyList<DelegationComparison> rows)
    {
        foreach (var row in rows)
        {
            if (PerAddress)
            {
                WriteObject(row.PerAddress(), enumerateCollection: true);
            }
            else
            {
                WriteObject(row);
            }
        }
    }
}
