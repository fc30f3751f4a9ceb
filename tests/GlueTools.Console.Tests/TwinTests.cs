using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using GlueTools.Console.Output;

namespace GlueTools.Console.Tests;

/// <summary>What a command writes as JSON and CSV is what the cmdlet beside it gives: a row of the same class, with the same properties.</summary>
public sealed class TwinTests
{
    private const BindingFlags Inside = BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Lazy<HashSet<string>> OfCmdlets = new(() =>
    {
        var commands = Path.Combine(Repository.Root, "src", "GlueTools", "Commands");
        return Directory.GetFiles(commands, "*.cs").Select(File.ReadAllText)
            .SelectMany(text => Regex.Matches(text, @"OutputType\(typeof\((\w+)\)|RowTypeName = ""GlueTools\.(\w+)""").Select(match => match.Groups[1].Value + match.Groups[2].Value))
            .ToHashSet();
    });

    public static TheoryData<string> All => new(typeof(Layouts).GetProperties(Inside).Select(layout => layout.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void A_row_has_the_properties_that_the_cmdlet_gives(string name)
    {
        var layout = typeof(Layouts).GetProperty(name, Inside)!;
        var row = layout.PropertyType.GetGenericArguments()[0];
        var shape = (RowShape)layout.PropertyType.GetProperty("Shape", Inside)!.GetValue(layout.GetValue(null))!;

        Assert.Contains(row.Name, OfCmdlets.Value);
        var written = shape.Properties.Select(property => property.Name).ToList();
        if (name.StartsWith("Lean", StringComparison.Ordinal))
        {
            Assert.NotEmpty(written);
            Assert.Subset(Names(row), written.ToHashSet());
        }
        else
        {
            Assert.Equal(Names(row).Order(), written.Order());
        }
    }

    /// <summary>The evidence is written where it is asked for.</summary>
    [Fact]
    public void A_verdict_has_all_of_them_but_the_evidence()
    {
        Assert.Contains(nameof(DelegationResult), OfCmdlets.Value);
        Assert.Equal(Names(typeof(DelegationResult)).Except([nameof(DelegationResult.Evidence)]).Order(), RowShape.Result.Properties.Select(property => property.Name).Order());
    }

    private static HashSet<string> Names(Type row) => row.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).ToHashSet();
}
