using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Module.Tests;

/// <summary>The files that the module ships beside its assemblies.</summary>
internal static class RepositoryFiles
{
    internal static string Manifest => File.ReadAllText(Path.Combine(Repository.Root, "GlueTools.psd1"));

    /// <summary>The items of a list in the manifest.</summary>
    internal static string[] ManifestList(string key)
    {
        var list = Regex.Match(Manifest, @"^\s*" + key + @"\s*=\s*@\(([^)]*)\)", RegexOptions.Multiline);
        Assert.True(list.Success, "The manifest has no list " + key + ".");
        return Regex.Matches(list.Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value).ToArray();
    }

    /// <summary>A single value in the manifest.</summary>
    internal static string ManifestValue(string key) => Regex.Match(Manifest, @"^\s*" + key + @"\s*=\s*'([^']*)'", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>The page of a cmdlet; null where there is none.</summary>
    internal static string? Page(string cmdlet)
    {
        var path = Path.Combine(Repository.Root, "docs", "cmdlets", cmdlet + ".md");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
