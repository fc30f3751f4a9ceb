using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Commands;

/// <summary><c>glue collect</c>: saves the evidence, to be judged later without the network.</summary>
internal static class CollectCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("collect", "Collect the evidence about delegations, one JSON object a line; test, get and compare judge it again with --from.", streams, cancel);
        var sides = command.Takes(new SideOptions());
        var registry = command.Takes(new RegistryOptionGroup(isBeside: true));
        var depth = command.Takes(new DepthOption());
        var dependencies = command.Takes(new DependencyOption());
        return command.Does(
            (options, walk) => new()
            {
                Sink = Kind.SinkFor,
                Options = sides.Read(options, walk) with { Depth = depth.Read(options), KeepEvidence = true, Registry = registry.ReadBeside(options, proposed: false, given: null), Dependencies = dependencies.Read(options) },
            },
            OutputFormat.JsonL);
    }

    private static RowKind<SavedDelegation> Kind { get; } = new()
    {
        // Never drawn as a table.
        Layout = new([]),
        OfReport = report => [SavedDelegation.From(report.View)],
        Without = SavedDelegation.Without,
        StatusOf = row => row.Status,
    };
}
