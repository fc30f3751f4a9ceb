using System;
using System.Management.Automation;
using GlueTools.Completion;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Options;
using GlueTools.Registries;

namespace GlueTools.Commands;

/// <summary>Collects the evidence about the delegations of domains, to be kept and judged again without the network.</summary>
[Cmdlet(VerbsCommon.Get, "Delegation", HelpUri = HelpPages.GetDelegation)]
[OutputType(RowTypeName)]
public sealed class GetDelegationCommand : AuditCommand, IRegistryParameters
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

    /// <summary>Ask the registry, too, and keep what it holds beside what the parent's servers and the zone say.</summary>
    [Parameter]
    public SwitchParameter Registry { get; set; }

    /// <summary>Which RDAP servers there are: the path of a list as IANA publishes it, or a lab from Start-GlueLab; a lab that is given as RootHint if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Bootstrap { get; set; }

    /// <summary>Where a search by WHOIS begins: HOST or HOST:PORT.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WhoisServer { get; set; }

    /// <summary>The proxy to go through to registries, http://HOST:PORT; what the environment names if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <summary>The certificate of an authority that is believed beside those of the system: a file in PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrustedCertificate { get; set; }

    /// <summary>Ask registries at special-purpose addresses (private use, loopback), too.</summary>
    [Parameter]
    public SwitchParameter AllowSpecialAddress { get; set; }

    /// <summary>Ask registries that do not have TLS, too.</summary>
    [Parameter]
    public SwitchParameter AllowHttp { get; set; }

    /// <summary>Seconds that one question to a registry may take.</summary>
    [Parameter]
    [ValidateRange(0.5, 300.0)]
    public double RegistryTimeoutSec { get; set; } = 15;

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
