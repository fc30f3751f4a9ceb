using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GlueTools.Console.Output;

/// <summary>Writes a row as a JSON object.</summary>
internal sealed class JsonRow(RowShape shape)
{
    // Rows hold no control or bidi character, and nothing here ends up in a page: a quotation mark may stay one character.
    internal static JsonWriterOptions Options(bool isIndented) => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = isIndented };

    private static readonly RowShape ServerShape = RowShape.Of(typeof(ArrivalServer));

    private readonly RowShape _findingShape = shape.Findings ?? RowShape.Of(typeof(Finding));

    internal void Write(Utf8JsonWriter json, object row) => WriteObject(json, row, shape);

    private void WriteObject(Utf8JsonWriter json, object row, RowShape properties)
    {
        json.WriteStartObject();
        foreach (var property in properties.Properties)
        {
            json.WritePropertyName(property.Name);
            WriteValue(json, property.Get(row));
        }

        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case IConvertible number:
                json.WriteNumberValue(number.ToInt64(null));
                break;
            case IEnumerable<string> texts:
                WriteArray(json, texts);
                break;
            case IEnumerable<Finding> findings:
                WriteArray(json, findings);
                break;
            case IEnumerable<ArrivalServer> servers:
                WriteArray(json, servers);
                break;
            default:
                throw new NotSupportedException("A row holds a " + value.GetType().Name + ".");
        }
    }

    private void WriteArray(Utf8JsonWriter json, IEnumerable<object> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (value is Finding finding)
            {
                WriteObject(json, finding, _findingShape);
            }
            else if (value is ArrivalServer server)
            {
                WriteObject(json, server, ServerShape);
            }
            else
            {
                WriteValue(json, value);
            }
        }

        json.WriteEndArray();
    }
}
