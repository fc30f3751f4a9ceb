using System;
using System.CommandLine;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Graph;
using GlueTools.Reports.Drawings;

namespace GlueTools.Console.Commands;

/// <summary><c>glue graph</c>: what a domain depends on.</summary>
internal static class GraphCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new ListCommand("graph", "Show what a domain depends on: zones, name servers and addresses that a resolver may need, and what takes the domain away when it is lost.", streams, cancel);
        var sides = command.Takes(new SideOptions());
        command.TakesSaved();
        var draw = command.Takes(Values.Word(typeof(DrawingKind), "--draw", "FORM", "Draw it: tree, dot (Graphviz), mermaid or svg (tree, unless --format asks for rows)."));
        var summary = command.Takes(Texts.Switch("--summary", "One row for each domain: counts, cut points, redundancy, look-ups."));
        var systemFile = command.Takes(Texts.Option("--autonomous-system-file", "FILE", "Which autonomous system announces which prefix: a line 'PREFIX NUMBER' for each. Nobody is asked."));
        command.TakesFailOn();
        return command.Does((options, walk) =>
        {
            var kind = options.Word(draw, DrawingKind.Tree);
            if (options.Has(draw) && options.Switch(summary))
            {
                options.Mistake("--summary gives rows and --draw a drawing; leave one of them out.");
            }

            if (options.Has(draw) && command.WritesRows(options))
            {
                options.Mistake("--draw has a form of its own; leave --format out, or --draw to get rows.");
            }

            var systems = options.ReadFile(systemFile, AutonomousSystems.Read);
            return new()
            {
                Sink = (choice, output, verdict) => SinkOf(choice, output, verdict, kind, options.Switch(summary), systems),
                Options = sides.Read(options, walk) with { Dependencies = true },
            };
        });
    }

    private static IResultSink SinkOf(OutputChoice choice, ConsoleStreams streams, Verdict verdict, DrawingKind kind, bool isSummary, AutonomousSystems? systems)
    {
        if (isSummary)
        {
            return DependencyKinds.Summary(systems).SinkFor(choice, streams, verdict);
        }

        return choice.Format == OutputFormat.Table ? new DrawingSink(kind, systems, streams, verdict) : DependencyKinds.Node(systems).SinkFor(choice, streams, verdict);
    }
}
