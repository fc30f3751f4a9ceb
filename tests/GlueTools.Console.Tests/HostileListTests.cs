using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary>Twelve zones of twelve name servers in one another, domains on silent servers, among them some that are not there, and one with more name servers than are looked at.</summary>
public sealed class HostileLab() : RunningLab(LabScenario.Parse(Text))
{
    internal const int Silent = 2000;

    private const int Zones = 12, Servers = 12, Crowd = 70, SilentToOneMissing = 8;

    internal static string[] Names =>
        [.. Enumerable.Range(0, Zones).Select(i => "g" + i + ".example"), "crowd.example", .. Enumerable.Range(0, Silent).SelectMany(i => i % SilentToOneMissing == 0 ? ["s" + i + ".example", "missing" + i + ".example"] : new[] { "s" + i + ".example" })];

    private static string Text => "base\nserver 46.10.9.1 silent\nin example.\n"
        + Lines(Zones * Servers, i => $"  g{i / Servers} NS n{i}.g{((i / Servers) + (i % Servers) + 1) % Zones}\n")
        + Lines(Silent, i => $"  s{i} NS ns.s{i}\n  ns.s{i} A 46.10.9.1\n")
        + Lines(Crowd, i => $"  crowd NS n{i}.crowd\n  n{i}.crowd A 46.10.1.1\n")
        + "zone crowd.example. at 46.10.1.1\n" + Lines(Crowd, i => $"  @ NS n{i}\n  n{i} A 46.10.1.1\n");

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));
}

/// <summary>A list full of hostile domains is told of like any other, and can be broken off at any moment.</summary>
public sealed class HostileListTests(HostileLab lab) : IClassFixture<HostileLab>
{
    private const int TimeoutSec = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_hostile_run_that_is_told_to_end_waits_for_nobody_and_ends_with_whole_rows(int rows)
    {
        Assert.SkipUnless(GlueProcess.IsPossible, "Needs Unix signals.");
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, HostileLab.Names);
            using var glue = new GlueProcess(string.Empty, ["test", "-i", list, "--format", "jsonl", .. lab.HintsAndMap, "--timeout", TimeoutSec.ToString(CultureInfo.InvariantCulture)]);
            glue.AwaitRows(rows);

            glue.Signal(PosixSignal.SIGINT);

            // On a busy machine, too, long before any of the servers under way has had its time.
            Assert.True(glue.EndsWithin(TimeoutSec * 1000 / 2), "It waits for somebody.");
            Assert.Equal(130, glue.End());
            Assert.InRange(glue.Out.Length, rows, HostileLab.Silent);
            Assert.All(glue.Out, row => Assert.Contains(JsonDocument.Parse(row).RootElement.GetProperty("DomainName").GetString(), HostileLab.Names));
            Assert.Empty(glue.Error);
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public void What_was_not_looked_at_stands_in_the_row_and_in_the_table()
    {
        var row = JsonDocument.Parse(lab.Run("test", "crowd.example", "--format", "jsonl").Out).RootElement;
        var table = string.Join(" ", lab.Run("test", "crowd.example").Out.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

        var limit = Assert.Single(row.GetProperty("Limits").EnumerateArray()).GetString();
        Assert.Equal("name servers: n67.crowd.example, n68.crowd.example, n69.crowd.example, 3 more", limit);
        Assert.NotEmpty(row.GetProperty("Findings").EnumerateArray());
        Assert.Contains("Not looked at for " + limit + ".", table, StringComparison.Ordinal);
    }
}
