using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

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

    private protected override bool LooksAtParentOnly => true;

    private protected override AuditOptions Configure(AuditOptions options)
    {
        _wanted = ReadPrefixes(IPAddress, "-IPAddress");
        return base.Configure(options) with { Scope = AuditScope.ParentOnly };
    }

    private protected override void WriteRows(DelegationReport report, AuditRequest request) =>
        WriteObject(AddressFilter.Of(GlueRecord.From(report, perServer: false), _wanted), enumerateCollection: true);

    private protected override void WriteWithout(AuditRequest request, string status, string detail) =>
        WriteObject(GlueRecord.Without(request.DomainName, status, detail));
}
