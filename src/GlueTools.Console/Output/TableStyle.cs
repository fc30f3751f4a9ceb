using System.IO;
using System.Text;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GlueTools.Console.Output;

/// <summary>Width and colours of what is drawn.</summary>
internal sealed class TableStyle(int width, bool usesColour)
{
    internal int Width => width;

    internal static TableStyle Of(ConsoleStreams streams) => new(streams.Width, streams.UsesColour);

    internal void Render(IRenderable drawn, TextWriter output)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = usesColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = usesColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            // Settings of a build server's environment change nothing here.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new FixedOutput(text, width),
        });
        console.Profile.Capabilities.Unicode = output.Encoding is UTF8Encoding or UnicodeEncoding;
        console.Write(drawn);
        foreach (var line in text.ToString().Split('\n'))
        {
            var trimmed = line.TrimEnd(' ', '\r');
            if (trimmed.Length > 0)
            {
                output.WriteLine(trimmed);
            }
        }
    }

    internal static Style OfStatus(string status) => status switch
    {
        "Critical" or "Error" => new Style(Color.Red),
        "Warning" => new Style(Color.Yellow),
        "Unknown" or "Invalid" => new Style(Color.Fuchsia),
        "Healthy" or "Match" or "Present" or "Answer" => new Style(Color.Green),
        _ => Style.Plain,
    };

    private sealed class FixedOutput(TextWriter writer, int columns) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => columns;

        public int Height => int.MaxValue;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
