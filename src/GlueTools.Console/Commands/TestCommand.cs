using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;

namespace GlueTools.Console.Commands;

/// <summary><c>glue test</c>: a verdict on each domain, with its findings.</summary>
internal static class TestCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("test", "Test delegations: a verdict on each domain, with what is wrong and what to change.");
        var list = new ListCommand(command, streams, cancel);
        var sides = new SideOptions();
        var depth = Texts.Option("--depth", "DEPTH", "core, standard (also TCP and capability probes) or full (standard).");
        var severity = new SeverityOptions();
        sides.AddBothTo(command);
        command.Add(depth);
        severity.AddMinimumTo(command);
        severity.AddFailOnTo(command);
        return list.Does<DelegationResult>((options, walk) => new()
        {
            Kind = Kind(ResultLayout.Create(severity.ReadMinimum(options), streams.Width)),
            Options = sides.Read(options, walk) with { Depth = options.Word(depth, walk.Depth) },
            FailOn = severity.ReadFailOn(options),
        });
    }

    internal static RowKind<DelegationResult> Kind(RowLayout<DelegationResult> layout) => new()
    {
        Layout = layout,
        From = item => [DelegationResult.From(item.Report!)],
        Without = DelegationResult.Without,
        StatusOf = row => row.Status,
        SeverityOf = RowSeverity.Of,
    };
}
