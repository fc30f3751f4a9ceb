using System.Collections.Generic;
using System.IO;

namespace GlueTools.Console.Output;

/// <summary>How rows of one class are written in each format.</summary>
internal sealed class RowLayout<T>(IReadOnlyList<TableColumn<T>> columns)
    where T : notnull
{
    /// <summary>The properties of JSON and CSV.</summary>
    internal RowShape Shape { get; init; } = RowShape.Of(typeof(T));

    internal IRowWriter<T> WriterFor(OutputChoice choice, TextWriter output, TableStyle style) => choice.Format switch
    {
        OutputFormat.Json => new JsonArrayWriter<T>(output, Shape),
        OutputFormat.JsonL => new JsonLinesWriter<T>(output, Shape),
        OutputFormat.Csv => new CsvWriter<T>(output, Shape, choice.HasHeader),
        _ => new TableWriter<T>(output, columns, style),
    };
}
