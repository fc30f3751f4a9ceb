using System.CommandLine;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;

namespace GlueTools.Console.Commands;

/// <summary><c>glue checks</c>: the catalogue.</summary>
internal static class ChecksCommand
{
    internal static Command Create(ConsoleStreams streams)
    {
        var command = new Command("checks", "List everything that can be found, with its severity and where the rule comes from.");
        var output = new OutputOptions();
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new OptionReader(parsed);
            var format = output.Read(options);
            options.ThrowIfMistaken();
            var writer = Layouts.Checks.WriterFor(format, streams.Out, TableStyle.Of(streams));
            foreach (var row in CheckInfo.All())
            {
                writer.Write(row);
            }

            writer.End();
            return ExitCode.Good;
        });
        return command;
    }
}
