using System.CommandLine;
using GlueTools.Console.Output;

namespace GlueTools.Console.Options;

/// <summary>How results are written.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format = Texts.Option("--format", "FORMAT", "table, json, jsonl (one object a line, as each is finished) or csv (table).");

    internal void AddTo(Command command) => command.Add(_format);

    internal OutputFormat Read(OptionReader options) => options.Word(_format, OutputFormat.Table);
}
