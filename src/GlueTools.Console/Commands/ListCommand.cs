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

/// <summary>What the commands share that take a list of names and give rows.</summary>
internal sealed class ListCommand
{
    private readonly Command _command;
    private readonly NameArguments _names = new();
    private readonly WalkOptions _walk = new();
    private readonly OutputOptions _output = new();
    private readonly ConsoleStreams _streams;
    private readonly CancellationToken _cancel;

    internal ListCommand(Command command, ConsoleStreams streams, CancellationToken cancel)
    {
        _command = command;
        _streams = streams;
        _cancel = cancel;
        _names.AddTo(command);
        _walk.AddTo(command);
    }

    /// <summary>Sets what the command does, after its own options were added.</summary>
    internal Command Does<T>(Func<OptionReader, AuditOptions, Job<T>> plan)
        where T : notnull
    {
        _output.AddTo(_command);
        _command.SetAction(parsed => Run(parsed, plan));
        return _command;
    }

    private int Run<T>(ParseResult parsed, Func<OptionReader, AuditOptions, Job<T>> plan)
        where T : notnull
    {
        var options = new OptionReader(parsed);
        var job = plan(options, _walk.Read(options));
        var random = _walk.ReadRandom(options);
        var format = _output.Read(options);
        var names = _names.Read(parsed, options, _streams.In);
        options.ThrowIfMistaken();

        var verdict = new Verdict(job.FailOn);
        var writer = job.Kind.Layout.WriterFor(format, _streams.Out, TableStyle.Of(_streams));
        var run = new AuditRun(job.Options, _streams, _cancel) { Random = random, Start = job.Start };
        try
        {
            run.Run(names, new RowSink<T>(job.Kind, writer, verdict));
        }
        finally
        {
            // What was found before an interruption is whole, too.
            writer.End();
        }

        return verdict.ExitCode;
    }

    /// <summary>What one call of a command does.</summary>
    internal sealed class Job<T>
        where T : notnull
    {
        internal required RowKind<T> Kind { get; init; }

        internal required AuditOptions Options { get; init; }

        internal Severity FailOn { get; init; } = Severity.Error;

        internal Action<AuditSession, DomainName> Start { get; init; } = (session, name) => session.Start(name);
    }
}
