using System.IO;
using GlueTools.Console.Running;

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

    [Fact]
    public void A_path_that_leads_nowhere_gives_one_sentence_and_no_row()
    {
        using var map = new TextFile("* unreachable");

        var result = GlueResult.Of("test", "good.example", "--format", "jsonl", "--address-map", map.Path);

        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Out);
        var line = Assert.Single(result.ErrorLines);
        Assert.Matches(
            @"^No server to start from answers, over UDP or TCP \(asked: \S+ and others\); run from a network that reaches port 53 directly, or start from a reachable server of the parent zone \(-Server, --server\)\.$",
            line);
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

        Assert.Contains("0 done, 1 under way", progress.ToString());
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
}
