using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Labs;
using GlueTools.Network.Options;
using GlueTools.Network.Transport;
using GlueTools.Pipeline;
using GlueTools.Shared;

namespace GlueTools.Commands;

/// <summary>What all commands that ask the network have in common: how they ask, and how they end.</summary>
public abstract class NetworkCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly ProgressMeter _meter = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ExchangeLog _log = new(isShown: false);
    private bool _debugs, _verboses;

    /// <summary>
    /// Root servers to start from: the path of a hints file (a master file as IANA publishes it), the objects of Get-DnsServerRootHint, or a lab from
    /// Start-GlueLab. The built-in list if not given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? RootHint { get; set; }

    /// <summary>Server port.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 53;

    /// <summary>Seconds that one attempt may take.</summary>
    [Parameter]
    [ValidateRange(0.1, 60.0)]
    public virtual double TimeoutSec { get; set; } = 1.5;

    /// <summary>Further attempts after the first.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int Retry { get; set; } = 1;

    /// <summary>Use TCP for everything.</summary>
    [Parameter]
    public SwitchParameter TcpOnly { get; set; }

    /// <summary>Ask IPv4 addresses only.</summary>
    [Parameter]
    public SwitchParameter IPv4Only { get; set; }

    /// <summary>Ask IPv6 addresses only.</summary>
    [Parameter]
    public SwitchParameter IPv6Only { get; set; }

    /// <summary>UDP payload size announced to servers, in octets.</summary>
    [Parameter]
    [ValidateRange(512, 4096)]
    public int EdnsSize { get; set; } = 1232;

    /// <summary>Domains, or questions of Invoke-DnsQuery, in flight; domains that only wait for servers that do not answer do not count, up to 16 times as many.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int ThrottleLimit { get; set; } = 64;

    /// <summary>Questions in flight to one server address.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ServerThrottleLimit { get; set; } = 8;

    /// <summary>Questions a second to one public server address, repeats and connections included, with a burst of twice as many; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 100000)]
    public int ServerRateLimit { get; set; } = 50;

    /// <summary>Questions a second in the whole run, repeats and connections included, with a burst of a tenth of them; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 1000000)]
    public int RateLimit { get; set; } = 2000;

    /// <summary>Cancelled when the command is stopped or thrown away.</summary>
    internal CancellationToken Cancel => _cancel.Token;

    /// <summary>Seconds that one attempt may take.</summary>
    private protected virtual double AttemptSec => TimeoutSec;

    /// <summary>To be told of exchanges.</summary>
    private protected Action<Exchange> Observer => _log.Add;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (IPv4Only && IPv6Only)
        {
            Refuse(nameof(IPv4Only), "-IPv4Only and -IPv6Only leave nothing to ask; give one of them.", "Leave one of the two out.");
        }

        _debugs = IsOn("Debug", "DebugPreference");
        // With -Debug, PowerShell would ask before every verbose line whether to go on, so these come only where -Verbose asks for them, too.
        _verboses = IsOn("Verbose", IsGiven("Debug") ? null : "VerbosePreference");
        _log = new ExchangeLog(_debugs || _verboses);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancel.Cancel();

    /// <summary>Ends everything that is still going on. Runs also where EndProcessing does not: after Select-Object -First, or an error downstream.</summary>
    /// <param name="disposing">False never happens.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Not disposed: StopProcessing may come from another thread at this very moment, and the source holds nothing.
            _cancel.Cancel();
        }
    }

    /// <summary>Runs what takes results from the network; a stop ends it the way PowerShell expects.</summary>
    private protected void Guard(Action work)
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

    /// <summary>Opens a session; where this process may open too few sockets for one, the command ends before anything is asked.</summary>
    private protected T Open<T>(Func<T> session)
    {
        try
        {
            return session();
        }
        catch (TooFewFilesException few)
        {
            End("TooFewFiles", ErrorCategory.ResourceUnavailable, MyInvocation.MyCommand.Name, few.Message, "Raise the limit of open files (ulimit -n), or ask in a process that has fewer open.");
            throw;
        }
    }

    /// <summary>Takes results; where a fault of ours has ended the session, the command ends with an error that says so.</summary>
    private protected TakeResult<T> TakeFrom<T>(TakeResult<T> session) => (int milliseconds, CancellationToken cancel, out T result) =>
    {
        try
        {
            return session(milliseconds, cancel, out result);
        }
        catch (InvalidOperationException error)
        {
            End("AuditFailed", ErrorCategory.NotSpecified, MyInvocation.MyCommand.Name, error.Message, "Report the fault with the command line that led to it.");
            throw;
        }
    };

    /// <summary>The options of this run.</summary>
    private protected AuditOptions ReadOptions()
    {
        var start = ReadStart();
        return new AuditOptions
        {
            RootHints = start.RootHints,
            Map = start.Map,
            Port = Port,
            TimeoutSec = AttemptSec,
            Retry = Retry,
            TcpOnly = TcpOnly,
            IPv4Only = IPv4Only,
            IPv6Only = IPv6Only,
            EdnsSize = (ushort)EdnsSize,
            ThrottleLimit = ThrottleLimit,
            ServerThrottleLimit = ServerThrottleLimit,
            ServerRateLimit = ServerRateLimit,
            RateLimit = RateLimit,
            // Octets are kept for the debug stream only; a command that saves evidence says so itself.
            KeepEvidence = _debugs,
        };
    }

    /// <summary>Server addresses from a parameter; ends the command where one cannot be found.</summary>
    private protected System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> ReadAddresses(string[]? texts, string parameter)
    {
        try
        {
            return AddressTexts.Read(texts, parameter, System.Net.Dns.GetHostAddresses);
        }
        catch (ServerTextException error)
        {
            End("ServerNotFound", ErrorCategory.ObjectNotFound, error.Text, error.Message, "Give the server's IP address.");
            throw;
        }
    }

    /// <summary>Reads resolvers: addresses, host names, or words for public ones.</summary>
    private protected System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> ReadResolvers(string[]? texts) => ReadAddresses(ResolverTexts.Expand(texts, IPv6Only), "-Resolver");

    /// <summary>Shows what is to be seen meanwhile: exchanges, and how far the run is.</summary>
    private protected void ShowProgress(int finished, int inFlight, int? findings = null)
    {
        ShowExchanges();
        if (_meter.Next(finished, inFlight, findings) is { } line)
        {
            WriteProgress(new ProgressRecord(1, MyInvocation.MyCommand.Name, ProgressOf(line)) { PercentComplete = _meter.Percent, SecondsRemaining = _meter.SecondsLeft });
        }
    }

    /// <summary>Says how many there will be, where that is known.</summary>
    private protected void Expect(int total) => _meter.Total = () => total;

    /// <summary>What is said of how far the run is.</summary>
    private protected virtual string ProgressOf(string line) => line;

    /// <summary>Shows the last exchanges, takes the progress bar away, and says in the information stream what was done.</summary>
    private protected void EndRun(int? domains, int? findings, int skippedLines = 0)
    {
        ShowExchanges();
        if (_meter.HasShown)
        {
            WriteProgress(new ProgressRecord(1, MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
        }

        if (skippedLines > 0)
        {
            WriteVerbose(skippedLines + (skippedLines == 1 ? " blank line or comment was skipped." : " blank lines and comments were skipped."));
        }

        WriteInformation(new RunSummary(MyInvocation.MyCommand.Name, domains, findings, skippedLines, _log.Count, _watch.ElapsedTicks * 1_000_000 / Stopwatch.Frequency), ["GlueTools", "Summary"]);
    }

    /// <summary>An error that ends nothing but the one piece of work.</summary>
    private protected void Report(string id, ErrorCategory category, object target, string sentence, string advice) =>
        WriteError(Errors.Of(id, category, target, sentence, advice));

    /// <summary>An error that ends the command.</summary>
    private protected void End(string id, ErrorCategory category, object target, string sentence, string advice) =>
        ThrowTerminatingError(Errors.Of(id, category, target, sentence, advice));

    /// <summary>Ends the command for parameters that contradict each other.</summary>
    private protected void Refuse(object target, string sentence, string advice) =>
        End("InvalidParameterCombination", ErrorCategory.InvalidArgument, target, sentence, advice);

    private StartPoint ReadStart()
    {
        if (PipelineObject.Unwrap(RootHint) is not { } hint)
        {
            return new StartPoint(null, AddressMap.Identity);
        }

        try
        {
            return StartPoint.Of(hint, GetUnresolvedProviderPathFromPSPath);
        }
        catch (StartPointException error)
        {
            End(error.Id, error.Id == StartPointException.NotFound ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData, hint, error.Message, error.Advice);
            throw;
        }
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && given is SwitchParameter { IsPresent: true };

    private bool IsOn(string parameter, string? preference) => MyInvocation.BoundParameters.ContainsKey(parameter)
        ? IsGiven(parameter)
        : preference is not null && GetVariableValue(preference) is { } value && value.ToString() is not ("SilentlyContinue" or "Ignore");

    private void ShowExchanges() => _log.Flush(exchange =>
    {
        if (_verboses)
        {
            WriteVerbose(ExchangeLog.Line(exchange));
        }

        if (_debugs)
        {
            WriteDebug(ExchangeLog.Hex(exchange));
        }
    });
}
