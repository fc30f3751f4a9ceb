using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Pipeline;
using GlueTools.Registries;
using GlueTools.Shared;
using GlueTools.Views;

namespace GlueTools.Commands;

/// <summary>
/// A command that goes over domains. Whatever comes in gives a row: an audit's, or one that says why there was none.
/// </summary>
public abstract partial class DomainCommand : NetworkCommand
{
    private readonly Queue<DomainName> _above = new();
    private readonly HashSet<DomainName> _seen = new();
    private AuditSession? _session;
    private Pump<AuditItem>? _pump;
    private AuditRequest? _pending;
    private int _domains, _skippedLines;
    private Shard? _shard;
    private ResumeJournal? _journal;
    private IDisposable? _registries;

    /// <summary>Domains to look at: names, or objects that hold one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChildZoneName", "DomainName", "ZoneName", "Domain", "Fqdn")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [DomainNameTransform]
    public virtual string[]? Name { get; set; }

    /// <summary>The object that came down the pipeline, for what it says beside the name.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Take part N of M of the names only, written N/M: for runs that share one list. A name always falls into the same part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>Start at these servers of the parent zone, or of an ancestor zone, instead of the root: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? Server { get; set; }

    /// <summary>Begin anew, without what an earlier call in this session has learnt of the zones above the domains asked about, and leave nothing for the next.</summary>
    [Parameter]
    public SwitchParameter Fresh { get; set; }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        RowTypes.Declare(MyInvocation.MyCommand.Module);
        if (Shard is not null && !GlueTools.Dns.Names.Shard.TryParse(Shard, out _shard))
        {
            End("InvalidShard", ErrorCategory.InvalidArgument, Shard, "-Shard takes " + GlueTools.Dns.Names.Shard.Rule + ", not '" + PipedName.ShownText(Shard) + "'.", "Correct -Shard.");
        }

        _journal = OpenJournal();
        if (Name is { } given && Shard is null && _journal is null && !MyInvocation.ExpectingInput)
        {
            Expect(given.Length);
        }

        Options = Configure(ReadOptions() with { Servers = ReadAddresses(Server, "-Server") });
        if (this is IRegistryParameters registry)
        {
            Options = Options with { Registry = OpenRegistries(registry) };
        }

        if (AsksServers)
        {
            _session = (MayKeep ? SessionShelf.Take(MyInvocation.MyCommand.Module, Options, Observer) : null) ?? Open(() => new AuditSession(Options, Observer, Random()));
            _pump = new Pump<AuditItem>(() => _session!.Room, TakeFrom<AuditItem>(_session.TryTake), Finish, () => ShowProgress(_pump!.Finished, _pump.InFlight, FindingCount));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(() =>
    {
        if (Name is not { Length: > 0 } && !MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(Name)))
        {
            Report("NoDomain", ErrorCategory.InvalidArgument, nameof(Name), "-Name holds no domain.", "Look at where its value comes from: a variable that is not set, or a list that is empty.");
            return;
        }

        if (Name is null && !MyInvocation.ExpectingInput)
        {
            // No names are meant: the command says itself what it then does.
            return;
        }

        if (PipedNames.Read(Name, InputObject) is not { } all)
        {
            StartPending();
            _skippedLines++;
            return;
        }

        foreach (var piped in all)
        {
            Process(piped);
        }

        _pump?.WriteReady(Cancel);
        ShowProgress(_pump?.Finished ?? 0, _pump?.InFlight ?? 0, FindingCount);
    });

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(() =>
    {
        StartPending();
        Release();
        _pump?.Drain(Cancel);
        DrainAbove();
        // A list brings its own names together; after it nobody waits for the next call to begin.
        var mayKeep = MayKeep && _domains == 1;
        Complete();
        EndRun(_domains, FindingCount, _skippedLines);
        if (mayKeep && SessionShelf.Keep(MyInvocation.MyCommand.Module, _session))
        {
            _session = null;
        }
    });

    /// <summary>Works on what follows from what was found, until nothing does any more.</summary>
    private void DrainAbove()
    {
        while (_above.Count > 0)
        {
            var above = new AuditRequest(_above.Peek().Text, null) { Name = _above.Dequeue() };
            _domains++;
            _pump!.Add(() => Start(_session!, above), Cancel);
            if (_above.Count == 0)
            {
                _pump.Drain(Cancel);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Interlocked.Exchange(ref _session, null)?.Dispose();
            Interlocked.Exchange(ref _journal, null)?.Dispose();
            Interlocked.Exchange(ref _registries, null)?.Dispose();
        }
    }

    private IRegistrySource? OpenRegistries(IRegistryParameters parameters)
    {
        try
        {
            var source = RegistryChoice.Read(parameters, MyInvocation.BoundParameters, RootHint, GetUnresolvedProviderPathFromPSPath);
            _registries = source as IDisposable;
            return source;
        }
        catch (RegistryParameterException error)
        {
            End(error.Id, ErrorCategory.InvalidArgument, error.Target, error.Message, error.Advice);
            throw;
        }
    }

    /// <summary>Whether this run may go on with the session of the one before, and leave it to the next.</summary>
    private bool MayKeep => !Fresh && Server is null && Random() is null;

    /// <summary>The options of the run.</summary>
    private protected AuditOptions Options { get; private set; } = new();

    /// <summary>Whether any server is asked in this run.</summary>
    private protected virtual bool AsksServers => true;

    /// <summary>The journal of the domains that are finished; null where there is none.</summary>
    private protected virtual ResumeJournal? OpenJournal() => null;

    /// <summary>Findings written so far; null where the command does not judge.</summary>
    private protected virtual int? FindingCount => null;

    /// <summary>Every row was written, and nobody has stopped the command.</summary>
    private protected virtual void Complete()
    {
    }

    /// <summary>A further domain that follows from what was found of one, looked at where no row is about it yet; null for none.</summary>
    private protected virtual DomainName? Above(AuditItem item) => null;

    /// <summary>This command's share of the options.</summary>
    private protected virtual AuditOptions Configure(AuditOptions options) => options;

    /// <summary>For choices that need not be secret; null for a new seed every time.</summary>
    private protected virtual Random? Random() => null;

    /// <summary>Whether this object's neighbours may be others of the same delegation, so that they are one audit.</summary>
    private protected virtual bool IsPart(PipedDomain piped) => piped.IsDelegation;

    /// <summary>Takes what else was given beside the name: with the object of this moment.</summary>
    private protected virtual void Collect(AuditRequest request)
    {
    }

    /// <summary>Reads what was collected for a domain; false where it was refused, with a row and an error.</summary>
    private protected virtual bool Prepare(AuditRequest request) => true;

    /// <summary>Keeps a domain back until all names are known; false where it is to be started at once.</summary>
    private protected virtual bool Hold(AuditRequest request) => false;

    /// <summary>Starts what was kept back: there are no further names.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>Puts a domain to the session as soon as there is room.</summary>
    private protected void Begin(AuditRequest request) => _pump!.Add(() => Start(_session!, request), Cancel);

    /// <summary>Counts a domain that nobody named.</summary>
    private protected void CountUnnamed() => _domains++;

    /// <summary>The part of the names that is taken; null for all.</summary>
    private protected Shard? Part => _shard;

    /// <summary>Starts the work on a domain.</summary>
    private protected virtual void Start(AuditSession session, AuditRequest request) => session.Start(request.Name, request);

    /// <summary>Writes the rows of a finished domain; it has no <see cref="AuditItem.Failure"/>.</summary>
    private protected abstract void WriteItem(AuditItem item, AuditRequest request);

    /// <summary>Writes the rows that follow from saved evidence; false where the command has to ask the network all the same.</summary>
    private protected virtual bool Judge(string evidence, AuditRequest request, AuditOptions options) => false;

    /// <summary>Writes the row, or rows, of a domain about which there is nothing but a sentence.</summary>
    private protected abstract void WriteWithout(AuditRequest request, string status, string detail);

    private void Process(PipedDomain piped)
    {
        if (_shard?.Holds(piped.Text) == false)
        {
            // What is left out still stands between its neighbours: they are no one delegation.
            StartPending();
            return;
        }

        var read = new PipedName(piped);
        var request = new AuditRequest(read.Shown, piped.NameServer) { Name = read.Name };
        var isDelegation = IsPart(piped);
        var goesOn = isDelegation ? _pending : null;
        goesOn = goesOn?.Name == request.Name ? goesOn : null;
        if (goesOn is null && _journal?.Skips(request.DomainName, isDelegation) == true)
        {
            StartPending();
            return;
        }

        if (piped.Evidence is { } evidence && Judge(evidence, new AuditRequest(PipedName.ShownText(piped.Text), null), Options))
        {
            _domains++;
            _journal?.Finish(request.DomainName);
            return;
        }

        if (read.IsName && goesOn is not null)
        {
            goesOn.NameServers.AddRange(request.NameServers);
            Collect(goesOn);
            return;
        }

        StartPending();
        _domains++;
        if (IsTurnedAway(request, piped, read))
        {
            _journal?.Finish(request.DomainName);
            return;
        }

        Collect(request);
        // Of a delegation, more objects may follow: one audit serves them all.
        _pending = request;
        if (!isDelegation)
        {
            StartPending();
        }
    }

    /// <summary>Of what is no domain that could be asked about, the row says why.</summary>
    private bool IsTurnedAway(AuditRequest request, PipedDomain piped, PipedName read)
    {
        if (piped.SkipReason is null && !read.IsName)
        {
            WriteWithout(request, RowStatus.Invalid, read.Sentence);
            Report(read.ErrorId, ErrorCategory.InvalidData, piped.Text, read.Sentence, read.Advice);
            return true;
        }

        var reason = piped.SkipReason ?? (request.Name.IsRoot ? "Nobody delegates the root." : null);
        if (reason is not null)
        {
            WriteWithout(request, RowStatus.Skipped, reason);
        }

        return reason is not null;
    }

    private void StartPending()
    {
        if (Interlocked.Exchange(ref _pending, null) is not { } request)
        {
            return;
        }

        if (Prepare(request))
        {
            if (!Hold(request))
            {
                Begin(request);
            }
        }
        else
        {
            _journal?.Finish(request.DomainName);
        }
    }
}
