using System.CommandLine;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;

namespace GlueTools.Console.Commands;

/// <summary><c>glue registry</c>: what registries hold.</summary>
internal static class RegistryCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("registry", "Ask the registry what it holds: name servers, their addresses, statuses and dates, a row for each name server.");
        var names = command.Takes(new NameArguments());
        var registry = command.Takes(new RegistryOptionGroup());
        var output = command.Takes(new OutputOptions());
        return command.Does(options =>
        {
            var settings = registry.Read(options);
            var choice = output.Read(options);
            var list = names.Read(options, streams.In);
            var shard = names.ReadShard(options);
            options.ThrowIfMistaken();
            // Where results have nowhere to go, nobody need be asked.
            streams.Out.Flush();
            var verdict = new Verdict(Severity.Error);
            var writer = Layouts.Registry.WriterFor(choice, streams.Out, TableStyle.Of(streams));
            try
            {
                new RegistryListRun(settings, cancel).Run(
                    shard is null ? list : list.Where(name => shard.Holds(name.Text)),
                    row =>
                    {
                        verdict.Add(row.Status, null);
                        writer.Write(row);
                    },
                    writer.Flush);
            }
            finally
            {
                // What was found before an interruption is whole, too.
                writer.End();
            }

            return verdict.ExitCode;
        });
    }
}
