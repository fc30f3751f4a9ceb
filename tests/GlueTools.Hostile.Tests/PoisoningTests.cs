using System;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Lab.Serving;

namespace GlueTools.Hostile.Tests;

/// <summary>What one domain's servers say changes nothing for another domain of the same run: the innocents have exactly the findings that they have alone.</summary>
public sealed class PoisoningTests
{
    /// <summary>Two of each kind of innocent; one of them is audited after the attack, the other beside it.</summary>
    private const int Count = 10;

    /// <summary>The hostile domain, and others by way of which its servers are asked about names: below it, and as somebody's name servers.</summary>
    private const string Evil = """
        in example.
          evil          NS    ns1.evil
          evil          NS    ns2.evil
          ns1.evil      A     66.1.1.1
          ns2.evil      A     66.1.2.1
          tool          NS    ns1.x.y.evil
          tool          NS    ns2.evil

        """;

    private static readonly string[] Hostile = ["evil.example", "sub.evil.example", "a.b.evil.example", "tool.example"];

    public static TheoryData<string> Attempts => new(Poison.Attempts.Keys);

    [Fact]
    public void There_are_thirty_attempts_and_more() => Assert.InRange(Poison.Attempts.Count, 30, int.MaxValue);

    [Theory]
    [MemberData(nameof(Attempts))]
    public void An_innocent_has_the_findings_it_has_alone(string attempt)
    {
        var network = new HostileNetwork(Innocents.Text(Count) + Evil, Poison.Attempts[attempt]);

        foreach (var throttle in new[] { 1, 64 })
        {
            var run = HostileRun.Of(network, Hostile.Concat(Innocents.Names(Count)), options => options with { ThrottleLimit = throttle, TimeoutSec = 0.4 });

            run.AssertInnocents(Count);
            AssertNobodyWasSentToTheTrap(network, run);
        }

        Assert.InRange(network.HostileQueryCount, 1, int.MaxValue);
    }

    /// <summary>Domains that a stranger delegates to the innocents' own servers, which refuse them: first in the list, and many.</summary>
    [Fact]
    public void Domains_delegated_to_an_innocents_servers_change_nothing_for_it()
    {
        const int Lame = 40;
        var lame = string.Concat(Enumerable.Range(0, Lame).Select(i => "  lame" + i + " NS ns1.hosting.test.\n  lame" + i + " NS ns2.hosting.test.\n"));
        var network = new HostileNetwork(Innocents.Text(Count) + "in example.\n" + lame);

        var run = HostileRun.Of(network, Enumerable.Range(0, Lame).Select(i => "lame" + i + ".example").Concat(Innocents.Names(Count)));

        run.AssertInnocents(Count);
        Assert.Contains("DelegationUnreachable", run.Found("lame0.example"));
    }

    private static void AssertNobodyWasSentToTheTrap(HostileNetwork network, HostileRun run)
    {
        foreach (var name in Innocents.Names(Count))
        {
            Assert.DoesNotContain(run.Report(name).View.Child!.Servers, server => server.Address.ToString() == Poison.Trap);
            Assert.DoesNotContain(run.Report(name).View.Parent!.Servers, server => server.Server.Address.ToString() == Poison.Trap);
        }
    }
}
