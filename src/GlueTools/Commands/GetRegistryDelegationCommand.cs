using System;
using System.Management.Automation;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Dns.Names;
using GlueTools.Pipeline;
using GlueTools.Registries;

namespace GlueTools.Commands;

/// <summary>Gets what the registry holds for domains: a row for each name server.</summary>
[Cmdlet(VerbsCommon.Get, "RegistryDelegation", HelpUri = HelpPages.GetRegistryDelegation)]
[OutputType(RowTypeName)]
public sealed class GetRegistryDelegationCommand : PSCmdlet, IDisposable
{
    /// <summary>The rows' type by its name: to name the type itself would load the assembly that it is in with the module.</summary>
    internal const string RowTypeName = "GlueTools.RegistryDelegation";

    private readonly CancellationTokenSource _cancel = new();
    private RegistryPump? _pump;
    private string? _last;

    /// <summary>Domains to ask about: names, or objects that hold one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChildZoneName", "DomainName", "ZoneName", "Domain", "Fqdn")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransform]
    public string[]? Name { get; set; }

    /// <summary>The object that came down the pipeline, for what it says beside the name.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Which RDAP servers there are: the path of a list as IANA publishes it, or a lab from Start-GlueLab.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Bootstrap { get; set; }

    /// <summary>Where a search by WHOIS begins: HOST or HOST:PORT.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WhoisServer { get; set; }

    /// <summary>The proxy to go through, http://HOST:PORT; what the environment names if not given.</summary>
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

    /// <summary>Seconds that one question may take.</summary>
    [Parameter]
    [ValidateRange(0.5, 300.0)]
    public double TimeoutSec { get; set; } = 15;

    /// <summary>Domains in flight; a server is asked one question at a time all the same.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancel.Cancel();
        Interlocked.Exchange(ref _pump, null)?.Dispose();
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            Begin();
        }
        catch (RegistryParameterException error)
        {
            ThrowTerminatingError(Errors.Of(error.Id, ErrorCategory.InvalidArgument, error.Target, error.Message, error.Advice));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        foreach (var piped in PipedNames.Read(Name, InputObject) ?? [])
        {
            Process(piped);
        }

        _pump!.WriteReady(_cancel.Token);
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() => _pump!.Drain(_cancel.Token));

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancel.Cancel();

    private void Begin()
    {
        var options = RegistryStart.Options(TimeoutSec, AllowHttp, AllowSpecialAddress, Proxy, TrustedCertificate, Bootstrap, WhoisServer, GetUnresolvedProviderPathFromPSPath) with { Concurrency = ThrottleLimit };
        _pump = new RegistryPump(options, WriteObject);
    }

    private void Process(PipedDomain piped)
    {
        var read = new PipedName(piped);
        var shown = read.Shown;
        // The objects of one delegation follow one another, and are one question.
        var isRepeated = piped.IsDelegation && _last == shown;
        _last = shown;
        if (isRepeated)
        {
            return;
        }

        if (piped.SkipReason is { } reason)
        {
            WriteObject(RegistryDelegation.Without(shown, RowStatus.Skipped, reason));
        }
        else if (!read.IsName)
        {
            WriteObject(RegistryDelegation.Without(shown, RowStatus.Invalid, read.Sentence));
            WriteError(Errors.Of(read.ErrorId, ErrorCategory.InvalidData, piped.Text, read.Sentence, read.Advice));
        }
        else if (RegistryDelegation.OfUnregistrable(read.Name) is { } skipped)
        {
            WriteObject(skipped);
        }
        else
        {
            _pump!.Add(read.Name, _cancel.Token);
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
