using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Json;

/// <summary>Writes JSON, with the commas where they belong.</summary>
internal sealed class JsonWriter(TextWriter output)
{
    private bool _isFirst = true;

    /// <summary>Writes <c>{</c>.</summary>
    internal JsonWriter Begin(string? name = null) => Open(name, '{');

    /// <summary>Writes <c>[</c>.</summary>
    internal JsonWriter BeginArray(string? name = null) => Open(name, '[');

    /// <summary>Writes <c>}</c>.</summary>
    internal JsonWriter End() => Close('}');

    /// <summary>Writes <c>]</c>.</summary>
    internal JsonWriter EndArray() => Close(']');

    /// <summary>Writes a text; nothing where there is none and it has a name.</summary>
    internal JsonWriter Text(string? name, string text)
    {
        if (name is null || text.Length > 0)
        {
            Before(name);
            WriteText(output, text);
        }

        return this;
    }

    /// <summary>Writes a whole number.</summary>
    internal JsonWriter Number(string? name, long number)
    {
        Before(name);
        output.Write(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Writes a truth value.</summary>
    internal JsonWriter Truth(string? name, bool truth)
    {
        Before(name);
        output.Write(truth ? "true" : "false");
        return this;
    }

    /// <summary>Writes an array of texts; nothing where it is empty.</summary>
    internal JsonWriter Texts(string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            return this;
        }

        BeginArray(name);
        foreach (var text in texts)
        {
            Text(null, text);
        }

        return EndArray();
    }

    private JsonWriter Open(string? name, char bracket)
    {
        Before(name);
        output.Write(bracket);
        _isFirst = true;
        return this;
    }

    private JsonWriter Close(char bracket)
    {
        output.Write(bracket);
        _isFirst = false;
        return this;
    }

    private void Before(string? name)
    {
        if (!_isFirst)
        {
            output.Write(',');
        }

        _isFirst = false;
        if (name is not null)
        {
            WriteText(output, name);
            output.Write(':');
        }
    }

    // Also what is text to JSON, and markup, a line end or nothing to be seen to whatever shows it.
    private static void WriteText(TextWriter output, string text)
    {
        output.Write('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '"' or '\\':
                    output.Write('\\');
                    output.Write(c);
                    break;
                case < ' ' or '<' or '>' or '&':
                    WriteUnit(output, c);
                    break;
                case < '\u007f':
                    output.Write(c);
                    break;
                default:
                    WriteWide(output, text, ref i);
                    break;
            }
        }

        output.Write('"');
    }

    private static void WriteWide(TextWriter output, string text, ref int at)
    {
        var shown = text.Substring(at, char.IsSurrogatePair(text, at) ? 2 : 1);
        at += shown.Length - 1;
        if (SafeText.Escape(shown) == shown)
        {
            output.Write(shown);
            return;
        }

        foreach (var unit in shown)
        {
            WriteUnit(output, unit);
        }
    }

    private static void WriteUnit(TextWriter output, char c) => output.Write("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
