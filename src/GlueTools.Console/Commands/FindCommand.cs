using System.CommandLine;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Evidence;

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
        return command.Does((options, walk) =>
        {
            var wanted = AddressText.ReadPrefixes(options, address.Name, options.Texts(address));
            return new()
            {
                Sink = new RowKind<GlueRecord>
                {
                    Layout = Layouts.Glue,
                    OfReport = report => AddressFilter.Of(GlueRecord.From(report, perServer: false), wanted),
                    Without = GlueRecord.Without,
                    StatusOf = row => row.Status,
                }.SinkFor,
                Given = zones.Read(options, command.Names, streams),
                Options = sides.Read(options, walk) with { Scope = AuditScope.ParentOnly, Depth = AuditDepth.Core },
            };
        });
    }
}
