using System;
using System.Collections.Concurrent;
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

    // Read once each: with every reading keys are made and zones signed.
    private static readonly ConcurrentDictionary<(string Name, DateTime? Now), LabScenario> Known = new();

    /// <summary>With what it signs made when it was first asked for.</summary>
    internal static LabScenario Load(string name) => Known.GetOrAdd((name, null), key => Read(key.Name, DateTime.UtcNow));

    /// <summary>With what it signs made at a time.</summary>
    internal static LabScenario Load(string name, DateTime now) => Known.GetOrAdd((name, now), key => Read(key.Name, now));

    private static LabScenario Read(string name, DateTime now)
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
