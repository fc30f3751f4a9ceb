using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GlueTools.Lab.Scenarios;

/// <summary>The scenarios that come with the lab.</summary>
public static class LabSamples
{
    private const string Prefix = "GlueTools.Lab.Scenarios.";
    private const string Suffix = ".txt";

    /// <summary>Their names, sorted. <c>sample</c> is the hierarchy that the lab starts with.</summary>
    public static IReadOnlyList<string> Names => typeof(LabSamples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .Select(name => name.Substring(Prefix.Length, name.Length - Prefix.Length - Suffix.Length))
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToList();

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static LabScenario Load(string name) => LabScenario.Parse(ReadText(name));

    /// <summary>The text of a scenario.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static string ReadText(string name)
    {
        using var stream = typeof(LabSamples).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException("There is no scenario '" + name + "'; there are " + string.Join(", ", Names) + ".", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
