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

    /// <summary>Terminal columns below which groups are headings above their rows instead of columns beside them.</summary>
    private const int FoldBelowWidth = 100;

    private readonly TextWriter _output;
    private readonly TableColumn<T>[] _groups;
    private readonly TableColumn<T>[] _columns;
    private readonly TableStyle _style;
    private readonly List<T> _rows = [];

    internal TableWriter(TextWriter output, IEnumerable<TableColumn<T>> columns, TableStyle style)
    {
        _output = output;
        _style = style;
        var shown = columns.Where(column => column.FromWidth <= style.Width).ToList();
        _groups = shown.Where(column => column.IsGroup && style.Width < FoldBelowWidth).ToArray();
        _columns = shown.Except(_groups).ToArray();
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
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in _columns)
        {
            var header = new Text(column.Header, new Style(decoration: Decoration.Bold));
            table.AddColumn(new TableColumn(header) { Padding = new Padding(0, 0, 2, 0), NoWrap = column.NoWrap, Width = WidthOf(column) });
        }

        var groups = new string?[_groups.Length];
        var cells = new string?[_columns.Length];
        foreach (var row in _rows)
        {
            AddHeadings(table, row, groups);
            table.AddRow(_columns.Select((column, i) => Indented(Cell(column, row, ref cells[i]), i == 0 ? _groups.Length : 0)));
        }

        _style.Render(table, _output);
    }

    /// <summary>A share of the line for a column with one very long name in it, so that it is folded instead of squeezing all others; null where none is.</summary>
    private int? WidthOf(TableColumn<T> column)
    {
        var share = _style.Width / 4;
        return column == _columns[0] && _columns.Length > 1 && !column.NoWrap && share > column.Header.Length && _rows.Exists(row => column.TextOf(row).Length > share) ? share : null;
    }

    private void AddHeadings(Table table, T row, string?[] before)
    {
        for (var i = 0; i < _groups.Length; i++)
        {
            var text = _groups[i].TextOf(row);
            if (text != before[i])
            {
                table.AddRow(Indented(new Text(text), i));
                System.Array.Clear(before, i, before.Length - i);
                before[i] = text;
            }
        }
    }

    private static IRenderable Indented(IRenderable cell, int level) => level == 0 ? cell : new Padder(cell, new Padding(2 * level, 0, 0, 0));

    private static IRenderable Cell(TableColumn<T> column, T row, ref string? before)
    {
        var text = column.TextOf(row);
        var isRepeated = column.IsGroup && text == before;
        before = text;
        return isRepeated ? Text.Empty : column.Cell?.Invoke(row) ?? new Text(text, column.Style?.Invoke(row));
    }
}
