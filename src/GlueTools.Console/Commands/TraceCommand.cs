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
        var command = new ListCommand("trace", "Trace the way from the root to a name, a row for each server asked.", streams, cancel);
        var all = command.Takes(Texts.Switch("--all", "Ask every server of each zone instead of one at random."));
        return command.Does((options, walk) =>
        {
            var every = options.Switch(all);
            return new()
            {
                Sink = new RowKind<DelegationStep>
                {
                    Layout = Layouts.Trace,
                    OfSteps = steps => steps,
                    Without = DelegationStep.Without,
                    StatusOf = row => row.Status,
                }.SinkFor,
                Options = walk,
                Start = (session, name, tag) => session.StartTrace(name, every, tag),
            };
        });
    }
}
