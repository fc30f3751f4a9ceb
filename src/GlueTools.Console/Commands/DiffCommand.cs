using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Shared;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Commands;

/// <summary><c>glue diff</c>: what is otherwise than in an earlier run.</summary>
internal static class DiffCommand
{
    internal static Command Create(ConsoleStreams streams, CancellationToken cancel)
    {
        var command = new Command("diff", "Compare two runs, or an earlier run with what servers say now: a row for each change.");
        var old = command.Takes(new Argument<string>("OLD") { Description = "The earlier run: a file of rows or of saved evidence (jsonl, json, csv, Clixml), or a folder of such files; - reads standard input." });
        var present = command.Takes(new Argument<string[]>("NEW") { Description = "The later run likewise, or domain names to ask about now (all of OLD).", Arity = ArgumentArity.ZeroOrMore });
        var walk = command.Takes(new WalkOptions());
        var sides = command.Takes(new SideOptions());
        var depth = command.Takes(new DepthOption());
        var failOn = command.Takes(new FailOnOption(Severity.Info));
        var output = command.Takes(new OutputOptions());
        return command.Does(options =>
        {
            var asked = sides.Read(options, walk.Read(options)) with { Depth = depth.Read(options) };
            var run = new DiffRun(asked, streams, cancel) { Random = walk.ReadRandom(options), Verdict = new Verdict(failOn.Read(options)) };
            var choice = output.Read(options);
            var path = options.Value(old)!;
            var later = options.Texts(present);
            var isSaved = later is [var one] && IsPath(one);
            Refuse(options, path, later, isSaved);
            options.ThrowIfMistaken();
            using var before = run.Read(path);
            using var after = isSaved ? run.Read(later[0]) : null;
            run.Write(before, after, later, Layouts.Change.WriterFor(choice, streams.Out, TableStyle.Of(streams)));
            return run.Verdict.ExitCode;
        });
    }

    private static void Refuse(OptionReader options, string path, IReadOnlyList<string> later, bool isSaved)
    {
        if (!IsPath(path))
        {
            options.Mistake("OLD: there is no file or folder '" + UserText.Shown(path) + "'.");
        }

        if (isSaved && later[0] == FileOption.StandardStream && path == FileOption.StandardStream)
        {
            options.Mistake("OLD and NEW cannot both read standard input; write one of them to a file.");
        }

        foreach (var name in isSaved ? [] : later)
        {
            if (name.StartsWith('-'))
            {
                options.Mistake("'" + UserText.Shown(name) + "' is not an option of 'glue diff'.");
            }
            else if (later.Count > 1 && IsPath(name))
            {
                options.Mistake("NEW is one file or folder, or names; put the files into a folder, and name that.");
            }
            else if (ListLine.MayBePath(name) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
            {
                options.Mistake("NEW: there is no file or folder '" + UserText.Shown(name) + "'.");
            }
        }
    }

    private static bool IsPath(string text) => text == FileOption.StandardStream || File.Exists(text) || Directory.Exists(text);
}
