using System;
using System.Globalization;

namespace GlueTools.Reports.Json;

/// <summary>A text is not JSON, or is more of it than is read. The message says what is wrong there, without its first capital, and holds nothing of the text.</summary>
public sealed class JsonFormatException : FormatException
{
    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong, without its first capital and without a full stop.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="character">The place in the line, from 1.</param>
    public JsonFormatException(string message, long line, long character)
        : base(message)
    {
        Line = line;
        Character = character;
    }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The place in the line, from 1.</summary>
    public long Character { get; }

    /// <summary>Where it is, in words.</summary>
    public string Place => string.Format(CultureInfo.InvariantCulture, "line {0}, character {1}", Line, Character);
}
