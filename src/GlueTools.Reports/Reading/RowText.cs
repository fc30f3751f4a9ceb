using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Reports.Characters;

namespace GlueTools.Reports.Reading;

/// <summary>Reads rows back from what they were written as: JSON lines, a JSON array, CSV, or PowerShell's Clixml. Which of them it is shows in the first character.</summary>
public static class RowText
{
    /// <summary>Characters that one row may have.</summary>
    public const int MostOfRow = CharacterSource.MostOfRow;

    /// <summary>The rows of a text, as they come. What cannot be read gives an item that says why, and the rest goes on where it can.</summary>
    public static IEnumerable<ReadRow> Read(TextReader text)
    {
        var source = new CharacterSource(text);
        source.SkipSpace();
        return source.Peek() switch
        {
            '{' or '[' => new JsonRows(source).Read(),
            '<' => new ClixmlRows(source).Read(),
            _ => new CsvRows(source).Read(),
        };
    }

    /// <summary>The one JSON object of a line.</summary>
    /// <exception cref="FormatException">It is none; the message says why, without its first capital.</exception>
    public static RowFields ReadJson(string line) => JsonRows.ReadOne(line);
}
