using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Reading;

/// <summary>A row as it was read from a file or taken from an object: its cells by name, whatever wrote it. Names are the same in any case. What is not there is nothing.</summary>
public sealed class RowFields
{
    private static readonly char[] ListSeparator = [';'];

    private readonly Dictionary<string, object> _cells = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the cells that are there.</summary>
    public IReadOnlyCollection<string> Names => _cells.Keys;

    /// <summary>Whether there is a cell of that name, empty or not.</summary>
    public bool Has(string name) => _cells.ContainsKey(name);

    /// <summary>A cell as one text; several values stand as <c>a;b</c>, as in CSV.</summary>
    public string Text(string name) => _cells.TryGetValue(name, out var cell)
        ? cell as string ?? (cell is IReadOnlyList<string> list ? string.Join(";", list) : string.Empty)
        : string.Empty;

    /// <summary>The values of a cell; a text with semicolons is several of them.</summary>
    public IReadOnlyList<string> Texts(string name) => _cells.TryGetValue(name, out var cell)
        ? cell as IReadOnlyList<string> ?? (cell is string text ? text.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries) : [])
        : [];

    /// <summary>The rows within a cell.</summary>
    public IReadOnlyList<RowFields> Rows(string name) => _cells.TryGetValue(name, out var cell) && cell is IReadOnlyList<RowFields> rows ? rows : [];

    /// <summary>Puts a text into a cell.</summary>
    public void Set(string name, string text) => _cells[name] = text;

    /// <summary>Puts several values into a cell.</summary>
    public void Set(string name, IReadOnlyList<string> values) => _cells[name] = values;

    /// <summary>Puts rows into a cell.</summary>
    public void Set(string name, IReadOnlyList<RowFields> rows) => _cells[name] = rows;
}
