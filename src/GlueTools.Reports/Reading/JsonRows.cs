using System;
using System.Collections.Generic;
using GlueTools.Reports.Characters;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Reading;

/// <summary>Rows in JSON (RFC 8259): one object a line, objects behind one another, or an array of them.</summary>
internal sealed class JsonRows(CharacterSource source)
{
    private readonly JsonReader _reader = new(source, JsonLimits.Rows);

    /// <summary>The one object of a text.</summary>
    /// <exception cref="FormatException">It is none; the message says why, without its first capital.</exception>
    internal static RowFields ReadOne(string text)
    {
        var reader = new JsonReader(new CharacterSource(text), JsonLimits.Rows);
        var row = reader.ReadObject();
        reader.End();
        return RowOf(row);
    }

    /// <summary>The rows; what is none is told with its line, and the rest goes on where it is one row a line.</summary>
    internal IEnumerable<ReadRow> Read()
    {
        source.SkipSpace();
        var isArray = source.Peek() == '[';
        var isFirst = true;
        if (isArray)
        {
            source.Take();
        }

        while (true)
        {
            source.RefusesLineEnds = false;
            source.BeginRow();
            source.SkipSpace();
            if (source.Peek() == CharacterSource.End)
            {
                if (isArray)
                {
                    yield return new ReadRow(source.Line, "the array does not end", isLast: true);
                }

                yield break;
            }

            if (isArray && source.Peek() == ']')
            {
                yield break;
            }

            var line = source.Line;
            // Where the first row is one line, all are: what is cut off there takes nothing of the next line with it.
            source.RefusesLineEnds = !isArray && !isFirst;
            var row = TryRead(line, isArray);
            isFirst = isFirst && row.Fields is not null && source.Line > line;
            yield return row;
            if (row.IsLast)
            {
                yield break;
            }

            if (row.Fields is null)
            {
                source.RefusesLineEnds = false;
                source.SkipLine();
            }
            else if (isArray)
            {
                source.SkipSpace();
                if (source.Peek() == ',')
                {
                    source.Take();
                }
                else if (source.Peek() != ']')
                {
                    yield return new ReadRow(source.Line, "a comma is missing in the array", isLast: true);
                    yield break;
                }
            }
        }
    }

    private ReadRow TryRead(long line, bool isArray)
    {
        try
        {
            return new ReadRow(line, RowOf(_reader.ReadObject()));
        }
        catch (FormatException error)
        {
            return new ReadRow(line, "this is no JSON object; " + error.Message + (error is JsonFormatException { Place: var place } ? " (" + place + ")" : string.Empty), isArray);
        }
    }

    private static RowFields RowOf(JsonValue json)
    {
        var row = new RowFields();
        foreach (var member in json.Members)
        {
            switch (member.Value.Kind)
            {
                case JsonKind.Null:
                    break;
                case JsonKind.Object:
                    row.Set(member.Key, new List<RowFields> { RowOf(member.Value) });
                    break;
                case JsonKind.Array:
                    SetAll(row, member.Key, member.Value.Items);
                    break;
                default:
                    row.Set(member.Key, member.Value.Text);
                    break;
            }
        }

        return row;
    }

    /// <summary>Rows where there is one among the items, and texts otherwise.</summary>
    private static void SetAll(RowFields row, string name, IReadOnlyList<JsonValue> items)
    {
        var texts = new List<string>();
        var rows = new List<RowFields>();
        foreach (var item in items)
        {
            if (item.Kind == JsonKind.Object)
            {
                rows.Add(RowOf(item));
            }
            else if (item.Kind is JsonKind.Text or JsonKind.Number or JsonKind.Truth)
            {
                texts.Add(item.Text);
            }
        }

        if (rows.Count > 0)
        {
            row.Set(name, rows);
        }
        else
        {
            row.Set(name, texts);
        }
    }
}
