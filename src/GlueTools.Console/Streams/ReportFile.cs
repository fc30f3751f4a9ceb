using System;

namespace GlueTools.Console.Streams;

/// <summary>Where a report goes: standard output, or a file that is there whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Has a report written.</summary>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="streams">Those of the run.</param>
    /// <param name="write">Writes it to the end.</param>
    internal static void Write(string? path, ConsoleStreams streams, Action<ConsoleStreams> write)
    {
        if (path is null)
        {
            // Where results have nowhere to go, nobody need be asked.
            streams.Out.Flush();
            write(streams);
            streams.Out.Flush();
            return;
        }

        using var file = new ReplacedFile(path);
        write(streams.WithResults(file.Text));
        file.Commit();
    }
}
