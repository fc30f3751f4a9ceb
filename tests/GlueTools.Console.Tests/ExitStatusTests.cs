using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GlueTools.Console.Running;
using GlueTools.Console.Streams;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

public sealed class ExitStatusTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Theory]
    [InlineData(0, "test healthy1.example healthy2.example")]
    [InlineData(0, "test noglue6.example")]
    [InlineData(1, "test noglue6.example --fail-on warning")]
    [InlineData(0, "test alias.example")]
    [InlineData(1, "test alias.example --fail-on Notice")]
    [InlineData(1, "test healthy1.example stale.example")]
    [InlineData(0, "test stale.example --fail-on critical")]
    [InlineData(0, "test stale.example --fail-on error --min-severity critical")]
    [InlineData(0, "test stale.example --exclude-check gluestale")]
    [InlineData(0, "test stale.example --exclude-check ZoneIsDelegated,GlueMatchesChild")]
    [InlineData(0, "test stale.example --check GlueMissing")]
    [InlineData(1, "test stale.example --check GlueMissing --check GlueMatchesChild")]
    [InlineData(1, "test stale.example --detailed")]
    [InlineData(0, "test healthy1.example --detailed")]
    [InlineData(2, "test healthy1.example a..b --detailed")]
    [InlineData(0, "collect stale.example")]
    [InlineData(2, "collect stale.example a..b")]
    [InlineData(2, "test healthy1.example a..b")]
    [InlineData(1, "test stale.example a..b")]
    [InlineData(2, "test stale.example a..b --fail-on critical")]
    [InlineData(0, "get healthy1.example")]
    [InlineData(1, "get noglue.example")]
    [InlineData(0, "get splitglue.example")]
    [InlineData(1, "get splitglue.example --fail-on warning")]
    [InlineData(1, "get nonexistent.example")]
    [InlineData(2, "get a..b")]
    [InlineData(0, "compare healthy1.example")]
    [InlineData(1, "compare stale.example")]
    [InlineData(0, "compare incomplete.example")]
    [InlineData(1, "compare incomplete.example --fail-on notice")]
    [InlineData(1, "compare onlyparent.example")]
    [InlineData(0, "trace healthy1.example")]
    [InlineData(2, "trace healthy1.example a..b")]
    public void The_exit_status_tells_faults_from_gaps(int exit, string arguments) => Assert.Equal(exit, lab.Run(arguments.Split(' ')).Exit);

    [Theory]
    [InlineData("test")]
    [InlineData("test --detailed")]
    [InlineData("get")]
    [InlineData("get --per-server")]
    [InlineData("compare")]
    [InlineData("trace")]
    [InlineData("trace --all")]
    [InlineData("collect")]
    public void A_path_that_leads_nowhere_gives_one_sentence_and_a_row_for_each_name(string command)
    {
        using var map = new TextFile("* unreachable");

        var result = GlueResult.Of([.. command.Split(' '), "good.example", "a..b", "better.example", .. JsonOf(command), "--address-map", map.Path], TextReader.Null);

        const string NoAnswer =
            @"No server to start from answers, over UDP or TCP \(asked: \S+ and others\); run from a network that reaches port 53 directly, or start from a reachable server of the parent zone\.";
        Assert.Equal(2, result.Exit);
        Assert.Matches("^" + NoAnswer + @" --server takes its address\.$", result.ErrorLines[0]);
        // A finding has no status; the row of a domain without a verdict says it in the place of the severity.
        var word = command.Contains("--detailed", StringComparison.Ordinal) ? "Severity" : "Status";
        Assert.Single(result.ErrorLines);
        Assert.Equal(
            ["Invalid a..b", "Unknown better.example", "Unknown good.example"],
            result.JsonLines.Select(row => row.GetProperty(word).GetString() + " " + row.GetProperty("DomainName").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("get")]
    [InlineData("compare")]
    [InlineData("trace")]
    [InlineData("collect")]
    public void Something_that_answers_in_the_servers_place_gives_the_same(string command)
    {
        using var lab = new InterceptedLab();

        var result = lab.Run([command, "healthy1.example", "stale.example", .. JsonOf(command)]);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith("Port 53 is intercepted: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["Unknown", "Unknown"], result.JsonLines.Select(row => row.GetProperty("Status").GetString()));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("test --ns ns1.host.test --ns ns2.host.test")]
    [InlineData("get")]
    [InlineData("compare")]
    [InlineData("collect")]
    public void A_name_below_a_zone_that_nobody_can_reach_is_a_gap(string command)
    {
        using var lab = new GluelessLab();

        var result = lab.Run([.. command.Split(' '), "x.bare.example", .. JsonOf(command)]);

        Assert.Equal("Unknown", Assert.Single(result.JsonLines).GetProperty("Status").GetString());
        Assert.Equal(2, result.Exit);
    }

    [Fact]
    public void A_list_without_a_valid_name_needs_no_network()
    {
        using var map = new TextFile("* unreachable");

        var result = GlueResult.Of("test", "a..b", "--format", "jsonl", "--address-map", map.Path);

        Assert.Equal("Invalid", Assert.Single(result.JsonLines).GetProperty("Status").GetString());
        Assert.Empty(result.Error);
    }

    [Fact]
    public void A_server_that_does_not_answer_a_query_gives_2()
    {
        var silent = GlueResult.Of(["query", "45.10.8.1", "unresponsive.example", "SOA", "--format", "jsonl", .. lab.QueryWhere], TextReader.Null);
        var good = GlueResult.Of(["query", "45.10.1.1", "healthy1.example", "SOA", "--format", "jsonl", .. lab.QueryWhere], TextReader.Null);

        Assert.Equal(2, silent.Exit);
        Assert.Equal("TimedOut", Assert.Single(silent.JsonLines).GetProperty("Status").GetString());
        Assert.Equal(0, good.Exit);
        Assert.Equal("NOERROR", Assert.Single(good.JsonLines).GetProperty("RCode").GetString());
    }

    [Fact]
    public void Progress_is_for_somebody_who_watches_and_never_among_the_results()
    {
        var watched = Streams(out var results, out var progress, showsProgress: true);
        var unwatched = Streams(out _, out var nothing, showsProgress: false);

        GlueApp.Run(["test", "unresponsive.example", "--format", "jsonl", .. lab.Where], watched, default);
        GlueApp.Run(["test", "unresponsive.example", "--format", "jsonl", .. lab.Where], unwatched, default);

        Assert.Contains("0 of 1 done, 1 under way", progress.ToString());
        Assert.EndsWith("\r", progress.ToString());
        Assert.DoesNotContain("under way", results.ToString());
        Assert.Empty(nothing.ToString());
    }

    private static ConsoleStreams Streams(out StringWriter output, out StringWriter error, bool showsProgress)
    {
        output = new StringWriter();
        error = new StringWriter();
        return new ConsoleStreams { Out = output, Error = error, ShowsProgress = showsProgress };
    }

    /// <summary>Collected evidence is JSON as it is.</summary>
    private static IEnumerable<string> JsonOf(string command) => command == "collect" ? [] : ["--format", "jsonl"];

    private sealed class InterceptedLab() : RunningLab(LabScenario.Parse(LabSamples.ReadText("sample") + "\npath intercept\n"));

    /// <summary>A zone with name servers in it and no glue; a proposal for a name below it is good in itself.</summary>
    private sealed class GluelessLab() : RunningLab(LabScenario.Parse(
        """
        # Title: No glue
        base
        in example.
          bare             NS    ns1.bare
          bare             NS    ns2.bare
        in test.
          host             NS    ns1.host
          host             NS    ns2.host
          ns1.host         A     45.10.3.1
          ns1.host         AAAA  2a10:10:3::1
          ns2.host         A     45.10.4.1
          ns2.host         AAAA  2a10:10:4::1
        zone host.test. at 45.10.3.1 2a10:10:3::1 45.10.4.1 2a10:10:4::1
          @                NS    ns1
          @                NS    ns2
          ns1              A     45.10.3.1
          ns1              AAAA  2a10:10:3::1
          ns2              A     45.10.4.1
          ns2              AAAA  2a10:10:4::1
        zone x.bare.example. at 45.10.3.1 2a10:10:3::1 45.10.4.1 2a10:10:4::1
          @                NS    ns1.host.test.
          @                NS    ns2.host.test.
        """));
}
