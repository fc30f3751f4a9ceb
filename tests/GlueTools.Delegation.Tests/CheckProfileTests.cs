using System;
using System.IO;
using System.Linq;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>Profiles: what parents demand, each rule beside the findings that stand for it.</summary>
public sealed class CheckProfileTests
{
    public static TheoryData<string> Names => new(CheckProfile.All.Select(profile => profile.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_page_has_its_rules_and_no_others(string name)
    {
        var profile = CheckProfile.Find(name.ToUpperInvariant())!;
        var page = File.ReadAllText(Path.Combine(Folder(), name + ".md"));

        Assert.Equal(
            profile.Rules.Select(rule => "| " + rule.Text + " | " + string.Join(", ", rule.Codes.Select(code => "`" + code + "`")) + " | " + rule.Severity + " |"),
            page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2));
        Assert.Equal(profile.NotLookedAt, page.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]));
        Assert.Contains(profile.Title + ".", page, StringComparison.Ordinal);
        Assert.Contains(profile.Source, page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_findings_exist_and_stand_for_one_rule_each(string name)
    {
        var profile = CheckProfile.Find(name)!;

        Assert.Empty(profile.Policy.UnknownNames);
        Assert.All(profile.Rules.SelectMany(rule => rule.Codes).GroupBy(code => code), group => Assert.Single(group));
        Assert.Equal("profile " + name, profile.Policy.Limits[0].Split(';')[0]);
    }

    [Fact]
    public void The_index_has_every_page() => Assert.Equal(
        CheckProfile.All.Select(profile => "| [" + profile.Name + "](" + profile.Name + ".md) | " + profile.Title + " |"),
        File.ReadLines(Path.Combine(Folder(), "README.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal)));

    private static string Folder() => Path.Combine(Repository.Root, "docs", "profiles");
}
