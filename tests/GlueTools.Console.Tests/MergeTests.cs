using System;
using System.IO;
using System.Linq;
using System.Threading;

namespace GlueTools.Console.Tests;

/// <summary>Parts of a list are put together where they prove to be the whole, and not otherwise.</summary>
public sealed class MergeTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private static readonly string[] Names = ["healthy1.example", "stale.example", "a..b", "healthy2.example", "noglue.example", "stale.example", "=1+1", "healthy3.test"];

    [Theory]
    [InlineData("get --format csv", 1)]
    [InlineData("get --format csv --no-header", 1)]
    [InlineData("test --detailed --format jsonl", 1)]
    [InlineData("compare --format jsonl --per-address", 1)]
    public void Parts_give_the_rows_of_one_run(string command, int exit)
    {
        using var folder = new RunFolder().With(Names);
        var whole = lab.Run([.. command.Split(' '), "-i", folder.List]).Out.Split('\n');
        Part(folder, command, 1, 3);
        Part(folder, command, 2, 3);
        Part(folder, command, 3, 3);

        var merged = GlueResult.Of("merge", folder.At("part3"), folder.At("part1"), folder.At("part2"));
        var written = GlueResult.Of("merge", folder.At("part1"), folder.At("part2"), folder.At("part3"), "-o", folder.At("merged"), "--fail-on", "critical");

        Assert.Empty(merged.Error);
        Assert.Equal(exit, merged.Exit);
        Assert.Equal(whole.Order(StringComparer.Ordinal), merged.Out.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(merged.Out, File.ReadAllText(folder.At("merged")));
        // The names that are none are rows of status Invalid.
        Assert.Equal(2, written.Exit);
        Assert.Equal(command.Contains("csv --no") || !command.Contains("csv") ? 0 : 1, merged.Out.Split('\n').Count(line => line.StartsWith("Name,Type,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_without_parts_is_one_part()
    {
        using var folder = new RunFolder().With(["a..1", "a..2"]);
        GlueResult.Of("test", "--format", "csv", "-i", folder.List, "-o", folder.Rows, "--resume");

        Assert.Equal(File.ReadAllText(folder.Rows), GlueResult.Of("merge", folder.Rows).Out);
        Assert.Equal(File.ReadAllText(folder.Rows), GlueResult.Of("merge", folder.Journal, folder.Rows).Out);
    }

    [Fact]
    public void It_can_be_interrupted()
    {
        using var folder = new RunFolder().With(["a..1", "a..2"]);
        GlueResult.Of("test", "--format", "csv", "-i", folder.List, "-o", folder.Rows, "--resume");

        Assert.Equal((130, string.Empty), GlueResult.Of(["merge", folder.Rows], TextReader.Null, cancel: new CancellationToken(canceled: true)) is var result ? (result.Exit, result.Out) : default);
    }

    [Theory]
    [InlineData("part1 part2", "Part 3/3 is missing.")]
    [InlineData("part2", "Part 1/3 is missing.|Part 3/3 is missing.")]
    [InlineData("part1 part1 part2 part3", "'@part1' holds names that another part holds too.")]
    [InlineData("part1 part2 part3 whole", "'@whole' holds names that another part holds too.")]
    [InlineData("part1 part2 other", "'@other' is of another run than '@part1': of that, it was begun without --depth, and this is with --depth core.")]
    [InlineData("part1 part2 cut", "'@cut' is not finished, 1 names of it are; run its command again with --resume.")]
    [InlineData("part1 part2 short", "'@short' is not finished, ")]
    [InlineData("part1 part2 changed", "'@changed.run': the results beside it were changed after they were written, before octet ")]
    [InlineData("part1 part2 nothing", "'@nothing' cannot be merged: it takes that file and its journal '@nothing.run', and not both are there.")]
    [InlineData("part1 part2 half", "'@half' holds names that another part holds too.")]
    [InlineData("half", "Part 1/2 is missing.")]
    [InlineData("part1 part2 lying", "The list has 12 names, and name ")]
    public void What_is_not_the_whole_is_refused_with_what_is_missing(string files, string sentences)
    {
        using var folder = new RunFolder().With(Enumerable.Range(1, 12).Select(number => "a.." + number));
        const string Command = "test --format csv";
        foreach (var number in Enumerable.Range(1, 3))
        {
            Part(folder, Command, number, 3);
        }

        Part(folder, Command, 1, 1, "whole");
        Part(folder, Command, 2, 2, "half");
        Part(folder, Command + " --depth core", 3, 3, "other");
        foreach (var copy in new[] { "cut", "short", "changed", "lying" })
        {
            File.Copy(folder.At("part3"), folder.At(copy));
            File.Copy(folder.At("part3.run"), folder.At(copy + ".run"));
        }

        var lines = File.ReadAllLines(folder.At("cut.run")).ToList();
        File.WriteAllLines(folder.At("cut.run"), lines[..(lines.IndexOf("begin") + 2)]);
        File.WriteAllText(folder.At("short"), File.ReadAllText(folder.At("short"))[..^3]);
        File.WriteAllText(folder.At("changed"), File.ReadAllText(folder.At("changed")).Replace("a..", "b..", StringComparison.Ordinal));
        lines.RemoveAt(lines.IndexOf("begin") + 1);
        File.WriteAllLines(folder.At("lying.run"), lines);

        var result = GlueResult.Of(["merge", .. files.Split(' ').Select(folder.At)], TextReader.Null);

        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Out);
        foreach (var sentence in sentences.Split('|'))
        {
            Assert.Contains(result.ErrorLines, line => line.StartsWith(sentence.Replace("@", folder.At("x")[..^1], StringComparison.Ordinal), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_part_is_overwritten()
    {
        using var folder = new RunFolder().With(["a..1"]);
        GlueResult.Of("test", "--format", "csv", "-i", folder.List, "-o", folder.Rows, "--resume");

        Assert.Contains("is the file of a run; name another one.", Assert.Single(GlueResult.Of("merge", folder.Rows, "-o", folder.Rows).ErrorLines));
    }

    private void Part(RunFolder folder, string command, int number, int count, string? name = null)
    {
        var result = lab.Run([.. command.Split(' '), "-i", folder.List, "--shard", number + "/" + count, "-o", folder.At(name ?? "part" + number), "--resume"]);
        Assert.NotEqual(130, result.Exit);
    }
}
