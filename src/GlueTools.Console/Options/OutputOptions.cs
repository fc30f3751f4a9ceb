using System.CommandLine;
using GlueTools.Console.Output;

namespace GlueTools.Console.Options;

/// <summary>How results are written.</summary>
internal sealed class OutputOptions : IOptionGroup
{
    private readonly Option<string> _format = Texts.Option("--format", "FORMAT", "table, json, jsonl (one object a line, as each is finished) or csv (table).");

    private readonly Option<bool> _noHeader = Texts.Switch("--no-header", "CSV without the line of column names, to be put behind another part of the same list.");

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_noHeader);
    }

    internal OutputChoice Read(OptionReader options)
    {
        var format = options.Word(_format, OutputFormat.Table);
        if (options.Switch(_noHeader) && format != OutputFormat.Csv)
        {
            options.Mistake(_noHeader.Name + " goes with --format csv; the other formats have no line of column names to leave out.");
        }

        return new(format, HasHeader: !options.Switch(_noHeader));
    }
}
