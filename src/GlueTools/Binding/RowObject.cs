using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using GlueTools.Reports.Reading;
using GlueTools.Reports.Runs;

namespace GlueTools.Binding;

/// <summary>A row that is an object: live, or as it comes back from a job, Clixml, ConvertFrom-Json or Import-Csv.</summary>
internal static class RowObject
{
    private const int MostItems = 10_000;

    /// <summary>Its cells. Never throws: what an object does not have is nothing.</summary>
    internal static RowFields Read(object value) => Read(value, RowFacts.CellNames);

    /// <summary>Those of its cells that have one of these names.</summary>
    internal static RowFields Read(object value, IReadOnlyList<string> names) => Read(value, names, hasFindings: true);

    private static RowFields Read(object value, IReadOnlyList<string> names, bool hasFindings)
    {
        var row = new RowFields();
        foreach (var name in names)
        {
            var cell = PipelineObject.ReadProperty(value, name);
            if (cell is null)
            {
                continue;
            }

            var texts = new List<string>();
            var rows = new List<RowFields>();
            foreach (var item in PipelineObject.Items(cell))
            {
                if (texts.Count + rows.Count >= MostItems)
                {
                    break;
                }

                if (hasFindings && name == "Findings" && item is not null && PipelineObject.Unwrap(item) is not string)
                {
                    rows.Add(Read(item, names, hasFindings: false));
                }
                else if (item is not null)
                {
                    texts.Add(TextOf(item));
                }
            }

            if (rows.Count > 0)
            {
                row.Set(name, rows);
            }
            else if (PipelineObject.Unwrap(cell) is string or ValueType && texts.Count == 1)
            {
                row.Set(name, texts[0]);
            }
            else
            {
                row.Set(name, texts);
            }
        }

        return row;
    }

    // ConvertFrom-Json makes dates of times.
    private static string TextOf(object item) => PipelineObject.Unwrap(item) switch
    {
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other?.ToString() ?? string.Empty,
    };
}
