using System.IO;

namespace GlueTools.Reports.Escaping;

/// <summary>Lines of comma-separated values (RFC 4180).</summary>
public static class CsvText
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>A cell as it stands in a line: in quotation marks where it has to be. What makes a cell a formula was taken off when the row was made.</summary>
    public static string Cell(string text) => text.IndexOfAny(Special) < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";

    /// <summary>Writes one line.</summary>
    public static void WriteLine(TextWriter output, params string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Write(',');
            }

            output.Write(Cell(cells[i]));
        }

        output.Write("\r\n");
    }
}
