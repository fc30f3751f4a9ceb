using System;
using System.Globalization;
using System.IO;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Running;

/// <summary>Where the results of a list go: as rows or a report to standard output or a file, or behind those of a run that was cut off.</summary>
/// <param name="streams">Those of the run.</param>
/// <param name="verdict">Remembers what was found.</param>
/// <param name="rows">Opens what takes rows.</param>
internal sealed class ListOutput(ConsoleStreams streams, Verdict verdict, Func<OutputChoice, ConsoleStreams, Verdict, IResultSink> rows)
{
    /// <summary>Has rows written.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="choice">How they are written.</param>
    /// <param name="run">Gives them.</param>
    internal void WriteRows(string? path, OutputChoice choice, Action<IResultSink> run)
    {
        using var file = path is null ? null : new StreamWriter(new ResultStream(path));
        if (file is null)
        {
            // Where results have nowhere to go, nobody need be asked.
            streams.Out.Flush();
        }

        Run(rows(choice, file is null ? streams : streams.WithResults(file), verdict), run);
    }

    /// <summary>Has a report written.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="format">Its format.</param>
    /// <param name="settings">What the user says about it.</param>
    /// <param name="named">The file that names the domains; empty where there is none.</param>
    /// <param name="run">Gives the domains.</param>
    internal void WriteReport(string? path, IReportFormat format, ReportSettings settings, string named, Action<IResultSink> run) => ReportFile.Write(path, streams, to =>
    {
        using var sink = new ReportSink(format, settings, to, verdict, named);
        run(sink);
        // Not where the run was cut off: half a report would be taken for a whole one.
        sink.End();
    });

    /// <summary>Has the rows written that are missing.</summary>
    /// <param name="file">The file with its journal.</param>
    /// <param name="choice">How they are written.</param>
    /// <param name="run">Gives them.</param>
    internal void GoOn(JournaledFile file, OutputChoice choice, Action<IResultSink> run)
    {
        if (file.Done.Count > 0)
        {
            streams.Error.WriteLine(string.Format(CultureInfo.InvariantCulture, "Names finished before: {0}.", file.Done.Count));
        }

        verdict.Add(file.Worst);
        var sink = rows(choice with { HasHeader = choice.HasHeader && file.IsEmpty }, streams.WithResults(file.Text), verdict);
        Run(new JournaledSink(sink, file, verdict), run);
        file.Complete();
    }

    private static void Run(IResultSink sink, Action<IResultSink> run)
    {
        try
        {
            run(sink);
        }
        finally
        {
            // What was found before an interruption is whole, too.
            sink.End();
        }
    }
}
