using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Binding;
using GlueTools.Reports.Json;
using GlueTools.Reports.Policies;

namespace GlueTools.Policies;

/// <summary>Reads a PowerShell data file as the same data that JSON would be. It is never run.</summary>
internal static class DataFile
{
    /// <summary>Keys whose one value may stand without <c>@( )</c>, as everywhere in PowerShell.</summary>
    private static readonly string[] Lists = [nameof(Delegation.Judging.CheckPolicy.Include), nameof(Delegation.Judging.CheckPolicy.Exclude)];

    /// <exception cref="FormatException">It is none; the message says why.</exception>
    internal static JsonValue Read(string text, string path)
    {
        if (DepthOf(text) > PolicyReader.DeepestText)
        {
            throw new FormatException("brackets are nested deeper than " + PolicyReader.DeepestText.ToString(CultureInfo.InvariantCulture) + ".");
        }

        var file = Parser.ParseInput(text, path, out _, out var errors);
        if (errors.Length > 0)
        {
            throw new FormatException("line " + errors[0].Extent.StartLineNumber.ToString(CultureInfo.InvariantCulture) + ": " + errors[0].Message);
        }

        // The file is one table and nothing beside it.
        var statements = file.EndBlock?.Statements;
        if (statements is not { Count: 1 } || statements[0] is not PipelineAst { PipelineElements: { Count: 1 } elements }
            || elements[0] is not CommandExpressionAst { Expression: HashtableAst table })
        {
            throw new FormatException("it has to hold one table, @{ ... }, and nothing else.");
        }

        try
        {
            return ValueOf(table.SafeGetValue());
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or RuntimeException)
        {
            throw new FormatException(error.Message, error);
        }
    }

    // The parser calls itself for each of them, and a stack that ends takes the session with it. What stands in quotes is counted too: no policy needs it.
    private static int DepthOf(string text)
    {
        int depth = 0, deepest = 0;
        foreach (var c in text)
        {
            depth += c is '(' or '{' or '[' ? 1 : c is ')' or '}' or ']' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static JsonValue ValueOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => JsonValue.Nothing,
        string text => JsonValue.OfText(text),
        bool truth => JsonValue.OfTruth(truth),
        IDictionary table => JsonValue.OfMembers([.. MembersOf(table)]),
        IEnumerable items => JsonValue.OfItems([.. items.Cast<object?>().Select(ValueOf)]),
        IFormattable number => JsonValue.OfNumber(number.ToString(null, CultureInfo.InvariantCulture)),
        var other => JsonValue.OfText(other.ToString() ?? string.Empty),
    };

    // A table has no order; the first mistake in it is to be the same each time.
    private static IEnumerable<KeyValuePair<string, JsonValue>> MembersOf(IDictionary table) => table.Cast<DictionaryEntry>()
        .Select(entry => (Name: Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, entry.Value))
        .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
        .Select(entry => new KeyValuePair<string, JsonValue>(
            entry.Name, ValueOf(Lists.Contains(entry.Name, StringComparer.OrdinalIgnoreCase) && entry.Value is not IDictionary ? PipelineObject.Items(entry.Value).ToArray() : entry.Value)));
}
