using System.CommandLine;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Console.Commands;

/// <summary><c>glue compare</c>: what the parent holds beside what it should hold.</summary>
internal static class CompareCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("compare", "Compare the parent's glue with the zone's own addresses, a row for each name server.", streams, cancel);
        var sides = command.Takes(new SideOptions());
        var registry = command.Takes(new RegistryOptionGroup(isBeside: true));
        var zones = command.Takes(new ZoneFileOptions());
        command.TakesSaved();
        var perAddress = command.Takes(Texts.Switch("--per-address", "A row for each address instead of one for each name server."));
        command.TakesFailOn();
        return command.Does((options, walk) =>
        {
            var each = options.Switch(perAddress);
            var given = zones.Read(options, command.Names, streams);
            var asked = registry.ReadBeside(options, proposed: false, given);
            return new()
            {
                Sink = new RowKind<DelegationComparison>
                {
                    Layout = asked is null ? Layouts.Comparison : Layouts.ComparisonWithRegistry,
                    OfReport = report => each
                        ? DelegationComparison.From(report).SelectMany(row => row.PerAddress()).ToList()
                        : DelegationComparison.From(report),
                    Without = DelegationComparison.Without,
                    StatusOf = row => row.Status,
                    SeverityOf = row => row.Worst(),
                }.SinkFor,
                Given = given,
                // The probes of deeper audits say nothing about addresses.
                Options = sides.Read(options, walk) with { Depth = AuditDepth.Core, Registry = asked },
            };
        });
    }
}
