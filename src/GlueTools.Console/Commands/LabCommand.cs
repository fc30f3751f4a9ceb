using System.CommandLine;
using System.Threading;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Commands;

/// <summary><c>glue lab</c>: a small internet on loopback.</summary>
internal static class LabCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("lab", "A small internet on this machine, with one domain for each kind of fault. Nothing leaves loopback.");
        command.Add(LabStartCommand.Create(streams, cancel));
        command.Add(LabAuditCommand.Create(streams, cancel));
        return command;
    }
}
