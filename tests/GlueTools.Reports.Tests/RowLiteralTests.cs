using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace GlueTools.Reports.Tests;

/// <summary>The text of a row, by which PowerShell compares rows where no property is named.</summary>
public sealed class RowLiteralTests
{
    // What an audit cost and when, and the octets that it rests on: two audits that found the same are equal.
    private static readonly HashSet<string> Beside = ["Evidence", "DurationUs", "QueryCount", "RoundTripUs", "Time", "StartedUtc", "EndedUtc", "AskedUtc"];

    public static TheoryData<string> Rows => [.. typeof(GlueRecord).Assembly.GetExportedTypes().Where(type => type.Namespace == "GlueTools" && type.GetMethod("Without") is not null).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_holds_all_that_the_row_says(string type)
    {
        var row = Without(typeof(GlueRecord).Assembly.GetType("GlueTools." + type)!, "one.example");

        foreach (var property in row.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.Equal(!Beside.Contains(property.Name), row.ToString()!.Contains(property.Name + "=", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rows_of_two_domains_differ_and_of_one_they_do_not(string type)
    {
        var kind = typeof(GlueRecord).Assembly.GetType("GlueTools." + type)!;

        Assert.NotEqual(Without(kind, "one.example").ToString(), Without(kind, "two.example").ToString());
        Assert.Equal(Without(kind, "one.example").ToString(), Without(kind, "one.example").ToString());
    }

    [Fact]
    public void Values_read_the_same_everywhere() => Assert.Equal("@{A=; B=1.5; C=x;y}", RowLiteral.Of(("A", null), ("B", 1.5), ("C", TextList.Of(["x", "y"]))));

    private static object Without(Type type, string domain)
    {
        var method = type.GetMethod("Without")!;
        return method.Invoke(null, [.. method.GetParameters().Select((parameter, index) => index == 0 ? domain : (object)(parameter.Name == "status" ? "Unknown" : "A"))])!;
    }
}
