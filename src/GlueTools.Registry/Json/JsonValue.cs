using System;
using System.Collections.Generic;

namespace GlueTools.Registry.Json;

/// <summary>A JSON value. What is asked of it and not there is nothing: empty text, no items.</summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyList<JsonValue> NoItems = Array.Empty<JsonValue>();

    private readonly List<JsonValue>? _items;
    private readonly List<KeyValuePair<string, JsonValue>>? _members;

    private JsonValue(JsonKind kind, string text, List<JsonValue>? items, List<KeyValuePair<string, JsonValue>>? members)
    {
        Kind = kind;
        Text = text;
        _items = items;
        _members = members;
    }

    internal JsonKind Kind { get; }

    /// <summary>The characters of a text, a number or a truth value; empty for anything else.</summary>
    internal string Text { get; }

    /// <summary>The items of an array; a value that stands where an array should is its only item, as some servers write it.</summary>
    internal IReadOnlyList<JsonValue> Items => _items ?? (Kind is JsonKind.Null or JsonKind.Array ? NoItems : [this]);

    /// <summary>The first member of that name; null where there is none.</summary>
    internal JsonValue? this[string name]
    {
        get
        {
            foreach (var member in (IReadOnlyList<KeyValuePair<string, JsonValue>>?)_members ?? [])
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    internal static JsonValue OfText(JsonKind kind, string text) => new(kind, text, null, null);

    internal static JsonValue OfItems(List<JsonValue> items) => new(JsonKind.Array, string.Empty, items, null);

    internal static JsonValue OfMembers(List<KeyValuePair<string, JsonValue>> members) => new(JsonKind.Object, string.Empty, null, members);

    /// <summary>The text of a member; empty where there is none, or it is no text.</summary>
    internal string TextOf(string name) => this[name] is { Kind: JsonKind.Text or JsonKind.Number } value ? value.Text : string.Empty;

    /// <summary>The items of a member; none where it is not there.</summary>
    internal IReadOnlyList<JsonValue> ItemsOf(string name) => this[name]?.Items ?? NoItems;
}
