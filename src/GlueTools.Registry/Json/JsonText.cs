using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Json;

/// <summary>
/// Reads JSON by the framework's own reader, which gives it as XML: the only one that Windows PowerShell 5.1 and PowerShell 7 share without a package. Its
/// quotas and a ceiling of values bound what a text can cost.
/// </summary>
internal static class JsonText
{
    /// <summary>Octets of a text. The longest RDAP answers have some ten thousand.</summary>
    internal const int MostOctets = 1 << 20;

    private const int MostDepth = 32, MostValues = 50_000, MostCharacters = 64 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text to its end.</summary>
    /// <exception cref="RegistryFormatException">It is not JSON, or is too much of it.</exception>
    internal static JsonValue Read(byte[] octets)
    {
        if (octets.Length > MostOctets)
        {
            throw new RegistryFormatException("it has more than " + MostOctets.ToString("N0", CultureInfo.InvariantCulture) + " octets");
        }

        var start = octets.Length >= 3 && octets[0] == 0xEF && octets[1] == 0xBB && octets[2] == 0xBF ? 3 : 0;
        if (!JsonShape.IsWhole(octets, start, MostDepth))
        {
            throw new RegistryFormatException("it is not one whole JSON object, or is nested more than " + MostDepth.ToString(CultureInfo.InvariantCulture) + " deep");
        }

        var quotas = new XmlDictionaryReaderQuotas
        {
            MaxDepth = MostDepth + 2,
            MaxStringContentLength = MostCharacters,
            MaxArrayLength = MostValues,
            MaxBytesPerRead = MostOctets,
            MaxNameTableCharCount = MostOctets,
        };
        try
        {
            // Octets that are no UTF-8 would pass the reader and turn up later in a text.
            Utf8.GetCharCount(octets, start, octets.Length - start);
            using var reader = JsonReaderWriterFactory.CreateJsonReader(octets, start, octets.Length - start, Utf8, quotas, null);
            reader.MoveToContent();
            var left = MostValues;
            return ReadValue(reader, ref left);
        }
        catch (Exception error) when (error is XmlException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException or InvalidOperationException && error is not RegistryFormatException)
        {
            throw new RegistryFormatException("it is not JSON, or holds texts of more than " + MostCharacters.ToString("N0", CultureInfo.InvariantCulture) + " characters", error);
        }
    }

    // The reader stands at the element of a value and leaves it behind its end.
    private static JsonValue ReadValue(XmlDictionaryReader reader, ref int left)
    {
        if (--left < 0)
        {
            throw new RegistryFormatException("it holds more than " + MostValues.ToString("N0", CultureInfo.InvariantCulture) + " values");
        }

        switch (reader.GetAttribute("type"))
        {
            case "object":
                var members = new List<KeyValuePair<string, JsonValue>>();
                ReadChildren(reader, ref left, (name, value) => members.Add(new KeyValuePair<string, JsonValue>(name, value)));
                return JsonValue.OfMembers(members);
            case "array":
                var items = new List<JsonValue>();
                ReadChildren(reader, ref left, (_, value) => items.Add(value));
                return JsonValue.OfItems(items);
            case "null":
                reader.ReadElementContentAsString();
                return JsonValue.OfText(JsonKind.Null, string.Empty);
            case "boolean":
                return JsonValue.OfText(JsonKind.Boolean, reader.ReadElementContentAsString());
            case "number":
                return JsonValue.OfText(JsonKind.Number, reader.ReadElementContentAsString());
            default:
                return JsonValue.OfText(JsonKind.Text, reader.ReadElementContentAsString());
        }
    }

    private static void ReadChildren(XmlDictionaryReader reader, ref int left, Action<string, JsonValue> add)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.ReadStartElement();
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            // A name that XML cannot hold stands in an attribute instead.
            var name = reader.GetAttribute("item") ?? reader.LocalName;
            add(name, ReadValue(reader, ref left));
        }

        reader.ReadEndElement();
    }
}
