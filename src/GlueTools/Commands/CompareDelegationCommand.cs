using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using GlueTools.Binding;
using GlueTools.Completion;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Loading;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Pipeline;
using GlueTools.Reports.Runs;
using GlueTools.Shared.Histories;
using GlueTools.Views;

namespace GlueTools.Commands;

/// <summary>Compares two runs, or an earlier run with what servers say now: a row for each change.</summary>
[Cmdlet(VerbsData.Compare, "Delegation", HelpUri = HelpPages.CompareDelegation)]
[OutputType(typeof(DelegationChange))]
public sealed class CompareDelegationCommand : NetworkCommand
{
    private readonly Held<AuditDepth> _depth = new(AuditDepth.Standard);
    private RunInput? _before, _after;
    private AuditOptions? _options;
    private AuditSession? _session;
    private bool _isPiped;

    /// <summary>The earlier run: rows, saved evidence, the paths of files that hold them, or of a folder of such files.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public object[]? ReferenceObject { get; set; }

    /// <summary>The later run likewise, or domain names to ask about now; all domains of the earlier run if not given.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object[]? DifferenceObject { get; set; }

    /// <summary>Start at these servers of the parent zone, or of an ancestor zone, instead of the root: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? Server { get; set; }

    /// <summary>Servers whose copy of the zone is the truth of the child side: addresses or host names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[]? ChildServer { get; set; }

    /// <summary>How much is asked.</summary>
    [Parameter]
    public AuditDepth Depth
    {
        get => _depth.Value;
        set => _depth.Value = value;
    }

    /// <summary>Ask this many of the parent's addresses, chosen at random for each domain; 0 for all.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int ParentSample { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RowTypes.Declare(MyInvocation.MyCommand.Module);
        _isPiped = MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(DifferenceObject));
        _options = ReadOptions() with
        {
            Servers = ReadAddresses(Server, "-Server"),
            ChildServers = ReadAddresses(ChildServer, "-ChildServer"),
            Depth = Depth,
            ParentSample = ParentSample,
        };
        _before = new RunInput(GetUnresolvedProviderPathFromPSPath, _options.Policy, WriteProblem);
        _after = new RunInput(GetUnresolvedProviderPathFromPSPath, _options.Policy, WriteProblem);
        Guard(() => Take(_before, ReferenceObject!, mayBePath: true, "-ReferenceObject"));
        if (_before.Names.Count > 0)
        {
            var text = SafeText.Escape(_before.Names[0]);
            End("RunNotFound", ErrorCategory.ObjectNotFound, _before.Names[0], "-ReferenceObject: there is no file or folder '" + text + "', and an earlier run cannot be asked for now.", "Give rows, saved evidence, or a path.");
        }

        if (_before.Store.Count == 0)
        {
            End("NoRun", ErrorCategory.InvalidData, ReferenceObject!, "-ReferenceObject holds no row that tells of a delegation.", "Give rows of Test-Delegation, Get-GlueRecord, Compare-GlueToZone, Get-Delegation or Get-RegistryDelegation.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() => Take(_after!, DifferenceObject ?? [], mayBePath: !_isPiped, "-DifferenceObject"));

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        var names = _after!.Names;
        if (names.Count > 0 && _after.HasRows)
        {
            Refuse(names[0], "-DifferenceObject holds rows and names; give one of them.", "Leave the names or the rows out.");
        }

        if (names.Count > 0)
        {
            Ask(_before!.Expected(names));
        }
        else if (!_isPiped && DifferenceObject is null)
        {
            Ask(_before!.Expected());
        }
        else
        {
            foreach (var change in RunPair.Changes(_before!.Store, _after.Store))
            {
                Cancel.ThrowIfCancellationRequested();
                WriteObject(change);
            }
        }
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Interlocked.Exchange(ref _session, null)?.Dispose();
            Interlocked.Exchange(ref _before, null)?.Dispose();
            Interlocked.Exchange(ref _after, null)?.Dispose();
        }
    }

    private void Take(RunInput input, object[] items, bool mayBePath, string parameter)
    {
        foreach (var item in items)
        {
            try
            {
                input.Add(item, mayBePath);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                End("RunNotReadable", ErrorCategory.ReadError, item, parameter + ": '" + SafeText.Escape(item.ToString() ?? string.Empty) + "' cannot be read: " + SafeText.Escape(error.Message), "Name a file of rows, or a folder of such files.");
            }

            Cancel.ThrowIfCancellationRequested();
        }
    }

    private void Ask(IEnumerable<KeyValuePair<string, SeenDelegation?>> expected)
    {
        _session = Open(() => new AuditSession(_options!, Observer));
        Pump<AuditItem>? pump = null;
        pump = new Pump<AuditItem>(() => _session!.Room, TakeFrom<AuditItem>(_session.TryTake), Finish, () => ShowProgress(pump!.Finished, pump.InFlight));
        foreach (var one in expected)
        {
            if (DomainNameInput.TryRead(one.Key, out var name, out _, out var sentence))
            {
                pump.Add(() => _session!.Start(name, new Before(one.Value)), Cancel);
            }
            else
            {
                Write(one.Value, new SeenDelegation(SafeText.Cell(one.Key), Topic.None, []) { Why = sentence });
            }
        }

        pump.Drain(Cancel);
        ShowPath();
        EndRun(pump.Finished, null);
    }

    private void Finish(AuditItem item)
    {
        var before = ((Before)item.Tag!).Seen;
        if (item.Failure is { } failure)
        {
            var sentence = "The audit of " + item.DomainName + " was ended by a fault in GlueTools: " + failure.Message;
            Write(before, new SeenDelegation(item.DomainName.Text, Topic.None, []) { Why = sentence });
            Report("AuditFailed", ErrorCategory.NotSpecified, item.DomainName.Text, sentence, "Report the fault with the domain's name.");
        }
        else
        {
            Write(before, ReportFacts.Of(item.Report!));
        }
    }

    private void Write(SeenDelegation? before, SeenDelegation after) => WriteObject(RunComparer.Of(before, after), enumerateCollection: true);

    private void ShowPath()
    {
        var path = _session!.CheckPath(Cancel);
        if (!path.IsUsable)
        {
            Report(path.ErrorId, ErrorCategory.ConnectionError, (object?)Server ?? "root", path.Sentence + " -Server takes its address.", "Run from a network that reaches port 53 directly, or use -Server.");
        }
        else if (path.Sentence.Length > 0)
        {
            WriteWarning(path.Sentence);
        }
    }

    private void WriteProblem(object target, string sentence) => Report("InvalidRow", ErrorCategory.InvalidData, target, sentence, "Correct or leave out what cannot be read; the rest was compared.");

    /// <summary>What was seen of a domain before, beside its audit.</summary>
    private sealed class Before(SeenDelegation? seen)
    {
        internal SeenDelegation? Seen => seen;
    }
}
