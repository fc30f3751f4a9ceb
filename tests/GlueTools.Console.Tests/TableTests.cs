using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GlueTools.Console.Tests;

public sealed class TableTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private const string Escape = "\u001b[";

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        foreach (var arguments in new[] { "test stale.example splitglue.example a..b", "get splitglue.example --per-server", "compare stale.example", "trace stale.example --all" })
        {
            var lines = Lines(arguments, width);

            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_table_holds_domain_status_code_server_address_and_sentences(int width)
    {
        var text = Regex.Replace(string.Join(" ", Lines("test stale.example", width)), @"\s+", " ");

        Assert.Contains("stale.example Error GlueStale ns2.stale.example 45.10.4.1", text);
        Assert.Contains("while stale.example publishes 45.10.2.1", text);
        Assert.Contains("from 45.10.4.1 to 45.10.2.1.", text);
    }

    [Fact]
    public void Groups_are_columns_where_there_is_room_and_headings_where_not()
    {
        var wide = Lines("compare stale.example", 120);
        var narrow = Lines("compare stale.example", 80);

        Assert.Single(wide, line => line.StartsWith(" stale.example ", StringComparison.Ordinal));
        Assert.Single(narrow, line => line == " stale.example");
        Assert.Contains(narrow, line => line.StartsWith("   ns2.stale.example ", StringComparison.Ordinal) && line.EndsWith("GlueDiffers", StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_that_differ_by_server_and_address_alone_are_read_once()
    {
        var text = Regex.Replace(string.Join(" ", Lines("test refuses.example", 120)), @"\s+", " ");
        var count = lab.Run("test", "refuses.example", "--detailed", "--format", "jsonl").JsonLines.Count(line => line.GetProperty("Code").GetString() == "ServerRefuses");

        Assert.Equal(2, count);
        Assert.Equal(count, Regex.Count(text, "ServerRefuses "));
        Assert.Single(Regex.Matches(text, "refuses questions about refuses.example"));
        Assert.Contains("The other one likewise.", text);
    }

    [Fact]
    public void The_sentence_of_a_bad_name_stands_in_the_table() =>
        Assert.Contains("'a..b' has an empty label; remove the extra dot.", lab.Run("get", "a..b").Out);

    [Fact]
    public void Colours_come_on_a_terminal_only()
    {
        Assert.DoesNotContain(Escape, lab.Run(["test", "stale.example"], TextReader.Null).Out, StringComparison.Ordinal);
        Assert.Contains(Escape, lab.Run(["test", "stale.example"], TextReader.Null, usesColour: true).Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, lab.Run(["test", "stale.example", "--format", "jsonl"], TextReader.Null, usesColour: true).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_name_is_text() => Assert.Contains("[red]x", lab.Run("test", "[red]x").Out, StringComparison.Ordinal);

    private string[] Lines(string arguments, int width) =>
        lab.Run(arguments.Split(' '), TextReader.Null, width).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToArray();
}
