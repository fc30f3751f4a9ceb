using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace GlueTools.Binding;

/// <summary>What a value is as text: its own text where it has one; otherwise what it is, for the sentence that refuses it.</summary>
internal static class PipedText
{
    private const int DeepestList = 8;

    /// <summary>The value's own text; null where it has none: a table, a list, or an object of which nothing but its type could be said.</summary>
    internal static string? Of(object? value)
    {
        switch (BaseOf(value))
        {
            case null or DBNull:
                return string.Empty;
            case string text:
                return text;
            case IFormattable formattable:
                return formattable.ToString(null, CultureInfo.InvariantCulture);
            case IDictionary or IEnumerable:
                return null;
        }

        var own = OwnText(value!);
        return own.Length == 0 || own.StartsWith("@{", StringComparison.Ordinal) || IsTypeName(value!, own) ? null : own;
    }

    /// <summary>The value with what tells it apart where it has no text of its own: a table's or an object's properties, or its type. Never the text of a name.</summary>
    internal static string Shown(object? value) => Of(value) ?? BaseOf(value) switch
    {
        IDictionary table => "@{" + string.Join("; ", Pairs(table)) + "}",
        IEnumerable items => string.Join(", ", Texts(items)),
        _ => OwnText(value!) is { } own && own.StartsWith("@{", StringComparison.Ordinal) ? own : "[" + TypeOf(value!) + "]",
    };

    /// <summary>What kind of thing has no text of its own, for a sentence.</summary>
    internal static string KindOf(object value) => BaseOf(value) switch
    {
        IDictionary => "a table, '" + PipedName.ShownText(Shown(value)) + "'",
        _ when Shown(value) is var shown && shown.StartsWith("@{", StringComparison.Ordinal) => "an object, '" + PipedName.ShownText(shown) + "'",
        _ => "an object of type " + PipedName.ShownText(TypeOf(value)),
    };

    /// <summary>The parts of a value: a list's elements, and theirs; the value itself where it is none. What is null or empty is no part.</summary>
    internal static IEnumerable<object> Parts(object? value, int depth = 0)
    {
        if (value is null || BaseOf(value) is string { Length: 0 } or DBNull)
        {
            yield break;
        }

        if (depth == DeepestList || BaseOf(value) is not (IList or IEnumerable<object>) || BaseOf(value) is IDictionary)
        {
            yield return value;
            yield break;
        }

        foreach (var item in (IEnumerable)BaseOf(value)!)
        {
            foreach (var part in Parts(item, depth + 1))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<string> Pairs(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            yield return Shallow(entry.Key) + "=" + Shallow(entry.Value);
        }
    }

    private static IEnumerable<string> Texts(IEnumerable items)
    {
        foreach (var item in items)
        {
            yield return Shallow(item);
        }
    }

    // Tables may hold themselves.
    private static string Shallow(object? value) => Of(value) ?? "...";

    private static object? BaseOf(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    private static string OwnText(object value)
    {
        try
        {
            return value.ToString() ?? string.Empty;
        }
        catch (Exception)
        {
            // Whatever an object does to say what it is: it has no text then.
            return string.Empty;
        }
    }

    private static bool IsTypeName(object value, string text)
    {
        foreach (var name in (value as PSObject)?.TypeNames ?? [])
        {
            if (name == text || name == "Deserialized." + text)
            {
                return true;
            }
        }

        return text == BaseOf(value)!.GetType().ToString();
    }

    private static string TypeOf(object value) => (value as PSObject)?.TypeNames is { Count: > 0 } names ? names[0] : BaseOf(value)!.GetType().ToString();
}
