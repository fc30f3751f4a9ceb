using System;
using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Reports.Runs;

namespace GlueTools.Commands;

/// <summary>Finds glue that carries an address or lies in a range, among the delegations of a list, of a zone file or of saved evidence.</summary>
[Cmdlet(VerbsCommon.Find, "GlueAddress", HelpUri = HelpPages.FindGlueAddress)]
[OutputType(typeof(GlueRecord))]
public sealed class FindGlueAddressCommand : ZoneFileCommand
{
    private IReadOnlyList<AddressPrefix> _wanted = [];

    /// <summary>The addresses, or ranges such as 192.0.2.0/24, in any spelling.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? IPAddress { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChildZoneName", "DomainName", "ZoneName", "Domain", "Fqdn")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransform]
    public override string[]? Name { get; set; }

    /// <summary>Look into this history, as Test-Delegation -StateFile keeps it, and ask nobody.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StateFile { get; set; }

    private protected override bool LooksAtParentOnly => true;

    private protected override bool LooksElsewhere => StateFile is not null;

    private protected override AuditOptions Configure(AuditOptions options)
    {
        _wanted = ReadPrefixes(IPAddress, "-IPAddress");
        if (StateFile is not null && (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Name)) || HasFiles))
        {
            Refuse(StateFile, "-StateFile looks through all domains of a history; names and zone files have no place beside it.", "Leave one of them out.");
        }

        return base.Configure(options) with { Scope = AuditScope.ParentOnly };
    }

    private protected override void Complete()
    {
        if (StateFile is null)
        {
            return;
        }

        var path = GetUnresolvedProviderPathFromPSPath(StateFile);
        try
        {
            foreach (var history in Shared.Histories.StateFile.ReadAll(path))
            {
                Cancel.ThrowIfCancellationRequested();
                WriteObject(HistoryGlue.Of(history, _wanted), enumerateCollection: true);
            }
        }
        catch (FormatException error)
        {
            End("StateDamaged", ErrorCategory.InvalidData, path, "-StateFile: " + error.Message, "Put a copy back, or name another file.");
        }
        catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException)
        {
            End("StateUnusable", ErrorCategory.ReadError, path, "-StateFile: '" + SafeText.Escape(path) + "' cannot be read: " + SafeText.Escape(error.Message), "Name a history that Test-Delegation -StateFile has written.");
        }
    }

    private protected override void WriteRows(DelegationReport report, AuditRequest request) =>
        WriteObject(GlueRecord.From(report, perServer: false, _wanted), enumerateCollection: true);

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(GlueRecord.Without(request.DomainName, status, detail));
}
