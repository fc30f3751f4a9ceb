using System;
using System.Collections.Generic;
using System.Text;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Reading;

/// <summary>Rows in CSV (RFC 4180) with a header, as <c>glue</c> and Export-Csv write them: separated by commas, or by the semicolons or tabs that the header has.</summary>
internal sealed class CsvRows(CharacterSource source)
{
    private const int MostCells = 500;

    private readonly StringBuilder _cell = new();

    internal IEnumerable<ReadRow> Read()
    {
        List<string>? header = null;
        var separator = '\0';
        while (true)
        {
            source.BeginRow();
            if (source.Peek() == CharacterSource.End)
            {
                yield break;
            }

            var line = source.Line;
            var cells = TryRead(ref separator, out var problem);
            if (cells is null)
            {
                yield return new ReadRow(line, problem, isLast: header is null);
                if (header is null)
                {
                    yield break;
                }

                source.SkipLine();
                continue;
            }

            if (cells.Count == 1 && (cells[0].Length == 0 || (header is null && cells[0].StartsWith("#TYPE ", StringComparison.Ordinal))))
            {
                separator = header is null ? '\0' : separator;
                continue;
            }

            if (header is null)
            {
                header = cells;
                continue;
            }

            yield return cells.Count == header.Count
                ? new ReadRow(line, RowOf(header, cells))
                : new ReadRow(line, "it has " + cells.Count + " cells and the header " + header.Count);
        }
    }

    private static RowFields RowOf(List<string> header, List<string> cells)
    {
        var row = new RowFields();
        for (var i = 0; i < cells.Count; i++)
        {
            row.Set(header[i], cells[i]);
        }

        return row;
    }

    private List<string>? TryRead(ref char separator, out string problem)
    {
        try
        {
            problem = string.Empty;
            return ReadCells(ref separator);
        }
        catch (FormatException error)
        {
            problem = error.Message;
            return null;
        }
    }

    private List<string> ReadCells(ref char separator)
    {
        var cells = new List<string>();
        while (true)
        {
            _cell.Clear();
            var isQuoted = source.Peek() == '"';
            if (isQuoted)
            {
                ReadQuoted();
            }

            while (source.Peek() is not (CharacterSource.End or '\n' or '\r') and var next && !IsSeparator((char)next, ref separator))
            {
                if (isQuoted)
                {
                    throw new FormatException("something stands behind a quoted cell");
                }

                _cell.Append((char)source.Take());
            }

            cells.Add(_cell.ToString());
            if (cells.Count > MostCells)
            {
                throw new FormatException("it has more than " + MostCells + " cells");
            }

            switch (source.Take())
            {
                case '\r':
                    if (source.Peek() == '\n')
                    {
                        source.Take();
                    }

                    return cells;
                case '\n' or CharacterSource.End:
                    return cells;
            }
        }
    }

    // The first separator that the header has is that of all lines.
    private static bool IsSeparator(char next, ref char separator)
    {
        if (separator == '\0' && next is ',' or ';' or '\t')
        {
            separator = separator == '\0' ? next : separator;
        }

        return next == separator;
    }

    private void ReadQuoted()
    {
        source.Take();
        while (true)
        {
            var next = source.Take();
            if (next == CharacterSource.End)
            {
                throw new FormatException("a quoted cell does not end");
            }

            if (next == '"')
            {
                if (source.Peek() != '"')
                {
                    return;
                }

                source.Take();
            }

            _cell.Append((char)next);
        }
    }
}
