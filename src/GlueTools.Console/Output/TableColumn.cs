using System;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GlueTools.Console.Output;

/// <summary>One column of a table for people.</summary>
internal sealed class TableColumn<T>(string header, Func<T, string> text)
{
    internal string Header => header;

    /// <summary>Terminal columns below which it is left out.</summary>
    internal int FromWidth { get; init; }

    /// <summary>Whether a text is shown once for rows that follow each other, and as a heading above them where there is little room.</summary>
    internal bool IsGroup { get; init; }

    /// <summary>For short words that would be hard to read in parts.</summary>
    internal bool NoWrap { get; init; }

    /// <summary>The colour of a text.</summary>
    internal Func<T, Style>? Style { get; init; }

    /// <summary>The whole cell, where it is more than a text.</summary>
    internal Func<T, IRenderable>? Cell { get; init; }

    internal string TextOf(T row) => text(row);
}
