using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Policies;

/// <summary>How a policy is written down: the data are the same, and sentences about them are spelt as their writer spells.</summary>
public sealed class PolicySpelling
{
    /// <summary>Characters of a value that are shown.</summary>
    private const int LongestShown = 100;

    private readonly bool _isJson;

    private PolicySpelling(bool isJson) => _isJson = isJson;

    /// <summary>A JSON object: <c>{"minimumSeverity": "Notice"}</c>.</summary>
    public static PolicySpelling Json { get; } = new(true);

    /// <summary>A PowerShell data file: <c>@{ MinimumSeverity = 'Notice' }</c>.</summary>
    public static PolicySpelling DataFile { get; } = new(false);

    internal string Table => _isJson ? "an object" : "a table";

    internal string Array => _isJson ? "an array" : "a list";

    internal string Key(string name) => _isJson ? char.ToLowerInvariant(name[0]) + name.Substring(1) : name;

    internal string Example(string name, string value) => _isJson ? "{\"" + name + "\": \"" + value + "\"}" : "@{ " + name + " = '" + value + "' }";

    internal string Severities()
    {
        var words = Enum.GetNames(typeof(Severity)).Select(word => _isJson ? word.ToLowerInvariant() : word).ToList();
        return string.Join(", ", words.Take(words.Count - 1)) + " or " + words[words.Count - 1];
    }

    /// <summary>A value as it was written, or the beginning of it.</summary>
    internal string Shown(JsonValue value) => Shown(Written(value));

    internal static string Shown(string text) => SafeText.Escape(text.Length > LongestShown ? text.Substring(0, LongestShown) + "..." : text);

    // Of a large value the beginning is enough, so no more of it is looked at.
    private string Written(JsonValue value) => value.Kind switch
    {
        JsonKind.Text => _isJson ? "\"" + value.Text + "\"" : "'" + value.Text + "'",
        JsonKind.Null => _isJson ? "null" : "$null",
        JsonKind.Array => (_isJson ? "[" : "@(") + string.Join(_isJson ? "," : ", ", value.Items.Take(LongestShown).Select(Written)) + (_isJson ? "]" : ")"),
        JsonKind.Object => (_isJson ? "{" : "@{ ") + string.Join(_isJson ? "," : "; ", value.Members.Take(LongestShown).Select(Written)) + (_isJson ? "}" : " }"),
        JsonKind.Truth => _isJson ? value.Text : "$" + value.Text,
        _ => value.Text,
    };

    private string Written(KeyValuePair<string, JsonValue> member) => _isJson ? "\"" + member.Key + "\":" + Written(member.Value) : member.Key + " = " + Written(member.Value);
}
