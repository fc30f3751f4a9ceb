using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Console.Tests;

/// <summary>What the guide on moving name servers shows is what the lab gives.</summary>
public sealed partial class PlanGuideTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void The_plan_in_the_guide_is_the_one_that_is_made()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "moving-name-servers.md"));
        var shown = Transcript().Match(guide);
        Assert.True(shown.Success, "The guide shows a plan.");
        var arguments = shown.Groups[1].Value.Split(' ').Where(word => word is not "csv").Select(word => word).ToList();
        arguments.Remove("--format");

        var rows = GlueResult.Of([.. arguments, "--format", "jsonl", .. lab.HintsAndMap, "--timeout", "0.4"], TextReader.Null).JsonLines
            .Select(row => $"{row.GetProperty("Step").GetInt32()} {row.GetProperty("Actor").GetString()} {row.GetProperty("EarliestUtc").GetString()} {row.GetProperty("Action").GetString()}");

        Assert.Equal(shown.Groups[2].Value.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')), rows);
    }


    [GeneratedRegex(@"\$ glue (plan [^\r\n]*)\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Transcript();
}
