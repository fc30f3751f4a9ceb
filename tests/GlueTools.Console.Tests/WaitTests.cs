using System.IO;
using System.Linq;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Console.Tests;

/// <summary><c>glue wait</c>. What it asks and when is tested on simulated time, in the tests of audits.</summary>
public sealed class WaitTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Fact]
    public void What_has_arrived_is_one_row_with_a_row_for_each_server_and_gives_0()
    {
        var result = Run("wait", "healthy1.example", "--format", "jsonl");
        var row = result.JsonLines.Single();

        Assert.Equal(0, result.Exit);
        Assert.Equal(("Arrived", 0, 4, 4), (row.GetProperty("Status").GetString(), row.GetProperty("Rank").GetInt32(), row.GetProperty("NewCount").GetInt32(), row.GetProperty("ServerCount").GetInt32()));
        Assert.Equal(["New", "New", "New", "New"], row.GetProperty("Servers").EnumerateArray().Select(server => server.GetProperty("Status").GetString()));
        Assert.All(row.GetProperty("Servers").EnumerateArray(), server => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", server.GetProperty("SinceUtc").GetString()));
        Assert.Equal(string.Empty, result.Error);
    }

    [Fact]
    public void What_has_not_arrived_when_the_time_is_over_gives_1_and_says_how_the_servers_differ()
    {
        var result = Run("wait", "stale.example", "--timeout", "0");

        Assert.Equal(1, result.Exit);
        Assert.Contains("Pending", result.Out);
        Assert.Contains("0 of 4 parent servers", result.Out);
        Assert.Contains("45.10.4.1", result.Out);
    }

    [Fact]
    public void What_is_given_is_waited_for_and_what_nobody_knows_gives_2()
    {
        Assert.Equal(0, Run("wait", "stale.example", "--timeout", "0", "--ns", "ns1.stale.example", "--ns", "ns2.stale.example/45.10.4.1,2a10:10:2::1").Exit);
        var unknown = Run("wait", "nonexistent.example", "--format", "jsonl");
        Assert.Equal((2, "Unknown"), (unknown.Exit, unknown.JsonLines.Single().GetProperty("Status").GetString()));
        Assert.Equal(["Invalid", "Arrived"], Run("wait", "a..b", "healthy1.example", "--format", "jsonl").JsonLines.Select(row => row.GetProperty("Status").GetString()));
    }

    [Fact]
    public void CSV_has_the_servers_side_by_side() =>
        Assert.Contains("/37.209.192.10 New since ", Run("wait", "healthy1.example", "--format", "csv").Out);

    [Fact]
    public void A_resolver_is_asked_after_the_servers_and_a_change_is_waited_for()
    {
        using var moving = new MovingLab();
        var result = GlueResult.Of(["wait", "moving.example", "--poll", "5", "--resolver", "45.10.53.1", "--format", "jsonl", .. moving.HintsAndMap, "--attempt-timeout", "0.4"], TextReader.Null);
        var servers = result.JsonLines.Single().GetProperty("Servers").EnumerateArray().ToList();

        Assert.Equal(0, result.Exit);
        Assert.Equal(["Parent", "Parent", "Parent", "Parent", "Resolver"], servers.Select(server => server.GetProperty("Role").GetString()));
        Assert.All(servers, server => Assert.Equal("New", server.GetProperty("Status").GetString()));
        Assert.Contains(servers, server => server.GetProperty("LastOldUtc").GetString() != string.Empty);
    }

    [Fact]
    public void A_public_resolver_is_named_by_a_word()
    {
        using var quad9 = new PublicLab();
        var result = GlueResult.Of(["wait", "moved.example", "--resolver", "quad9", "--format", "jsonl", .. quad9.HintsAndMap, "--attempt-timeout", "0.4"], TextReader.Null);
        var resolver = result.JsonLines.Single().GetProperty("Servers").EnumerateArray().Single(server => server.GetProperty("Role").GetString() == "Resolver");

        Assert.Equal((0, "9.9.9.9", "New"), (result.Exit, resolver.GetProperty("ServerAddress").GetString(), resolver.GetProperty("Status").GetString()));
    }

    [Theory]
    [InlineData("--poll 4", "--poll takes a whole number from 5 to 3600, not '4'.")]
    [InlineData("--timeout x", "--timeout takes seconds from 0 to 31536000, not 'x'.")]
    [InlineData("--resolver example", "--resolver takes an IP address or one of cloudflare, google, quad9, public, not 'example'.")]
    [InlineData("--require-resolver", "--require-resolver needs a resolver; name one with --resolver.")]
    [InlineData("b.example --ns ns1.example", "--ns describes the delegation of one domain; give exactly one NAME.")]
    public void Mistakes_are_told_before_anybody_is_asked(string arguments, string sentence)
    {
        var result = GlueResult.Of(["wait", "a.example", .. arguments.Split(' ')], TextReader.Null);

        Assert.Equal((2, sentence), (result.Exit, result.ErrorLines.Single()));
    }

    private GlueResult Run(params string[] args) => GlueResult.Of([.. args, .. lab.HintsAndMap, "--attempt-timeout", "0.4"], TextReader.Null);

    private sealed class PublicLab() : RunningLab(LabScenario.Parse("base\nin example.\n  moved NS ns1.moved\n  ns1.moved A 45.10.1.1\nzone moved.example. at 45.10.1.1\n  @ NS ns1\n  ns1 A 45.10.1.1\nserver 9.9.9.9 caches\n"));

    private sealed class MovingLab() : RunningLab(LabSamples.Load("moving"));
}
