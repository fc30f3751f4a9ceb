using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Delegation;

namespace GlueTools.Console.Commands;

/// <summary><c>glue get</c>: the glue that the parent serves.</summary>
internal static class GetCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("get", "Get the glue that the servers of the parent zone serve, a row for each address.");
        var list = new ListCommand(command, streams, cancel);
        var sides = new SideOptions();
        var severity = new FailOnOption();
        var perServer = Texts.Switch("--per-server", "A row for each parent server instead of one for all.");
        sides.AddParentTo(command);
        list.AddSaved();
        command.Add(perServer);
        severity.AddTo(command);
        return list.Does((options, walk) =>
        {
            var each = options.Switch(perServer);
            return new()
            {
                Sink = new RowKind<GlueRecord>
                {
                    Layout = each ? Layouts.GluePerServer : Layouts.Glue,
                    OfReport = report => GlueRecord.From(report.View, each),
                    Without = GlueRecord.Without,
                    StatusOf = row => row.Status,
                    SeverityOf = RowSeverity.Of,
                }.SinkFor,
                Options = sides.Read(options, walk) with { Scope = AuditScope.ParentOnly, Depth = AuditDepth.Core },
                FailOn = severity.Read(options),
            };
        });
    }
}
