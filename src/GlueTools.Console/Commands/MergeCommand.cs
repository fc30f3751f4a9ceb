using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Shared.Runs;

namespace GlueTools.Console.Commands;

/// <summary><c>glue merge</c>: puts the parts of a list's results together, once their journals prove that they are the whole.</summary>
internal static class MergeCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("merge", "Put the results of all parts of a list together, after their journals have proven that nothing is missing and nothing is there twice.");
        var files = command.Takes(new Argument<string[]>("FILE") { Description = "Files that runs with --resume wrote, each with its journal beside it.", Arity = ArgumentArity.OneOrMore });
        var output = command.Takes(Texts.Option("--output", "FILE", "Where to write instead of standard output; a file that is there is replaced.", "-o"));
        var failOn = command.Takes(new FailOnOption());
        return command.Does(options =>
        {
            var given = options.Texts(files);
            // A shell that fills in the files' names fills in those of the journals beside them.
            var paths = given.Where(one => !one.EndsWith(RunJournal.Suffix, StringComparison.Ordinal) || !given.Contains(one[..^RunJournal.Suffix.Length])).ToList();
            var path = options.Text(output) is { } text && text != FileOption.StandardStream ? text : null;
            var verdict = new Verdict(failOn.Read(options));
            if (path is not null && (File.Exists(path + RunJournal.Suffix) || paths.Any(one => Path.GetFullPath(one) == Path.GetFullPath(path))))
            {
                options.Mistake("-o: '" + UserText.Shown(path) + "' is the file of a run; name another one.");
            }

            options.ThrowIfMistaken();
            var parts = RunParts.Prove(paths, cancel);
            using var file = path is null ? null : new StreamWriter(new ResultStream(path));
            foreach (var part in parts)
            {
                part.CopyTo(file ?? streams.Out, withHeader: part == parts[0], cancel);
                verdict.Add(part.Worst);
            }

            (file ?? streams.Out).Flush();
            return verdict.ExitCode;
        });
    }
}
