using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using GlueTools.Console.Options;
using GlueTools.Console.Output;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Console.Commands;

/// <summary><c>glue checks</c>: the catalogue, or the explanation of one check or code.</summary>
internal static class ChecksCommand
{
    internal static Command Create(ConsoleStreams streams)
    {
        var command = new Command("checks", "List everything that can be found, with its severity and where the rule comes from; or explain one check or code.");
        var name = command.Takes(new Argument<string?>("NAME") { Description = "The check or code to explain (all).", Arity = ArgumentArity.ZeroOrOne });
        // Not before the first letter, or help would list every name as the argument's.
        name.CompletionSources.Add(context =>
            context.WordToComplete.Length == 0 ? [] : CheckNames.All.Select(one => new System.CommandLine.Completions.CompletionItem(one)));
        var output = command.Takes(new OutputOptions());
        return command.Does(options =>
        {
            var choice = output.Read(options);
            var wanted = options.Value(name);
            if (wanted is not null && CheckNames.ProblemOf(wanted, isCode: false) is { } problem)
            {
                options.Mistake(problem + PolicyOptions.WhereAllStand);
            }

            options.ThrowIfMistaken();
            var rows = CheckInfo.All().Where(row => wanted is null || Is(row.Check, wanted) || Is(row.Code, wanted)).ToList();
            if (wanted is not null && choice.Format == OutputFormat.Table)
            {
                Explain(rows, isCheck: Is(rows[0].Check, wanted), streams.Out);
            }
            else
            {
                Write(rows, Layouts.Checks.WriterFor(choice, streams.Out, TableStyle.Of(streams)));
            }

            return ExitCode.Good;
        });
    }

    private static bool Is(string name, string wanted) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static void Write(List<CheckInfo> rows, IRowWriter<CheckInfo> writer)
    {
        rows.ForEach(writer.Write);
        writer.End();
    }

    /// <summary>A code's own lines first, then the page of its check, on which all its codes stand.</summary>
    private static void Explain(List<CheckInfo> rows, bool isCheck, TextWriter output)
    {
        var page = CheckPage.Of(rows[0].Check);
        if (!isCheck || page is null)
        {
            foreach (var row in rows)
            {
                output.WriteLine(row.Code + ": " + row.Severity + ", found by " + row.Check);
                output.WriteLine("  " + row.Summary);
                output.WriteLine("  " + row.Reference);
                output.WriteLine();
            }
        }

        output.Write(page);
        output.Flush();
    }
}
