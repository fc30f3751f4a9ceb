using System.Collections.Generic;
using System.IO;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GlueTools.Console.Output;

/// <summary>
/// Tables for people. Column widths need the rows, so rows wait for the end, or for so many that a further table begins: memory stays bounded.
/// </summary>
internal sealed class TableWriter<T> : IRowWriter<T>
{
    private const int RowsOfTable = 1000;

    private readonly TextWriter _output;
    private readonly TableColumn<T>[] _columns;
    private readonly TableStyle _style;
    private readonly List<T> _rows = [];

    internal TableWriter(TextWriter output, IEnumerable<TableColumn<T>> columns, TableStyle style)
    {
        _output = output;
        _columns = columns.Where(column => column.FromWidth <= style.Width).ToArray();
        _style = style;
    }

    public void Write(T row)
    {
        _rows.Add(row);
        if (_rows.Count >= RowsOfTable)
        {
            End();
        }
    }

    public void Flush()
    {
        // A table of half the rows would be laid out otherwise than the rest.
    }

    public void End()
    {
        if (_rows.Count > 0)
        {
            Render();
            _rows.Clear();
        }

        _output.Flush();
    }

    private void Render()
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false, Expand = false };
        foreach (var column in _columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Header, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, 2, 0) });
        }

        var before = new string?[_columns.Length];
        foreach (var row in _rows)
        {
            table.AddRow(_columns.Select((column, i) => Cell(column, row, ref before[i])).ToArray());
        }

        _style.Render(table, _output);
    }

    private static IRenderable Cell(TableColumn<T> column, T row, ref string? before)
    {
        var text = column.TextOf(row);
        var isRepeated = column.IsGroup && text == before;
        before = text;
        return isRepeated ? Text.Empty : column.Cell?.Invoke(row) ?? new Text(text, column.Style?.Invoke(row));
    }
}
