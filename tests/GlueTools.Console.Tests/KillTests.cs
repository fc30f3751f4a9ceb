using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Console.Streams;

namespace GlueTools.Console.Tests;

/// <summary>
/// Real processes, killed in the midst of their work. <c>GLUE_KILLS</c> says how many times (8, thorough 25), <c>GLUE_SEED</c> where chance begins (1).
/// </summary>
public sealed class KillTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Names = ["healthy1.example", "stale.example", "a..b", "healthy2.example", "noglue.example", "healthy3.test", "incomplete.example"];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [Fact]
    public void Killed_at_random_moments_a_run_loses_nothing_and_doubles_nothing()
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A kill that nobody hears is a signal of Unix.");
        var random = new Random(Setting("GLUE_SEED", 1));
        var names = Enumerable.Repeat(Names, Thorough.Times(30, 80)).SelectMany(list => list).ToList();
        using var whole = new RunFolder().With(names);
        using (var left = GlueShell.Start(["get", "--format", "csv", "-i", whole.List, "-o", whole.Rows, "--throttle", "8", .. lab.HintsAndMap]))
        {
            Assert.True(left.WaitForExit(Patience));
            Assert.Equal(1, left.ExitCode);
        }

        var expected = RunFolder.SortedRows(whole.Rows);
        int kills = 0, inTheMidst = 0, times = Setting("GLUE_KILLS", Thorough.Times(8, 25));

        while (kills < times)
        {
            using var folder = new RunFolder().With(names);
            while (!CameToItsEnd(folder, kills < times ? Moment(random, folder, new FileInfo(whole.Rows).Length) : null))
            {
                kills++;
                inTheMidst += File.Exists(folder.Rows) && new FileInfo(folder.Rows).Length > 0 ? 1 : 0;
            }

            Assert.True(expected.SequenceEqual(RunFolder.SortedRows(folder.Rows)), "After " + kills + " kills.");
            Assert.Equal(names.Count, RunFolder.Finished(folder.Journal).Select(line => line.Split(' ')[0]).Distinct().Count());
            Assert.StartsWith("complete ", File.ReadAllLines(folder.Journal)[^1]);
        }

        // Otherwise it is the start of the program that was tested.
        Assert.InRange(inTheMidst, kills / 5, kills);
    }

    [Fact]
    public void A_file_that_takes_no_more_ends_with_a_whole_row_and_is_gone_on_with()
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell bounds files.");
        using var folder = new RunFolder().With(Enumerable.Range(1, 8000).Select(number => "a.." + number));
        var command = "glue test --format csv -i " + folder.List + " -o " + folder.Rows + " --resume";
        // The runtime maps its own code through files, which the bound would refuse it.
        var bounded = GlueShell.Shell("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 300; " + command);

        var rows = File.ReadAllText(folder.Rows);
        Assert.Equal(2, bounded.Exit);
        Assert.Matches("^-o: the file '.*' cannot be written: .* It ends with its last whole row, and the same command goes on from there\\.$", Assert.Single(bounded.ErrorLines));
        Assert.InRange(rows.Length, 1, 300 * 1024);
        Assert.EndsWith("\n", rows);
        Assert.Equal(rows.Split('\n').Length - 2, RunFolder.Finished(folder.Journal).Length);

        Assert.Equal(2, GlueShell.Shell(command).Exit);
        Assert.Equal(8001, File.ReadAllLines(folder.Rows).Distinct().Count());
        Assert.Equal(8001, File.ReadAllLines(folder.Rows).Length);
    }

    [Fact]
    public void A_file_without_a_journal_that_takes_no_more_is_told_of()
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell bounds files.");
        using var folder = new RunFolder().With(Enumerable.Range(1, 8000).Select(number => "a.." + number));
        const string Bound = "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 300; ";

        var named = GlueShell.Shell(Bound + "glue test --format csv -i " + folder.List + " -o " + folder.Rows);
        var standard = GlueShell.Shell(Bound + "glue test --format csv -i " + folder.List + " >" + folder.Rows);

        Assert.Equal([2, 2], [named.Exit, standard.Exit]);
        Assert.EndsWith(" Its last row may be cut off.", Assert.Single(named.ErrorLines));
        Assert.StartsWith("Standard output cannot be written further, and its last row may be cut off: ", Assert.Single(standard.ErrorLines));
    }

    [Fact]
    public void Two_runs_at_once_are_one()
    {
        Assert.SkipUnless(GlueShell.IsUnix, "A Unix shell starts both.");
        using var folder = new RunFolder().With(Enumerable.Range(1, 2000).Select(number => "a.." + number));
        var command = "glue test --format csv -i " + folder.List + " -o " + folder.Rows + " --resume";

        GlueShell.Shell(string.Join(" & ", Enumerable.Repeat(command, 4)) + " & wait");

        Assert.Equal(2001, File.ReadAllLines(folder.Rows).Distinct().Count());
        Assert.Equal(2001, File.ReadAllLines(folder.Rows).Length);
    }

    /// <summary>
    /// When a kill comes: at any moment of a run, however fast this machine is today. That is when so many more octets of rows are there, and a moment later; every fourth comes while the
    /// program starts or takes up what it finds.
    /// </summary>
    private static (long Octets, int Milliseconds) Moment(Random random, RunFolder folder, long most) =>
        random.Next(4) == 0 ? (0, random.Next(300)) : (random.NextInt64(LengthOf(folder.Rows) + 1, Math.Max(LengthOf(folder.Rows) + 2, most)), random.Next(5));

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Starts a run or goes on with it, and kills it at a moment, if one is given; true where it came to its end before.</summary>
    private bool CameToItsEnd(RunFolder folder, (long Octets, int Milliseconds)? moment)
    {
        using var process = GlueShell.Start(["get", "--format", "csv", "-i", folder.List, "-o", folder.Rows, "--resume", "--throttle", "8", .. lab.HintsAndMap]);
        var hasEnded = false;
        if (moment is { } at)
        {
            var watch = Stopwatch.StartNew();
            while (!hasEnded && LengthOf(folder.Rows) < at.Octets && watch.Elapsed < Patience)
            {
                hasEnded = process.WaitForExit(1);
            }

            hasEnded = hasEnded || process.WaitForExit(at.Milliseconds);
        }
        else
        {
            hasEnded = process.WaitForExit(Patience);
        }

        if (hasEnded)
        {
            Assert.Equal(1, process.ExitCode);
            return true;
        }

        Assert.True(moment is not null, "It does not end.");
        process.Kill();
        process.WaitForExit();
        return false;
    }
}
