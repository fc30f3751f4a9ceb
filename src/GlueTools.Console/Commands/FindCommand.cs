using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;
using GlueTools.Reports.Runs;

namespace GlueTools.Console.Commands;

/// <summary><c>glue find</c>: which delegations still carry an address.</summary>
internal static class FindCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var address = new Argument<string[]>("ADDRESS") { Description = "Addresses, or ranges such as 192.0.2.0/24, in any spelling.", Arity = ArgumentArity.OneOrMore };
        var command = new ListCommand(
            "find", "Find glue that carries an address or lies in a range: among the delegations of a list, of a zone file or of saved evidence.", streams, cancel, names: new NameArguments(areArguments: false));
        command.Takes(address);
        var sides = command.Takes(new SideOptions(isParentOnly: true));
        var zones = command.Takes(new ZoneFileOptions(isParentOnly: true));
        command.TakesSaved();
        var state = command.Takes(Texts.Option("--state", "FILE", "Look into the history that 'glue test --state' keeps, and ask nobody."));
        return command.Does((options, walk) =>
        {
            var wanted = AddressText.ReadPrefixes(options, address.Name, options.Texts(address));
            var path = options.Text(state);
            var given = zones.Read(options, command.Names, streams);
            if (path is not null && (given is not null || !command.Names.AreNone(options) || command.IsSaved(options)))
            {
                options.Mistake("--state looks through all domains of a history; leave --input, --from and zone files out.");
            }

            return new()
            {
                Fill = path is null ? null : sink =>
                {
                    foreach (var history in HistoryOptions.ReadAll(path))
                    {
                        cancel.ThrowIfCancellationRequested();
                        ((RowSink<GlueRecord>)sink).Write(HistoryGlue.Of(history, wanted));
                    }
                },
                Sink = new RowKind<GlueRecord>
                {
                    Layout = Layouts.Glue,
                    OfReport = report => GlueRecord.From(report, perServer: false, wanted),
                    Without = GlueRecord.Without,
                    StatusOf = row => row.Status,
                }.SinkFor,
                Given = given,
                Options = sides.Read(options, walk) with { Scope = AuditScope.ParentOnly, Depth = AuditDepth.Core },
            };
        });
    }
}
