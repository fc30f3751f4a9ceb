using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Language;
using GlueTools.Binding;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools.Policies;

/// <summary>
/// Reads a policy file: a PowerShell data file with the keys MinimumSeverity, Severities, Include and Exclude. It is read as data and never run.
/// </summary>
internal static class PolicyFile
{
    /// <summary>Characters. A policy that names every code is some thousand.</summary>
    private const int LongestText = 1 << 16;

    private const int DeepestText = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A path of the system.</param>
    /// <exception cref="PolicyException">There is none, or it is no policy.</exception>
    internal static CheckPolicy Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new PolicyException(PolicyException.NotFound, path, "There is no policy file '" + path + "'.");
        }

        var policy = CheckPolicy.Default;
        foreach (DictionaryEntry entry in ReadTable(path))
        {
            policy = (entry.Key as string)?.ToUpperInvariant() switch
            {
                "MINIMUMSEVERITY" => policy with { MinimumSeverity = SeverityOf(path, entry.Value) },
                "SEVERITIES" => policy with { Severities = SeveritiesOf(path, entry.Value) },
                "INCLUDE" => policy with { Include = TextsOf(entry.Value) },
                "EXCLUDE" => policy with { Exclude = TextsOf(entry.Value) },
                "EXPIRYDAYS" => policy with { ExpiryDays = DaysOf(path, entry.Value) },
                _ => throw Malformed(path, "'" + entry.Key + "' is not understood; the keys are MinimumSeverity, Severities, Include, Exclude and ExpiryDays."),
            };
        }

        return policy;
    }

    private static Hashtable ReadTable(string path)
    {
        Ast file;
        ParseError[] errors;
        try
        {
            using var reader = new StreamReader(path);
            var text = BoundedText.ReadToEnd(reader, LongestText);
            if (DepthOf(text) > DeepestText)
            {
                throw Malformed(path, "brackets are nested deeper than " + DeepestText + ".");
            }

            file = Parser.ParseInput(text, path, out _, out errors);
        }
        catch (FormatException error)
        {
            throw Malformed(path, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException(PolicyException.NotFound, path, "The policy file '" + path + "' cannot be read: " + error.Message);
        }

        if (errors.Length > 0)
        {
            throw Malformed(path, "line " + errors[0].Extent.StartLineNumber + ": " + errors[0].Message);
        }

        // The file is one table and nothing beside it.
        var statements = ((ScriptBlockAst)file).EndBlock?.Statements;
        if (statements is not { Count: 1 } || statements[0] is not PipelineAst { PipelineElements: { Count: 1 } elements }
            || elements[0] is not CommandExpressionAst { Expression: HashtableAst table })
        {
            throw Malformed(path, "it has to hold one table, @{ ... }, and nothing else.");
        }

        try
        {
            return (Hashtable)table.SafeGetValue();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or RuntimeException)
        {
            throw Malformed(path, error.Message);
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

    private static Dictionary<string, Severity> SeveritiesOf(string path, object? value)
    {
        if (value is not Hashtable table)
        {
            throw Malformed(path, "Severities is a table of severities by code, such as @{ GlueIncomplete = 'Warning' }.");
        }

        var severities = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            severities[entry.Key.ToString()!] = SeverityOf(path, entry.Value);
        }

        return severities;
    }

    private static Severity SeverityOf(string path, object? value) =>
        value is string text && !char.IsDigit(text.Length > 0 ? text[0] : '0') && Enum.TryParse<Severity>(text, ignoreCase: true, out var severity) && Enum.IsDefined(typeof(Severity), severity)
            ? severity
            : throw Malformed(path, "'" + value + "' is no severity; they are Info, Notice, Warning, Error and Critical.");

    private static int DaysOf(string path, object? value) => value is int days and >= 0 and <= CheckPolicy.MostExpiryDays
        ? days
        : throw Malformed(path, "ExpiryDays is a whole number of days from 0 to " + CheckPolicy.MostExpiryDays + ", not '" + value + "'.");

    private static List<string> TextsOf(object? value)
    {
        var texts = new List<string>();
        foreach (var item in PipelineObject.Items(value))
        {
            texts.Add(item?.ToString() ?? string.Empty);
        }

        return texts;
    }

    private static PolicyException Malformed(string path, string sentence) =>
        new(PolicyException.Malformed, path, "The policy file '" + path + "' cannot be followed: " + SafeText.Escape(sentence));
}
