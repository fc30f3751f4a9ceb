using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace GlueTools.Console.Tests;

/// <summary>A run that was cut off goes on, and what it writes in the end is what one run would have written.</summary>
public sealed class ResumeTests(SampleLab lab) : IClassFixture<SampleLab>
{
    // Rows without times, so that those of two runs are the same octets. The list has names twice, names that are none and names without a row.
    public static TheoryData<string> Commands => ["test --detailed --format csv", "get --format csv", "compare --format jsonl", "test --detailed --lean --format jsonl"];

    private static readonly string[] Names =
    [
        "healthy1.example", "stale.example", "# a comment", "a..b", "healthy2.example", "noglue.example", "healthy3.test", "stale.example", "=1+1",
        "incomplete.example", "healthy1.example", "b\u00fccher.example", "nonexistent.example", "healthy2.example", "notinchild.example", "a..b",
    ];

    private GlueResult Run(RunFolder folder, string command, params string[] more) => lab.Run([.. command.Split(' '), "-i", folder.List, "-o", folder.Rows, "--resume", .. more]);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Cut_anywhere_a_run_ends_with_the_rows_of_one_that_was_not(string command)
    {
        using var folder = new RunFolder().With(Names);
        var exit = Run(folder, command).Exit;
        byte[] rows = File.ReadAllBytes(folder.Rows), journal = File.ReadAllBytes(folder.Journal);
        var expected = RunFolder.SortedRows(folder.Rows);
        var random = new Random(1);

        for (var i = 0; i < Thorough.Times(12, 50); i++)
        {
            // As a kill leaves it: the journal up to anywhere, rows at least as far as its whole lines tell, whole or not. As a power cut may: fewer rows.
            var lines = random.Next(journal.Length + 1);
            var told = Told(journal.AsSpan(0, lines));
            var isPowerCut = random.Next(4) == 0;
            File.WriteAllBytes(folder.Journal, journal[..lines]);
            File.WriteAllBytes(folder.Rows, lines < HeadOf(journal) ? [] : rows[..(isPowerCut ? random.Next(told + 1) : random.Next(told, rows.Length + 1))]);

            var result = Run(folder, command);

            Assert.True(expected.SequenceEqual(RunFolder.SortedRows(folder.Rows)), string.Join("\n", "Cut at " + lines, result.Error, File.ReadAllText(folder.Rows)));
            Assert.Equal(exit, result.Exit);
            Assert.Equal(Names.Length - 1, RunFolder.Finished(folder.Journal).Select(line => line.Split(' ')[0]).Distinct().Count());
            Assert.Equal(Names.Length - 1, RunFolder.Finished(folder.Journal).Length);
        }
    }

    [Fact]
    public void Interrupted_a_run_goes_on()
    {
        using var folder = new RunFolder().With(Enumerable.Repeat(Names, 30).SelectMany(names => names));
        using var whole = new RunFolder().With(File.ReadAllLines(folder.List));
        Run(whole, "get --format csv");
        var exits = new List<int>();
        // Quicker machines finish sooner: the first is cut off before it can do anything.
        for (var delay = 0; exits.LastOrDefault(130) == 130; delay += 4)
        {
            using var cancel = new CancellationTokenSource(delay);
            exits.Add(lab.Run(["get", "--format", "csv", "-i", folder.List, "-o", folder.Rows, "--resume"], TextReader.Null, cancel: cancel.Token).Exit);
        }

        Assert.Contains(130, exits);
        Assert.Equal(1, exits[^1]);
        Assert.Equal(RunFolder.SortedRows(whole.Rows), RunFolder.SortedRows(folder.Rows));
    }

    [Fact]
    public void A_finished_run_asks_nobody_and_has_the_exit_status_of_its_rows()
    {
        using var folder = new RunFolder().With(["healthy1.example", "stale.example"]);
        using var map = new TextFile("* unreachable");
        Assert.Equal(1, Run(folder, "test --format jsonl").Exit);
        var rows = File.ReadAllText(folder.Rows);

        var again = Run(folder, "test --format jsonl");

        Assert.Equal(1, again.Exit);
        Assert.Equal("Names finished before: 2.", Assert.Single(again.ErrorLines));
        Assert.Equal(0, Run(folder, "test --format jsonl --fail-on critical").Exit);
        Assert.Equal(rows, File.ReadAllText(folder.Rows));
        Assert.Single(File.ReadAllLines(folder.Journal), line => line.StartsWith("complete ", StringComparison.Ordinal));
    }

    [Fact]
    public void Gaps_count_as_well()
    {
        using var folder = new RunFolder().With(["healthy1.example", "a..b"]);

        Assert.Equal(2, Run(folder, "test --format csv").Exit);
        Assert.Equal(2, Run(folder, "test --format csv").Exit);
    }

    [Fact]
    public void How_fast_it_goes_may_be_chosen_anew()
    {
        using var folder = new RunFolder().With(["healthy1.example"]);
        Run(folder, "get --format csv --throttle 1 --rate 5");
        var text = File.ReadAllText(folder.Journal);

        Assert.Equal(0, Run(folder, "get --format csv --throttle 2 --server-rate 7 --server-throttle 2").Exit);
        Assert.DoesNotContain("throttle", text);
    }

    [Fact]
    public void An_empty_list_gives_a_bare_header()
    {
        using var folder = new RunFolder().With(["# nothing"]);

        Assert.Equal(2, Run(folder, "get --format csv").Exit);
        Assert.Equal(2, Run(folder, "get --format csv").Exit);
        Assert.Single(File.ReadAllLines(folder.Rows));
    }

    [Fact]
    public void Evidence_is_collected_further()
    {
        using var folder = new RunFolder().With(["healthy1.example", "stale.example", "healthy2.example"]);
        Run(folder, "collect");
        var lines = File.ReadAllLines(folder.Journal);
        File.WriteAllLines(folder.Journal, lines[..^2]);

        Assert.Equal(0, Run(folder, "collect").Exit);
        Assert.Equal(
            ["healthy1.example", "healthy2.example", "stale.example"],
            GlueResult.Of("test", "--from", folder.Rows, "--format", "jsonl").JsonLines.Select(row => row.GetProperty("DomainName").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_nothing_can_be_reached_the_run_waits_for_better_times()
    {
        using var folder = new RunFolder().With(["healthy1.example"]);
        using var map = new TextFile("* unreachable");

        var result = GlueResult.Of("get", "-i", folder.List, "-o", folder.Rows, "--resume", "--format", "csv", "--timeout", "0.1", "--retry", "0", "--address-map", map.Path);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("No server to start from answers", Assert.Single(result.ErrorLines));
        Assert.Empty(RunFolder.Finished(folder.Journal));
    }

    private static int HeadOf(byte[] journal) => Encoding.UTF8.GetString(journal).IndexOf("begin\n", StringComparison.Ordinal) + "begin\n".Length;

    /// <summary>How many octets of rows the whole lines of a journal tell of.</summary>
    private static int Told(ReadOnlySpan<byte> journal)
    {
        var whole = Encoding.UTF8.GetString(journal[..(journal.LastIndexOf((byte)'\n') + 1)]);
        var last = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => line != "begin").Skip(1).LastOrDefault();
        return last is null ? 0 : int.Parse(last.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
