using System;
using System.Linq;
using System.Text.Json;

namespace GlueTools.Console.Tests;

/// <summary>What this machine lacks never becomes a finding about somebody's server.</summary>
public sealed class ShortageTests(SampleLab lab) : IClassFixture<SampleLab>
{
    private const string NoShell = "Needs a Unix shell with limits.";

    [Theory]
    [InlineData("ulimit -n 128")]
    [InlineData("ulimit -n 100")]
    [InlineData("ulimit -n 64")]
    [InlineData("ulimit -n 32")]
    public void Too_few_files_end_the_run_with_one_sentence_before_anything_is_asked(string limit)
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoShell);
        using var glue = new GlueProcess(limit, ["test", "healthy1.example", .. lab.Where]);

        Assert.Equal(2, glue.End());
        Assert.Empty(glue.Out);
        Assert.Contains(limit.Split(' ')[^1] + " files", Assert.Single(glue.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_open_before_count()
    {
        Assert.SkipUnless(GlueProcess.IsPossible && System.IO.File.Exists("/usr/bin/python3"), "Needs a Unix shell and Python.");
        // A shell can leave open few by number, so the limit is high above what is left.
        const string Hold = "exec python3 -c 'import os, sys; [os.dup2(0, n) for n in range(100, 220)]; os.execvp(sys.argv[1], sys.argv[1:])' \"$0\" \"$@\"";
        using var glue = new GlueProcess("ulimit -n 240", ["test", "healthy1.example", .. lab.Where]);
        using var crowded = new GlueProcess("ulimit -n 240; " + Hold, ["test", "healthy1.example", .. lab.Where]);

        Assert.Equal(0, glue.End());
        Assert.Equal(2, crowded.End());
        Assert.Contains("more files and sockets, and a run needs", Assert.Single(crowded.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shortage_that_passes_costs_time_and_nothing_else()
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoShell);
        using var glue = Start();
        glue.MayOpenFiles(false);
        Feed(glue, "healthy2.example", "notcp.example", "stale.example");
        // Each time that it finds no room it waits a moment and tries again.
        glue.AwaitPauses("GlueTools loop", 20);
        glue.MayOpenFiles(true);
        glue.In.Close();

        Assert.Equal(1, glue.End());
        var rows = glue.Out.Skip(1).Select(Row).Order().ToArray();
        Assert.Equal(["healthy2.example Healthy", "notcp.example Warning ServerTcpUnavailable ServerTcpUnavailable", "stale.example Error GlueStale"], rows);
    }

    [Fact]
    public void A_shortage_that_lasts_makes_domains_Unknown_and_accuses_nobody()
    {
        Assert.SkipUnless(GlueProcess.IsPossible, NoShell);
        Assert.SkipUnless(Thorough.IsAsked, "It takes as long as a question waits for room, and is tested in simulated time as well.");
        using var glue = Start();
        glue.MayOpenFiles(false);
        Feed(glue, "healthy2.example", "notcp.example", "stale.example");
        glue.AwaitRows(4);
        glue.MayOpenFiles(true);
        Feed(glue, "healthy3.test");
        glue.In.Close();

        Assert.Equal(2, glue.End());
        Assert.Equal(["healthy2.example Unknown", "healthy3.test Healthy", "notcp.example Unknown", "stale.example Unknown"], glue.Out.Skip(1).Select(Row).Order());
        Assert.Contains("This machine had no descriptor", glue.Out[1], StringComparison.Ordinal);
    }

    /// <summary>Everything that a run loads is loaded, and every kind of socket was used and let go.</summary>
    private GlueProcess Start()
    {
        var glue = new GlueProcess(string.Empty, ["test", "-i", "-", "--format", "jsonl", .. lab.Where], keepsToItsFiles: true);
        Feed(glue, "healthy1.example");
        glue.AwaitRows(1);
        return glue;
    }

    private static void Feed(GlueProcess glue, params string[] names)
    {
        names.ToList().ForEach(glue.In.WriteLine);
        glue.In.Flush();
    }

    private static string Row(string line)
    {
        var row = JsonDocument.Parse(line).RootElement;
        string[] words = [row.GetProperty("DomainName").GetString()!, row.GetProperty("Status").GetString()!, .. row.GetProperty("Findings").EnumerateArray().Select(finding => finding.GetProperty("Code").GetString()!)];
        return string.Join(' ', words);
    }
}
