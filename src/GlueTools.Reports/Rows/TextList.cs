using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace GlueTools;

/// <summary>A cell with several values. As text, and so in CSV, the values stand side by side: <c>a;b</c>.</summary>
public sealed class TextList : ReadOnlyCollection<string>
{
    /// <summary>Wraps values.</summary>
    public TextList(IList<string> values)
        : base(values)
    {
    }

    /// <summary>No values.</summary>
    public static TextList None { get; } = new(Array.Empty<string>());

    /// <summary>The text form of each value.</summary>
    public static TextList Of<T>(IEnumerable<T> values)
    {
        var texts = new List<string>();
        foreach (var value in values)
        {
            texts.Add(value?.ToString() ?? string.Empty);
        }

        return texts.Count == 0 ? None : new TextList(texts);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(";", this);
}
