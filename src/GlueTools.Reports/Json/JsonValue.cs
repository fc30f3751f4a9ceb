using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Json;

/// <summary>A JSON value. What is asked of it and not there is nothing.</summary>
public sealed class JsonValue
{
    private readonly StringComparison _names;

    private JsonValue(JsonKind kind, StringComparison names = StringComparison.Ordinal)
    {
        Kind = kind;
        _names = names;
    }

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The characters of a text, a number or a truth value; empty for anything else.</summary>
    public string Text { get; private init; } = string.Empty;

    /// <summary>The items of an array; none for anything else.</summary>
    public IReadOnlyList<JsonValue> Items { get; private init; } = [];

    /// <summary>The members of an object, as they stand there; none for anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; private init; } = [];

    /// <summary>The member of that name, of two the later one; null where there is none, or this is no object.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            for (var i = Members.Count - 1; i >= 0; i--)
            {
                if (string.Equals(Members[i].Key, name, _names))
                {
                    return Members[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>The text of a member; null where there is none, or it is no text.</summary>
    public string? TextOf(string name) => this[name] is { Kind: JsonKind.Text } value ? value.Text : null;

    /// <summary>A text.</summary>
    public static JsonValue OfText(string text) => new(JsonKind.Text) { Text = text };

    /// <summary>A number as it is spelt in JSON.</summary>
    public static JsonValue OfNumber(string digits) => OfWord(JsonKind.Number, digits);

    /// <summary>A truth value.</summary>
    public static JsonValue OfTruth(bool truth) => OfWord(JsonKind.Truth, truth ? "true" : "false");

    /// <summary>Nothing.</summary>
    public static JsonValue Nothing { get; } = OfWord(JsonKind.Null, string.Empty);

    /// <summary>An array.</summary>
    public static JsonValue OfItems(IReadOnlyList<JsonValue> items) => new(JsonKind.Array) { Items = items };

    /// <summary>An object.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="names">How their names are told apart.</param>
    public static JsonValue OfMembers(IReadOnlyList<KeyValuePair<string, JsonValue>> members, StringComparison names = StringComparison.Ordinal) =>
        new(JsonKind.Object, names) { Members = members };

    /// <summary>A number, a truth value or null, as it is spelt.</summary>
    internal static JsonValue OfWord(JsonKind kind, string word) => new(kind) { Text = kind == JsonKind.Null ? string.Empty : word };
}
