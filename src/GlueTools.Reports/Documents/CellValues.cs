using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Reports.Json;
using GlueTools.Reports.Reading;

namespace GlueTools.Reports.Documents;

/// <summary>A row's cells in the shape in which a line of JSON has them.</summary>
public static class CellValues
{
    private static readonly string[] Lists =
    [
        nameof(DelegationResult.NotTested), nameof(DelegationResult.Limits), nameof(Finding.IPAddress), nameof(Finding.Servers), nameof(Finding.Change),
    ];

    /// <summary>The names of all cells that a report looks at.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. DelegationResult.Fields.Select(field => field.Name).Union(Finding.Fields.Select(field => field.Name)).Union([nameof(SavedDelegation.Detail)])];

    /// <exception cref="FormatException">Its findings are their codes only.</exception>
    internal static JsonValue Of(RowFields row)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (var name in row.Names)
        {
            if (ValueOf(row, name) is { } value)
            {
                members.Add(new KeyValuePair<string, JsonValue>(name, value));
            }
        }

        return JsonValue.OfMembers(members, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonValue? ValueOf(RowFields row, string name)
    {
        if (string.Equals(name, nameof(DelegationResult.Findings), StringComparison.OrdinalIgnoreCase))
        {
            var rows = row.Rows(name);
            if (rows.Count == 0 && row.Text(name).Length > 0)
            {
                throw new FormatException("its findings are there as codes only, as CSV has them; keep the rows as JSON or Clixml.");
            }

            return JsonValue.OfItems([.. rows.Select(Of)]);
        }

        return Lists.Contains(name, StringComparer.OrdinalIgnoreCase) ? JsonValue.OfItems([.. row.Texts(name).Select(JsonValue.OfText)])
            : row.Text(name) is { Length: > 0 } text ? JsonValue.OfText(text)
            : null;
    }
}
