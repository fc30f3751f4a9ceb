using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Commands;

/// <summary><c>glue report</c>: a report of what earlier runs kept, in any format, without the network.</summary>
internal static class ReportCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("report", "Make a report of saved evidence, which is judged again, of rows that 'glue test --format jsonl' wrote, or of the history that 'glue test --state' keeps. Asks nobody.");
        var from = new Option<string[]>("--from") { HelpName = "FILE", Description = "Files of an earlier run; - reads standard input.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        command.Takes(from);
        var against = command.Takes(Texts.Option("--against", "OLD", "Lay an earlier run beside it, and show what changed: a file of rows or of saved evidence, a history, or a folder of such files; html and markdown show it."));
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
                var settings = about.Read(options, failOn.Read(options)) with { Against = UserText.Shown(options.Text(against) ?? string.Empty) };
                var judged = policy.Read(options);
                RefuseAgainst(options, against, from, format);
                var files = Open(options, from, streams);
                options.ThrowIfMistaken();
                var verdict = new Verdict(settings.FailOn);
                using var earlier = ReadEarlier(options.Text(against), judged, streams, cancel);
                ReportFile.Write(path, streams, to =>
                {
                    using var sink = new ReportSink(format, settings, to, verdict, string.Empty, earlier);
                    var run = new KeptRun(judged, ReportFormats.NeedEvidence(format), streams, cancel);
                    foreach (var (file, lines) in files)
                    {
                        run.Run(lines is null ? HistoryOptions.ReadAll(file, from.Name).Select(history => RememberedDomain.Of(history, file)) : run.Domains(file, BoundedLine.Read(lines, SavedOption.LongestLine)), sink);
                        lines?.Dispose();
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

    private static void RefuseAgainst(OptionReader options, Option<string> against, Option<string[]> from, IReportFormat format)
    {
        if (options.Text(against) is not { } path)
        {
            return;
        }

        if (!format.ShowsChanges)
        {
            options.Mistake(against.Name + " is shown by " + string.Join(" and ", ReportFormats.All.Where(one => one.ShowsChanges).Select(one => one.Word)) + ", and not by " + format.Word + "; 'glue diff' writes rows.");
        }

        if (path == FileOption.StandardStream && options.Texts(from).Contains(path))
        {
            options.Mistake(from.Name + " and " + against.Name + " cannot both read standard input; write one of them to a file.");
        }
        else if (path != FileOption.StandardStream && !File.Exists(path) && !Directory.Exists(path))
        {
            options.Mistake(against.Name + ": there is no file or folder '" + UserText.Shown(path) + "'.");
        }
    }

    /// <summary>Reads the earlier run; what of it cannot be read is told, and says nothing of the run that is reported.</summary>
    private static EarlierRun? ReadEarlier(string? path, CheckPolicy policy, ConsoleStreams streams, CancellationToken cancel)
    {
        if (path is null)
        {
            return null;
        }

        using var store = EarlierFile.Read(path, policy, streams.In, streams.Error.WriteLine, cancel);
        return new EarlierRun(store);
    }

    /// <summary>Opens the files; a history, which is no text of lines one after the other, has no reader.</summary>
    private static List<(string File, TextReader? Lines)> Open(OptionReader options, Option<string[]> from, ConsoleStreams streams)
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

        var files = new List<(string, TextReader?)>();
        foreach (var path in paths)
        {
            if (IsHistory(path))
            {
                files.Add((path, null));
            }
            else if (options.Open(from.Name, path, streams.In) is { } text)
            {
                files.Add((path == FileOption.StandardStream ? string.Empty : path, text));
            }
        }

        return files;
    }

    private static bool IsHistory(string path)
    {
        try
        {
            return path != FileOption.StandardStream && StateIndex.IsOne(path);
        }
        catch (Exception error) when (FileTrouble.IsAboutTheFile(error))
        {
            // Told when it is opened.
            return false;
        }
    }
}
