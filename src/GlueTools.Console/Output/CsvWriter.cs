using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Output;

/// <summary>Comma-separated values (RFC 4180) with or without a header, the same in every culture. Several values in a cell stand as <c>a;b</c>.</summary>
internal sealed class CsvWriter<T> : IRowWriter<T>
    where T : notnull
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    private readonly TextWriter _output;
    private readonly RowShape _shape;

    internal CsvWriter(TextWriter output, RowShape shape, bool hasHeader)
    {
        _output = output;
        _shape = shape;
        if (hasHeader)
        {
            WriteLine(shape.Properties.Select(property => property.Name));
        }
    }

    public void Write(T row) => WriteLine(_shape.Properties.Select(property => Cell(property.Get(row))));

    public void Flush() => _output.Flush();

    public void End() => _output.Flush();

    // Of findings these are the codes, which a spreadsheet can filter by; the sentences are in JSON.
    private static string Cell(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private void WriteLine(IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
            {
                _output.Write(',');
            }

            isFirst = false;
            _output.Write(cell.IndexOfAny(Special) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        }

        _output.Write("\r\n");
    }
}
