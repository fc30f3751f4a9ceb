using System.CommandLine;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Commands;

/// <summary>The root of the command line: its subcommands are the table of contents.</summary>
internal static class GlueCommand
{
    internal static RootCommand Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var root = new RootCommand("Checks delegations: does what the parent serves about a zone agree with the zone, and can a resolver get there?");
        root.Add(TestCommand.Create(streams, cancel));
        root.Add(GetCommand.Create(streams, cancel));
        root.Add(CompareCommand.Create(streams, cancel));
        root.Add(PlanCommand.CreateChanges(streams, cancel));
        root.Add(PlanCommand.Create(streams, cancel));
        root.Add(WaitCommand.Create(streams, cancel));
        root.Add(TraceCommand.Create(streams, cancel));
        root.Add(GraphCommand.Create(streams, cancel));
        root.Add(CollectCommand.Create(streams, cancel));
        root.Add(ReportCommand.Create(streams, cancel));
        root.Add(MergeCommand.Create(streams, cancel));
        root.Add(DiffCommand.Create(streams, cancel));
        root.Add(FindCommand.Create(streams, cancel));
        root.Add(QueryCommand.Create(streams, cancel));
        root.Add(RegistryCommand.Create(streams, cancel));
        root.Add(LabCommand.Create(streams, cancel));
        root.Add(ChecksCommand.Create(streams));
        return root;
    }
}
