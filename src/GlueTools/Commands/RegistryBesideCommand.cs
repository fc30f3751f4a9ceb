using System;
using System.Management.Automation;
using GlueTools.Network.Options;
using GlueTools.Registries;

namespace GlueTools.Commands;

/// <summary>An audit that asks registries beside servers where that is wanted.</summary>
public abstract class RegistryBesideCommand : ZoneFileCommand, IRegistryParameters
{
    /// <summary>Ask the registry, too, and set what it holds beside what the parent's servers and the zone say.</summary>
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

    /// <inheritdoc/>
    private protected override AuditOptions Configure(AuditOptions options)
    {
        var configured = base.Configure(options);
        if (Registry && !AsksServers)
        {
            Refuse(nameof(Registry), "-Registry asks the registry, and here nobody is asked: name domains without -Offline, or leave -Registry out.", "Leave one of them out.");
        }

        return configured;
    }
}
