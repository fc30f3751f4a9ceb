using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Module.Tests;

/// <summary>bench/README.md has a row for each script.</summary>
public sealed class BenchPageTests
{
    private static readonly string[] Kinds = [".sh", ".py", ".pl"];

    [Theory]
    [InlineData("bench")]
    [InlineData("tests/internet")]
    public void The_page_has_a_row_for_each_script_and_for_nothing_else(string name)
    {
        var folder = Path.Combine(Repository.Root, name);
        var scripts = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => part is "bin" or "obj"));
        var rows = Regex.Matches(File.ReadAllText(Path.Combine(folder, "README.md")), @"^\| `([^`]+)` \| .+ \|\r?$", RegexOptions.Multiline).Select(row => row.Groups[1].Value);
        Assert.Equal(scripts.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
