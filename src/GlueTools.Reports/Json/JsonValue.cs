using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Json;

/// <summary>A JSON value.</summary>
internal sealed class JsonValue
{
    internal JsonKind Kind { get; init; }

    /// <summary>The characters of a text, a number or a truth value; empty for anything else.</summary>
    internal string Text { get; init; } = string.Empty;

    /// <summary>The items of an array.</summary>
    internal IReadOnlyList<JsonValue> Items { get; init; } = Array.Empty<JsonValue>();

    /// <summary>The members of an object; of two with one name the later.</summary>
    internal IReadOnlyDictionary<string, JsonValue>? Members { get; init; }

    /// <summary>The member of that name; null where there is none, or this is no object.</summary>
    internal JsonValue? this[string name] => Members is { } members && members.TryGetValue(name, out var value) ? value : null;

    /// <summary>The text of a member; null where there is none, or it is no text.</summary>
    internal string? TextOf(string name) => this[name] is { Kind: JsonKind.Text } value ? value.Text : null;
}
