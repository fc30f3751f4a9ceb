using System.CommandLine;
using System.Linq;
using GlueTools.Console.Output;
using GlueTools.Console.Streams;
using GlueTools.Reports.Formats;

namespace GlueTools.Console.Options;

/// <summary>How results are written: rows, and for some commands reports.</summary>
internal sealed class OutputOptions : IOptionGroup
{
    private const string Rows = "table, json, jsonl (one object a line, as each is finished) or csv (table).";

    /// <summary>Formats of reports that are none of rows.</summary>
    private static readonly IReportFormat[] Reports = [.. ReportFormats.All.Where(format => !EnumWords.TryRead(typeof(OutputFormat), format.Word, out _))];

    private readonly bool _takesReports;
    private readonly Option<string> _format;

    private readonly Option<bool> _noHeader = Texts.Switch("--no-header", "CSV without the line of column names, to be put behind another part of the same list.");

    internal OutputOptions(bool takesReports = false)
    {
        _takesReports = takesReports;
        _format = Texts.Option("--format", "FORMAT", takesReports ? Rows[..^1] + "; or a report: " + string.Join(", ", Reports.Select(format => format.Word)) + "." : Rows);
    }

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_noHeader);
    }

    /// <summary>The report that is asked for; null for rows.</summary>
    internal IReportFormat? ReadReport(OptionReader options) => _takesReports && options.Text(_format) is { } word ? Reports.FirstOrDefault(format => format == ReportFormats.Find(word)) : null;

    internal OutputChoice Read(OptionReader options)
    {
        var report = ReadReport(options);
        var format = report is null ? ReadRows(options) : OutputFormat.Table;
        if (options.Switch(_noHeader) && format != OutputFormat.Csv)
        {
            options.Mistake(_noHeader.Name + " goes with --format csv; the other formats have no line of column names to leave out.");
        }

        return new(format, HasHeader: !options.Switch(_noHeader), report);
    }

    /// <summary>Whether the user chose a format.</summary>
    internal bool IsGiven(OptionReader options) => options.Has(_format);

    /// <summary>Whether a format of rows is asked for by its word, and no table.</summary>
    internal bool IsOfRows(OptionReader options) => EnumWords.TryRead(typeof(OutputFormat), options.Text(_format), out var format) && format is not OutputFormat.Table;

    private OutputFormat ReadRows(OptionReader options)
    {
        if (options.Text(_format) is not { } word)
        {
            return OutputFormat.Table;
        }

        if (!EnumWords.TryRead(typeof(OutputFormat), word, out var format))
        {
            options.Mistake(_format.Name + " takes " + (_takesReports ? "table, json, jsonl, csv, " + ReportOptions.Choice(Reports) : EnumWords.ChoiceOf(typeof(OutputFormat))) + ", not '" + UserText.Shown(word) + "'.");
        }

        return format as OutputFormat? ?? OutputFormat.Table;
    }
}
