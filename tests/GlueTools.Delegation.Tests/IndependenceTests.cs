using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What is found of a domain does not depend on what else is in the list, or on the order: its second server is shared with strangers.</summary>
public sealed class IndependenceTests
{
    private const string Shared = "46.30.1.1";

    /// <summary>
    /// How many domains; what the shared server does to every one of them, and beside that to some; one in so many is one of those; what is found of the
    /// others, and of them.
    /// </summary>
    public static TheoryData<int, string, string, int, string, string> Servers => new()
    {
        { 24, "", "silent", 4, "", "ServerUnresponsive" },
        { 12, "", "silent", 2, "", "ServerUnresponsive" },
        { 8, "", "silent", 1, "", "ServerUnresponsive" },
        { 8, "dropedns", "", 1, "", "ServerWithoutEdns" },
        { 8, "", "dropedns", 2, "", "ServerWithoutEdns" },
        { 8, "", "dropednsudp", 4, "", "ServerWithoutEdns" },
        { 8, "", "noudp", 4, "", "ServerUdpUnavailable" },
        { 8, "", "tcpsilent", 4, "", "ServerTcpUnavailable" },
        { 12, "", "refuse", 2, "", "ServerRefuses" },
        { 8, "", "mute SOA", 2, "", "ServerAnswersInPart" },
        { 8, "", "mute NS", 2, "", "ServerAnswersInPart" },
        { 8, "", "mute AAAA", 2, "", "ServerAnswersInPart" },
        { 8, "", "garbage", 4, "", "ServerMalformed" },
        { 8, "", "othersource", 4, "", "ServerRepliesFromElsewhere" },
        { 8, "slow 150", "silent", 2, "", "ServerUnresponsive" },
        { 8, "", "noedns", 2, "", "ServerWithoutEdns" },
        { 40, "refuseover 12", "refuse", 4, "", "ServerRefuses" },
        { 40, "servfailover 24", "refuse", 4, "", "ServerRefuses" },
        { 40, "refuseover 12", "servfail", 4, "", "ServerFails" },
        { 24, "", "rcode AAAA REFUSED", 2, "", "ServerAnswersInPart" },
        { 3, "rcodeudp REFUSED", "", 1, "", "ServerRefuses" },
        { 10, "rcodeudp REFUSED", "", 1, "", "ServerRefuses" },
        { 10, "rcodeudp SERVFAIL", "", 1, "", "ServerFails" },
        { 40, "", "rcodeudp REFUSED", 4, "", "ServerRefuses" },
        { 2, "", "slow 440", 2, "", "" },
        { 12, "", "slow 440", 2, "", "" },
        { 8, "slow 440", "", 1, "", "" },
        { 8, "", "nooptions", 2, "", "" },
        { 8, "", "dropoptions", 2, "", "" },
        { 8, "mute AAAA", "dropoptions", 2, "ServerAnswersInPart", "ServerAnswersInPart" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void Findings_in_a_list_are_those_of_each_domain_alone(int count, string all, string some, int every, string expected, string expectedOfSome)
    {
        var network = new SimulatedLab(LabScenario.Parse(Domains(count, all, some, every)));
        var options = ScenarioRun.Options(network) with { TimeoutSec = 0.3 };
        var names = Enumerable.Range(0, count).Select(NameOf).ToList();
        var faulty = names.Where((_, number) => number % every == 0).ToHashSet();
        var alone = names.Take(every + 1).ToDictionary(name => name, name => AuditAll(network, options, [name])[name]);

        foreach (var (order, limit) in new[] { (names.OrderBy(name => faulty.Contains(name)).ToList(), 4), (names.OrderByDescending(name => faulty.Contains(name)).ToList(), 64) })
        {
            var found = AuditAll(network, options with { ThrottleLimit = limit }, order);

            foreach (var name in names)
            {
                Assert.Equal((name, faulty.Contains(name) ? expectedOfSome : expected), (name, found[name].Split(' ')[0]));
            }

            foreach (var name in alone.Keys)
            {
                Assert.Equal(alone[name], found[name]);
            }
        }
    }

    [Fact]
    public void Domains_that_a_stranger_delegates_to_servers_of_others_harm_nobody()
    {
        // Both servers of forty healthy domains drop questions about zones that they do not hold, and those come first.
        var text = new StringBuilder("base\n\nin example.\n");
        var zones = new StringBuilder();
        for (var i = 0; i < 45; i++)
        {
            text.Append(Delegation("d" + i, ".d" + i, "46.30.2.1"));
            if (i >= 5)
            {
                zones.Append($"zone d{i}.example. at 46.30.1.1 46.30.2.1\n").Append(Delegation("@", string.Empty, "46.30.2.1"));
            }
        }

        text.Replace("46.10.1.1", Shared);
        zones.Replace("46.10.1.1", Shared);
        foreach (var server in new[] { Shared, "46.30.2.1" })
        {
            zones.Append("server ").Append(server);
            for (var i = 0; i < 5; i++)
            {
                zones.Append(" silent d").Append(i).Append(".example.");
            }

            zones.Append('\n');
        }

        var network = new SimulatedLab(LabScenario.Parse(text.Append('\n').Append(zones).ToString()));
        var names = Enumerable.Range(0, 45).Select(NameOf).ToList();

        var found = AuditAll(network, ScenarioRun.Options(network) with { TimeoutSec = 0.5 }, names);

        Assert.All(names.Skip(5), name => Assert.Equal((name, "NoIPv6NameServer"), (name, found[name].Split(' ')[0])));
        Assert.All(names.Take(5), name => Assert.Contains("ServerUnresponsive", found[name], StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_server_says_of_addresses_in_a_zone_that_it_does_not_serve_never_counts()
    {
        // It is an alias at the apex of one domain, and has an address beside it. Whoever was heard about the other one before is asked for both at once.
        var network = new SimulatedLab(LabScenario.Parse("""
            base
            in example.
              d0      NS    ns1.d0
              ns1.d0  A     46.10.1.1
              d1      NS    ns1.d1
              ns1.d1  A     46.10.1.1
            zone d0.example. at 46.10.1.1 2a10:10:1::1
              @       CNAME d1.example.
              ns1     A     46.10.1.1
              ns1     AAAA  2a10:10:1::1
            zone d1.example. at 46.10.1.1
              @       NS    ns1
              ns1     A     46.10.1.1
            """));
        var options = ScenarioRun.Options(network);
        List<DomainName> names = [NameOf(0), NameOf(1)];

        var alone = AuditAll(network, options, [NameOf(0)])[NameOf(0)];

        Assert.Contains("ServerDeniesZone", alone, StringComparison.Ordinal);
        Assert.Equal(alone, AuditAll(network, options, names)[NameOf(0)]);
        names.Reverse();
        Assert.Equal(alone, AuditAll(network, options with { ThrottleLimit = 1 }, names)[NameOf(0)]);
    }

    private static DomainName NameOf(int number) => DomainName.Parse("d" + number + ".example");

    private static Dictionary<DomainName, string> AuditAll(SimulatedLab network, AuditOptions options, List<DomainName> names)
    {
        using var session = new AuditSession(options, random: new Random(1), machine: network.NewMachine());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var found = new Dictionary<DomainName, string>();
        for (var next = 0; found.Count < names.Count;)
        {
            for (; next < names.Count && session.InFlight < session.Room; next++)
            {
                session.Start(names[next]);
            }

            if (session.TryTake(20, patience.Token, out var item))
            {
                Assert.Null(item.Failure);
                Assert.Null(item.Report!.View.Problem);
                found.Add(item.DomainName, string.Join(" | ", item.Report.Rows().Select(finding => finding.Code + " " + finding.NameServer + " " + finding.IPAddress + " " + finding.Message)));
            }
        }

        return found;
    }

    /// <summary>Domains with a dual-stack name server of their own and one at the shared address.</summary>
    private static string Domains(int count, string all, string some, int every)
    {
        var text = new StringBuilder("base\n\nin example.\n");
        var zones = new StringBuilder();
        var faults = new StringBuilder(all);
        for (var i = 0; i < count; i++)
        {
            text.Append(Delegation("d" + i, ".d" + i, Shared));
            zones.Append($"zone d{i}.example. at 46.10.1.1 2a10:10:1::1 {Shared}\n").Append(Delegation("@", string.Empty, Shared));
            if (some.Length > 0 && i % every == 0)
            {
                faults.Append($" {some} d{i}.example.");
            }
        }

        return text.Append('\n').Append(zones).Append($"server {Shared} {faults}\n").ToString();
    }

    private static string Delegation(string owner, string below, string second) =>
        $"  {owner} NS ns1{below}\n  {owner} NS ns2{below}\n  ns1{below} A 46.10.1.1\n"
        + (second == Shared ? $"  ns1{below} AAAA 2a10:10:1::1\n" : string.Empty) + $"  ns2{below} A {second}\n";
}
