using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Commands;

/// <summary><c>glue trace</c>: the servers asked on the way down to a name.</summary>
internal static class TraceCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("trace", "Trace the way from the root to a name, as a tree, or a row for each server asked.", streams, cancel);
        var all = command.Takes(Texts.Switch("--all", "Ask every server of each zone instead of one at random."));
        return command.Does((options, walk) =>
        {
            var every = options.Switch(all);
            return new()
            {
                Sink = (choice, output, verdict) => choice.Format == OutputFormat.Table ? new TraceSink(output, verdict) : Rows.SinkFor(choice, output, verdict),
                Options = walk,
                Start = (session, name, tag) => session.StartTrace(name, every, tag),
            };
        });
    }

    private static RowKind<DelegationStep> Rows { get; } = new()
    {
        // As a table it would be a tree in pieces.
        Layout = new([]),
        OfSteps = steps => steps,
        Without = DelegationStep.Without,
        StatusOf = row => row.Status,
    };
}
