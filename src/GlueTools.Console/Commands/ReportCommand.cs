using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Commands;

/// <summary><c>glue report</c>: a report of what earlier runs kept, in any format, without the network.</summary>
internal static class ReportCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("report", "Make a report of saved evidence, which is judged again, and of rows that 'glue test --format jsonl' wrote. Asks nobody.");
        var from = new Option<string[]>("--from") { HelpName = "FILE", Description = "Files of an earlier run; - reads standard input.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        command.Takes(from);
        var word = command.Takes(Texts.Option("--format", "FORMAT", "How: " + ReportOptions.Choice(ReportFormats.All) + ". Without it as FILE of --output ends, else markdown."));
        var about = command.Takes(new ReportOptions());
        var policy = command.Takes(new PolicyOptions());
        var failOn = command.Takes(new FailOnOption());
        var output = command.Takes(Texts.Option("--output", "FILE", "Where to write instead of standard output; a file that is there is replaced once the report is whole.", "-o"));
        return command.Does(options =>
        {
            var path = options.Text(output) is { } text && text != FileOption.StandardStream ? text : null;
            var format = FormatOf(options, word, path);
            return OwnRules.Of(format, streams, () =>
            {
                var settings = about.Read(options, failOn.Read(options));
                var judged = policy.Read(options);
                var files = Open(options, from, streams);
                options.ThrowIfMistaken();
                var verdict = new Verdict(settings.FailOn);
                ReportFile.Write(path, streams, to =>
                {
                    using var sink = new ReportSink(format, settings, to, verdict, string.Empty);
                    var run = new KeptRun(judged, format.ShowsEvidence, streams, cancel);
                    foreach (var (file, lines) in files)
                    {
                        run.Run(file, BoundedLine.Read(lines, SavedOption.LongestLine), sink);
                        lines.Dispose();
                    }

                    sink.End();
                });
                return verdict.ExitCode;
            });
        });
    }

    private static IReportFormat FormatOf(OptionReader options, Option<string> option, string? path)
    {
        if (options.Text(option) is not { } word)
        {
            return (path is null ? null : ReportFormats.OfFile(path)) ?? ReportFormats.Find("markdown")!;
        }

        if (ReportFormats.Find(word) is { } format)
        {
            return format;
        }

        options.Mistake(option.Name + " takes " + ReportOptions.Choice(ReportFormats.All) + ", not '" + UserText.Shown(word) + "'.");
        return ReportFormats.All[0];
    }

    private static List<(string File, TextReader Lines)> Open(OptionReader options, Option<string[]> from, ConsoleStreams streams)
    {
        var paths = options.Texts(from);
        if (paths.Count == 0)
        {
            options.Mistake("Name what an earlier run wrote with --from FILE; - reads standard input.");
        }

        if (paths.Count(path => path == FileOption.StandardStream) > 1)
        {
            options.Mistake("--from takes standard input once.");
        }

        var files = new List<(string, TextReader)>();
        foreach (var path in paths)
        {
            if (options.Open(from.Name, path, streams.In) is { } text)
            {
                files.Add((path == FileOption.StandardStream ? string.Empty : path, text));
            }
        }

        return files;
    }
}
