using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace GlueTools.Console.Running;

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
        var output = System.Console.IsOutputRedirected
            ? new StreamWriter(new PipeStream(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14)
            : System.Console.Out;
        return new ConsoleStreams
        {
            // Lists are UTF-8 on every system, whatever the code page of a Windows console.
            In = System.Console.IsInputRedirected ? new StreamReader(System.Console.OpenStandardInput(), Encoding.UTF8) : System.Console.In,
            Out = output,
            Error = System.Console.Error,
            Width = FindWidth(),
            UsesColour = !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
            ShowsProgress = !System.Console.IsErrorRedirected,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Out.Flush();
        }
        catch (ClosedOutputException)
        {
            // Nothing is lost that anybody waits for.
        }
    }

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
