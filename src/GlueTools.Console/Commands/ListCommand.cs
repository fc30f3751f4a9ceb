using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Reports.Formats;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Commands;

/// <summary>A command that takes a list of names and gives rows.</summary>
internal sealed class ListCommand : Command
{
    private readonly WalkOptions _walk;
    private readonly bool _takesReports;
    private readonly OutputOptions _output;
    private readonly ReportOptions _report = new();
    private readonly ResultFileOptions _file = new();
    private readonly ConsoleStreams _streams;
    private readonly CancellationToken _cancel;
    private SavedOption? _saved;
    private FailOnOption? _failOn;

    /// <param name="name">The command's word.</param>
    /// <param name="description">What it does.</param>
    /// <param name="streams">Where results go.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="timeout">The option for the time that one attempt may take.</param>
    /// <param name="takesReports">Whether it writes reports, too.</param>
    /// <param name="names">Where its names come from; arguments and a list unless given.</param>
    internal ListCommand(string name, string description, ConsoleStreams streams, CancellationToken cancel, string timeout = NetworkOptions.Timeout, bool takesReports = false, NameArguments? names = null)
        : base(name, description)
    {
        _takesReports = takesReports;
        _output = new(takesReports);
        _streams = streams;
        _cancel = cancel;
        Names = this.Takes(names ?? new NameArguments());
        _walk = this.Takes(new WalkOptions(timeout));
    }

    internal NameArguments Names { get; }

    /// <summary>Lets the command judge saved evidence instead of names, after it took the options that say whom to ask.</summary>
    internal void TakesSaved() => _saved = this.Takes(new SavedOption());

    /// <summary>Whether saved evidence is judged.</summary>
    internal bool IsSaved(OptionReader options) => _saved?.IsGiven(options) == true;

    /// <summary>Lets the user say from which severity on the exit status tells.</summary>
    internal void TakesFailOn() => _failOn = this.Takes(new FailOnOption());

    /// <summary>Sets what the command does, after it took its own options.</summary>
    /// <param name="plan">Reads the command's options, beginning with those that all have.</param>
    /// <param name="only">The one format that it writes; null where the user chooses.</param>
    internal Command Does(Func<OptionReader, AuditOptions, ListJob> plan, OutputFormat? only = null)
    {
        if (only is null)
        {
            this.Takes(_output);
        }

        if (_takesReports)
        {
            this.Takes(_report);
        }

        this.Takes(_file);

        return this.Does(options => OwnRules.Of(Report(options), _streams, () => Run(options, plan, only)));
    }

    /// <summary>The report that is asked for; null for rows.</summary>
    internal IReportFormat? Report(OptionReader options) => _output.ReadReport(options);

    /// <summary>Whether the user chose a format.</summary>
    internal bool HasFormat(OptionReader options) => _output.IsGiven(options);

    /// <summary>Whether a format of rows is asked for by its word, and no table.</summary>
    internal bool WritesRows(OptionReader options) => _output.IsOfRows(options);

    private int Run(OptionReader options, Func<OptionReader, AuditOptions, ListJob> plan, OutputFormat? only)
    {
        var job = plan(options, _walk.Read(options));
        using var registries = job.Options.Registry as IDisposable;
        var failOn = _failOn?.Read(options, job.FailOn) ?? Severity.Error;
        var random = _walk.ReadRandom(options);
        var choice = only is { } one ? new OutputChoice(one) : _output.Read(options);
        var isSaved = _saved?.IsGiven(options) == true;
        var lines = isSaved ? _saved!.Read(options, Names, _streams.In) : null;
        var given = job.Given;
        using var zones = given?.Zones;
        var names = isSaved || given?.IsWhole == true || job.Fill is not null ? []
            : given is not null && Names.AreNone(options) ? zones!.Child is { } zone ? [new ListedName(1, zone.Name.Text)] : []
            : Names.Read(options, _streams.In);
        var shard = Names.ReadShard(options);
        _report.RefuseFor(options, choice.Report);
        var settings = choice.Report is null ? null : _report.Read(options, failOn);
        var named = isSaved ? _saved!.File(options) : Names.File(options);
        var isResumed = _file.ReadResume(options, choice.Format, isSaved);
        if (isResumed)
        {
            RefuseResume(options, job);
        }

        options.ThrowIfMistaken();
        using var history = job.History?.Invoke();
        var verdict = new Verdict(failOn);
        var output = new ListOutput(_streams, verdict, job.Sink);
        var path = _file.ReadPath(options);
        // Below zero as long as nobody knows.
        long[] total = [-1];
        var run = new AuditRun(job.Options, _streams, _cancel)
        {
            Random = random, Start = job.Start, Status = job.Status, Above = job.Above, NeedsPath = isResumed, CountsFindings = _failOn is not null, Total = () => Volatile.Read(ref total[0]) is >= 0 and var all ? all : null,
        };
        void Write(Action<IResultSink> rows)
        {
            Action<IResultSink> fill = history is null ? rows : sink => rows(new HistorySink(sink, history));
            if (settings is null)
            {
                output.WriteRows(path, choice, fill);
            }
            else
            {
                output.WriteReport(path, choice.Report!, settings, named, fill);
            }
        }

        // By what was read, whatever part of it is this run's.
        var isEmpty = true;
        IEnumerable<T> Noted<T>(IEnumerable<T> items) => items.Select(item =>
        {
            isEmpty = false;
            return item;
        });
        if (job.Fill is not null)
        {
            Write(job.Fill);
            isEmpty = false;
        }
        else if (given is not null)
        {
            Write(sink => Judge(given, Part(names, shard), shard, job, random, sink));
            isEmpty = false;
            if (zones!.HasProblems)
            {
                verdict.Add(RowStatus.Invalid, null);
            }
        }
        else if (lines is not null)
        {
            Write(sink => new SavedRun(job.Options.Policy, _streams, _cancel).Run(Noted(lines), sink));
        }
        else if (isResumed)
        {
            var list = Names.ReadFingerprint(options);
            using var file = JournalOpening.Of(path!, RunManifests.Of(this, options, list, shard));
            CountNames(options, shard, total, file.Done.Count);
            output.GoOn(file, choice, sink => run.Run(Part(Noted(list.Checked(names)), shard).Where(name => !file.Done.Contains(name.Position)), sink));
        }
        else
        {
            CountNames(options, shard, total, 0);
            Write(sink => run.Run(Part(Noted(names), shard), sink));
        }

        Remember(history);
        if (isEmpty)
        {
            // What should have written the list may have failed.
            _streams.Error.WriteLine((named.Length > 0 ? "'" + SafeText.Escape(named) + "'" : "The list") + " holds no domain, so nothing was looked at.");
            verdict.Add(RowStatus.Unknown, null);
        }

        return verdict.ExitCode;
    }

    /// <summary>Tells of all that is not gone on with.</summary>
    private void RefuseResume(OptionReader options, ListJob job)
    {
        if (job.FollowsUp)
        {
            options.Mistake("--resume goes on with a list; with --ancestors, names follow from what was found.");
        }

        Names.RefuseStream(options);
        if (job.Given is not null)
        {
            options.Mistake("--resume goes on where servers were asked; with zone files, run it again from the beginning.");
        }

        if (job.Fill is not null)
        {
            options.Mistake("--resume goes on where servers were asked; with a history, run it again from the beginning.");
        }

        if (job.IsRemembered)
        {
            options.Mistake("--resume goes on with a run that was cut off, and --state counts whole runs only; leave one of them out.");
        }
    }

    /// <summary>A run counts once its rows are where they are wanted: what was not told is told another time.</summary>
    private void Remember(RunHistory? history)
    {
        if (history is null)
        {
            return;
        }

        _streams.Out.Flush();
        try
        {
            history.Commit();
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            throw new UsageException("--state: this run is not remembered: " + SafeText.Escape(error.Message));
        }

        foreach (var remark in history.Remarks())
        {
            _streams.Error.WriteLine(remark);
        }
    }

    /// <summary>Counts the names for somebody who watches, beside the run, which does not wait for it.</summary>
    private void CountNames(OptionReader options, Shard? shard, long[] total, long finished)
    {
        if (_streams.ShowsProgress && Names.Again(options) is { } again)
        {
            new Thread(() => Volatile.Write(ref total[0], Counted(again, shard) - finished)) { IsBackground = true, Name = "glue count" }.Start();
        }
    }

    private static long Counted(IEnumerable<string> names, Shard? shard)
    {
        try
        {
            return names.LongCount(name => shard?.Holds(name) != false);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            // Whoever reads the list for the run says why.
            return -1;
        }
    }

    private void Judge(GivenFiles given, IEnumerable<ListedName> names, Shard? shard, ListJob job, Random random, IResultSink sink)
    {
        var zones = given.Zones;
        var offline = new GivenRun(zones, job.Options.Policy, _streams, _cancel);
        if (given.IsWhole)
        {
            offline.RunAll(shard, sink);
            return;
        }

        var all = names.ToList();
        zones.LookFor(all.Select(listed => DomainNameInput.TryRead(listed.Text, out var name, out _, out _) ? name : DomainName.Root).Distinct());
        if (given.IsOffline)
        {
            offline.Run(all, sink);
        }
        else
        {
            var run = new AuditRun(job.Options, _streams, _cancel) { Random = random, Start = (session, name, tag) => session.StartGiven(name, zones.Of(name), tag), WhyNot = zones.WhyNot };
            run.Run(all, sink);
        }
    }

    private static IEnumerable<ListedName> Part(IEnumerable<ListedName> names, Shard? shard) => shard is null ? names : names.Where(name => shard.Holds(name.Text));
}
