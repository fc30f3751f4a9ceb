using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;

namespace GlueTools.Console.Commands;

/// <summary><c>glue get</c>: the glue that the parent serves.</summary>
internal static class GetCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("get", "Get the glue that the servers of the parent zone serve, a row for each address.", streams, cancel);
        var sides = command.Takes(new SideOptions(isParentOnly: true));
        var zones = command.Takes(new ZoneFileOptions(isParentOnly: true));
        command.TakesSaved();
        var perServer = command.Takes(Texts.Switch("--per-server", "A row for each parent server instead of one for all."));
        var address = command.Takes(Texts.Repeated("--ip-address", "ADDRESS[/LENGTH]", "Only glue with this address, or in this range, in any spelling; may be repeated."));
        command.TakesFailOn();
        return command.Does((options, walk) =>
        {
            var wanted = AddressText.ReadPrefixes(options, address);
            var each = options.Switch(perServer);
            return new()
            {
                Sink = new RowKind<GlueRecord>
                {
                    Layout = each ? Layouts.GluePerServer : Layouts.Glue,
                    OfReport = report => GlueRecord.From(report, each, wanted),
                    Without = GlueRecord.Without,
                    StatusOf = row => row.Status,
                    SeverityOf = row => row.Worst(),
                }.SinkFor,
                Given = zones.Read(options, command.Names, streams),
                Options = sides.Read(options, walk) with { Scope = AuditScope.ParentOnly, Depth = AuditDepth.Core },
            };
        });
    }
}
