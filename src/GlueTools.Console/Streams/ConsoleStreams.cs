using System;
using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Console.Options;

namespace GlueTools.Console.Streams;

/// <summary>What a run reads and writes, and what is known of the terminal.</summary>
public sealed class ConsoleStreams : IDisposable
{
    private const int WidthOfFiles = 120;

    /// <summary>Standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Results, and nothing else.</summary>
    public TextWriter Out { get; init; } = TextWriter.Null;

    /// <summary>Progress, remarks, mistakes.</summary>
    public TextWriter Error { get; init; } = TextWriter.Null;

    /// <summary>Columns of a table.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Whether tables are coloured.</summary>
    public bool UsesColour { get; init; }

    /// <summary>Whether somebody watches standard error.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Those of this process.</summary>
    public static ConsoleStreams OfProcess()
    {
        return new ConsoleStreams
        {
            In = OpenInput(),
            Out = OpenOutput(),
            Error = OpenError(),
            Width = FindWidth(),
            UsesColour = !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
            ShowsProgress = !System.Console.IsErrorRedirected,
        };
    }

    /// <summary>The same streams, but results go to a file.</summary>
    internal ConsoleStreams WithResults(TextWriter file) => new() { In = In, Out = file, Error = Error, Width = WidthOfFiles, ShowsProgress = ShowsProgress };

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Out.Flush();
        }
        catch (Exception error) when (error is ClosedOutputException or UsageException)
        {
            // Told already where anybody waits for it.
        }
    }

    private static TextReader OpenInput()
    {
        // Lists are UTF-8 on every system, whatever the code page of a Windows console.
        static StreamReader Utf8(Stream stream) => new(stream, Encoding.UTF8);
        return !Descriptors.IsInherited(Descriptors.Input) ? Utf8(new ClosedStream(() => new IOException("standard input is closed; name a file instead of '-'.")))
            : System.Console.IsInputRedirected ? Utf8(System.Console.OpenStandardInput())
            : System.Console.In;
    }

    private static TextWriter OpenOutput()
    {
        static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14);
        return !Descriptors.IsInherited(Descriptors.Output)
                ? Utf8(new ClosedStream(() => new UsageException("Standard output is closed, so results have nowhere to go; open it, or name a file with --output.")))
            : System.Console.IsOutputRedirected ? Utf8(new PipeStream())
            : System.Console.Out;
    }

    private static TextWriter OpenError() => !Descriptors.IsInherited(Descriptors.Error) ? TextWriter.Null
        : System.Console.IsErrorRedirected ? new StreamWriter(new RemarkStream(System.Console.OpenStandardError()), System.Console.Error.Encoding) { AutoFlush = true }
        : System.Console.Error;

    private static int FindWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns >= 40)
        {
            return columns;
        }

        try
        {
            return System.Console.IsOutputRedirected || System.Console.WindowWidth < 40 ? WidthOfFiles : System.Console.WindowWidth;
        }
        catch (IOException)
        {
            return WidthOfFiles;
        }
    }
}
