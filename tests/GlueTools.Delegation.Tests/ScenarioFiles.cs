using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>The scenario files beside the tests.</summary>
internal static class ScenarioFiles
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    /// <summary>How findings read.</summary>
    internal static string Sentences => Path.Combine(AppContext.BaseDirectory, "Sentences.txt");

    /// <summary>Their names without ending, in order.</summary>
    internal static IReadOnlyList<string> Names =>
        Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList();

    internal static LabScenario Load(string name) => Load(name, System.DateTime.UtcNow);

    /// <summary>With what it signs made at a time.</summary>
    internal static LabScenario Load(string name, System.DateTime now)
    {
        try
        {
            return LabScenario.Parse(File.ReadAllText(Path.Combine(Folder, name + ".txt")), now);
        }
        catch (FormatException problem)
        {
            throw new FormatException(name + ".txt: " + problem.Message, problem);
        }
    }
}
