using System;
using System.IO;
using System.Linq;

namespace GlueTools.Console.Tests;

/// <summary>Whom <c>glue test</c> asks that belongs to neither side. What is found is tested by scenarios.</summary>
public sealed class BesideTests(SampleLab lab) : IClassFixture<SampleLab>
{
    [Theory]
    [InlineData("healthy1.example --previous-server 45.10.4.1 --gone-since 2026-01-01T00:00:00Z", "PreviousServerSafe", 0)]
    [InlineData("healthy1.example --previous-server ns9.healthy1.example/45.10.4.1", "PreviousServerInCaches", 0)]
    [InlineData("stale.example --previous-server 45.10.4.1 --gone-since 2026-01-01", "PreviousServerStillDelegated", 1)]
    [InlineData("healthy1.example --previous-server ns2.healthy1.example", "PreviousServerStillInZone", 1)]
    [InlineData("healthy1.example --resolver 45.10.99.1", "ResolverDoesNotAnswer", 0)]
    public void It_is_said_in_a_finding(string arguments, string code, int exit)
    {
        var result = lab.Run(["test", .. arguments.Split(' '), "--detailed", "--format", "jsonl"]);

        Assert.Contains(code, result.JsonLines.Select(row => row.GetProperty("Code").GetString()));
        Assert.Equal(exit, result.Exit);
    }

    [Fact]
    public void The_delegations_above_have_a_row_each_and_only_one()
    {
        var rows = lab.Run("test", "healthy1.example", "healthy2.example", "a..b", "--ancestors", "--format", "jsonl").JsonLines;
        Assert.Equal(["a..b", "example", "healthy1.example", "healthy2.example"], rows.Select(row => row.GetProperty("DomainName").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(["example"], lab.Run("test", "example", "--ancestors", "--format", "jsonl").JsonLines.Select(row => row.GetProperty("DomainName").GetString()));
        Assert.Contains("--ancestors asks the servers above", lab.Run("test", "new.example", "--ns", "ns1.new.example/45.10.1.1", "--ancestors").Error);
    }

    [Fact]
    public void Evidence_keeps_it_and_is_judged_to_the_same()
    {
        var saved = lab.Run("test", "healthy1.example", "--previous-server", "45.10.4.1", "--resolver", "45.10.99.1", "--acceptance", "--evidence", "full", "--format", "jsonl");
        using var file = new TextFile(saved.Out);
        var again = GlueResult.Of("test", "--from", file.Path, "--format", "jsonl");

        string[] Codes(GlueResult result) => [.. result.JsonLines.Single().GetProperty("Findings").EnumerateArray().Select(finding => finding.GetProperty("Code").GetString()!)];
        Assert.Equal(["CsyncNotNeeded", "DsUpdateNotNeeded", "NotifyTargetMissing", "PreviousServerInCaches", "ResolverDoesNotAnswer"], Codes(saved).Order(StringComparer.Ordinal));
        Assert.Equal(Codes(saved), Codes(again));
    }

    [Theory]
    [InlineData("--previous-server a..b", "--previous-server a..b: ")]
    [InlineData("--previous-server a.example/x", "--previous-server a.example/x: 'x' is no IP address.")]
    [InlineData("--gone-since 2026-01-01", "--gone-since is about a server that is to be switched off; name it with --previous-server.")]
    [InlineData("--previous-server 192.0.2.1 --gone-since yesterday", "--gone-since takes a time as 2026-01-31T12:00:00Z, not 'yesterday'.")]
    [InlineData("--previous-server 192.0.2.1 --gone-since 2999-01-01", "--gone-since 2999-01-01 has not come yet.")]
    [InlineData("--resolver example", "--resolver takes an IP address or one of cloudflare, google, quad9, public, not 'example'.")]
    public void Mistakes_are_told_before_anybody_is_asked(string arguments, string sentence)
    {
        var result = GlueResult.Of(["test", "a.example", .. arguments.Split(' ')], TextReader.Null);

        Assert.Equal(2, result.Exit);
        Assert.StartsWith(sentence, result.ErrorLines.Single(), StringComparison.Ordinal);
    }
}
