using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Lab.Tests;

/// <summary>docs/scenarios.md, as far as tests hold it against the code.</summary>
internal static class ScenarioPage
{
    internal static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scenarios.md")).Replace("\r", string.Empty, StringComparison.Ordinal);

    /// <summary>The scenario that the page shows.</summary>
    internal static string Example => Regex.Match(Text, "^```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    /// <summary>What stands as code in the first column of a section's table, in order.</summary>
    internal static List<string> FirstColumn(string section) =>
        Regex.Match(Text, "^## " + section + "\n(.*?)(^## |\\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value
            .Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line.Split('|')[1], "`([^`]+)`")).Select(code => code.Groups[1].Value).ToList();
}
