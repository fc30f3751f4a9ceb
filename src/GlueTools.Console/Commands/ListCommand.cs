using System;
using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Delegation;
using GlueTools.Delegation.Checks;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Commands;

/// <summary>A command that takes a list of names and gives rows.</summary>
internal sealed class ListCommand : Command
{
    private readonly WalkOptions _walk;
    private readonly OutputOptions _output = new();
    private readonly ConsoleStreams _streams;
    private readonly CancellationToken _cancel;
    private SavedOption? _saved;
    private FailOnOption? _failOn;

    internal ListCommand(string name, string description, ConsoleStreams streams, CancellationToken cancel)
        : base(name, description)
    {
        _streams = streams;
        _cancel = cancel;
        Names = this.Takes(new NameArguments());
        _walk = this.Takes(new WalkOptions());
    }

    internal NameArguments Names { get; }

    /// <summary>Lets the command judge saved evidence instead of names, after it took the options that say whom to ask.</summary>
    internal void TakesSaved() => _saved = this.Takes(new SavedOption());

    /// <summary>Lets the user say from which severity on the exit status tells.</summary>
    internal void TakesFailOn() => _failOn = this.Takes(new FailOnOption());

    /// <summary>Sets what the command does, after it took its own options.</summary>
    /// <param name="plan">Reads the command's options, beginning with those that all have.</param>
    /// <param name="only">The one format that it writes; null where the user chooses.</param>
    internal Command Does(Func<OptionReader, AuditOptions, Job> plan, OutputFormat? only = null)
    {
        if (only is null)
        {
            this.Takes(_output);
        }

        return this.Does(options => Run(options, plan, only));
    }

    private int Run(OptionReader options, Func<OptionReader, AuditOptions, Job> plan, OutputFormat? only)
    {
        var job = plan(options, _walk.Read(options));
        var failOn = _failOn?.Read(options) ?? Severity.Error;
        var random = _walk.ReadRandom(options);
        var choice = only is { } one ? new OutputChoice(one) : _output.Read(options);
        var isSaved = _saved?.IsGiven(options) == true;
        var lines = isSaved ? _saved!.Read(options, Names, _streams.In) : null;
        var names = isSaved ? [] : Names.Read(options, _streams.In);
        options.ThrowIfMistaken();

        var verdict = new Verdict(failOn);
        var sink = job.Sink(choice, _streams, verdict);
        try
        {
            if (lines is not null)
            {
                new SavedRun(job.Options.Policy, _streams, _cancel).Run(lines, sink);
            }
            else
            {
                new AuditRun(job.Options, _streams, _cancel) { Random = random, Start = job.Start }.Run(names, sink);
            }
        }
        finally
        {
            // What was found before an interruption is whole, too.
            sink.End();
        }

        return verdict.ExitCode;
    }

    /// <summary>What one call of a command does.</summary>
    internal sealed class Job
    {
        /// <summary>Opens what takes the results, once nothing is wrong with the options.</summary>
        internal required Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> Sink { get; init; }

        internal required AuditOptions Options { get; init; }

        internal Action<AuditSession, DomainName> Start { get; init; } = (session, name) => session.Start(name);
    }
}
