using System.Collections.Generic;
using System.Globalization;
using GlueTools.Registry.Objects;
using GlueTools.Reports.Json;

namespace GlueTools.Registry.Rdap;

/// <summary>JSON as registries write it: bounded, and taken as it is meant where a server writes one value for a list of one.</summary>
internal static class RdapJson
{
    /// <summary>Octets of a text. The longest RDAP answers have some ten thousand.</summary>
    internal const int MostOctets = 1 << 20;

    private static readonly JsonLimits Limits = new() { MostDepth = 32, MostValues = 50_000, MostCharacters = 64 * 1024, ReplacesHalfCharacters = true };

    /// <summary>Reads a text to its end.</summary>
    /// <exception cref="RegistryFormatException">It is not JSON, or is too much of it.</exception>
    internal static JsonValue Read(byte[] octets)
    {
        if (octets.Length > MostOctets)
        {
            throw new RegistryFormatException("it has more than " + MostOctets.ToString("N0", CultureInfo.InvariantCulture) + " octets");
        }

        try
        {
            return JsonText.Read(octets, Limits);
        }
        catch (JsonFormatException error)
        {
            throw new RegistryFormatException("it is not readable as JSON: " + error.Message + " (" + error.Place + ")", error);
        }
    }

    /// <summary>The items of an array; a value that stands where an array should is its only item, as some servers write it.</summary>
    internal static IReadOnlyList<JsonValue> Listed(this JsonValue value) => value.Kind is JsonKind.Array or JsonKind.Null ? value.Items : [value];

    /// <summary>The items of a member; none where it is not there.</summary>
    internal static IReadOnlyList<JsonValue> ItemsOf(this JsonValue value, string name) => value[name]?.Listed() ?? [];

    /// <summary>The text of a member, or its number; empty where there is none.</summary>
    internal static string WordOf(this JsonValue value, string name) => value[name] is { Kind: JsonKind.Text or JsonKind.Number } member ? member.Text : string.Empty;
}
