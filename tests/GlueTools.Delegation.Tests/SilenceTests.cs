using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>When a server that answers nothing is taken for silent: where nothing shows that it, or what was sent to it, may be otherwise.</summary>
public sealed class SilenceTests
{
    private const string Server = "45.10.2.1";

    private static readonly DomainName Second = DomainName.Parse("second.example");

    [Fact]
    public void A_server_whose_machine_refuses_connections_is_not_silent_for_two_datagrams_lost() =>
        Assert.Equal(["ServerTcpUnavailable ns2.second.example 45.10.2.1"], Found(datagrams: 2, connections: false, lostElsewhere: 0, noTcp: true));

    [Fact]
    public void A_server_that_lets_connections_wait_is_not_silent_for_two_datagrams_lost_where_the_network_loses_others() =>
        Assert.Equal(["ServerTcpUnavailable ns2.second.example 45.10.2.1"], Found(datagrams: 2, connections: true, lostElsewhere: 1, noTcp: false));

    [Fact]
    public void A_server_that_says_nothing_is_silent_where_the_network_loses_nothing() =>
        Assert.Equal(["ServerUnresponsive ns2.second.example 45.10.2.1"], Found(datagrams: int.MaxValue, connections: true, lostElsewhere: 0, noTcp: false));

    [Fact]
    public void A_server_that_says_nothing_is_silent_where_the_network_loses_others() =>
        Assert.Equal(["ServerUnresponsive ns2.second.example 45.10.2.1"], Found(datagrams: int.MaxValue, connections: true, lostElsewhere: 3, noTcp: false));

    [Fact]
    public void A_machine_without_a_server_is_silent_though_it_refuses_connections() =>
        Assert.Equal(["ServerUnresponsive ns2.second.example 45.10.2.1"], Found(datagrams: int.MaxValue, connections: false, lostElsewhere: 0, noTcp: true));

    /// <summary>What a silent server costs a network that loses nothing: a datagram for SOA, one for NS, and a connection.</summary>
    [Fact]
    public void A_dead_server_is_sent_two_datagrams()
    {
        var sent = new List<ProtocolType>();
        Found(datagrams: int.MaxValue, connections: true, lostElsewhere: 0, noTcp: false, sent);

        Assert.Equal([ProtocolType.Tcp, ProtocolType.Udp, ProtocolType.Udp], sent.Order());
    }

    /// <summary>Thirteen name servers on either side, none the same, are as much as the plan of questions leaves room for: asking all of it again takes none of that room.</summary>
    [Fact]
    public void A_domain_that_is_collected_twice_since_the_network_loses_packets_has_the_ceilings_of_one()
    {
        static string Addresses(int i, string below) => $"  n{i}{below} A 45.20.{i}.1\n  n{i}{below} AAAA 2a10:20:{i}::1\n";
        var all = Enumerable.Range(1, 26).ToList();
        var lab = new SimulatedLab(LabScenario.Parse("# Title: Many name servers\nbase\nin example.\n" + string.Concat(all.Take(13).Select(i => $"  large NS n{i}.large\n" + Addresses(i, ".large")))
            + "zone large.example. at " + string.Join(' ', all.Select(i => $"45.20.{i}.1 2a10:20:{i}::1")) + "\n"
            + string.Concat(all.Skip(13).Select(i => $"  @ NS n{i}\n")) + string.Concat(all.Select(i => Addresses(i, string.Empty))) + "server 37.209.194.10 silent\n"));
        var registry = new CountedRegistry();
        DelegationReport Audit(bool isLossy)
        {
            var sent = 0;
            var machine = lab.NewMachine();
            machine.LosesTo = (server, transport) => isLossy && transport == ProtocolType.Udp && server.Address.ToString().StartsWith("45.20.", StringComparison.Ordinal) && ++sent % 10 == 0;
            return ScenarioRun.Audit(ScenarioRun.Options(lab) with { Registry = registry }, DomainName.Parse("large.example"), machine);
        }

        var (once, twice) = (Audit(isLossy: false), Audit(isLossy: true));

        Assert.Empty(twice.View.Limits);
        Assert.Equal(ScenarioRun.Found(once), ScenarioRun.Found(twice));
        Assert.InRange(twice.View.Questions, 3 * once.View.Questions / 2, 3 * once.View.Questions);
        Assert.Equal(2, registry.Asked);
        Assert.NotNull(twice.View.Registry);
    }

    /// <summary>Connections repeat what they lose, so a few of them in vain are no chance, and nothing is waited for beyond that.</summary>
    [Theory]
    [InlineData("SOA")]
    [InlineData("NS")]
    [InlineData("AAAA")]
    public void A_type_that_is_kept_back_is_found_over_TCP_alone_as_well(string type)
    {
        var lab = new SimulatedLab(LabScenario.Parse(CountedScenario.Text + "server " + Server + " mute " + type + "\n"));
        var connections = 0;
        var machine = lab.NewMachine();
        machine.LosesTo = (server, _) =>
        {
            connections += server.Address.ToString() == Server ? 1 : 0;
            return false;
        };

        Assert.Equal(["ServerAnswersInPart ns2.second.example 45.10.2.1"], ScenarioRun.Found(ScenarioRun.Audit(ScenarioRun.Options(lab) with { TcpOnly = true }, Second, machine)));
        Assert.InRange(connections, 1, 24);
    }

    /// <summary>What a server never answers is not lost for being asked too much, so nobody is asked more slowly for it: forty domains wait side by side.</summary>
    [Theory]
    [InlineData("SOA")]
    [InlineData("NS")]
    [InlineData("AAAA")]
    public void Many_domains_on_a_server_that_keeps_a_type_back_take_hardly_longer_than_one(string type) =>
        Assert.InRange(ElapsedMs(40, type), 1, 3 * ElapsedMs(1, type));

    private static double ElapsedMs(int domains, string type)
    {
        var names = Enumerable.Range(0, domains).Select(number => "d" + number).ToList();
        var delegations = string.Concat(names.Select(name => $"  {name} NS ns1.{name}\n  ns1.{name} A 45.10.1.1\n"));
        var zones = string.Concat(names.Select(name => $"zone {name}.example. at 45.10.1.1\n  @ NS ns1\n  ns1 A 45.10.1.1\n"));
        var lab = new SimulatedLab(LabScenario.Parse("# Title: Domains on one server\nbase\nin example.\n" + delegations + zones + "server 45.10.1.1 mute " + type + "\n"));
        var machine = lab.NewMachine();
        using var session = new AuditSession(ScenarioRun.Options(lab), random: new Random(1), machine: machine);
        using (machine.Hold())
        {
            names.ForEach(name => session.Start(DomainName.Parse(name + ".example")));
        }

        Assert.All(names, _ => Assert.Contains(session.Take(CancellationToken.None).Report!.Findings, finding => finding.Code == "ServerAnswersInPart"));
        return machine.ElapsedMs;
    }

    /// <summary>Audits a domain of which a server is never heard first: so many datagrams to it are lost, all connections to it, and so many datagrams to the servers of the zones above.</summary>
    private static string[] Found(int datagrams, bool connections, int lostElsewhere, bool noTcp, List<ProtocolType>? sent = null)
    {
        var lab = new SimulatedLab(LabScenario.Parse(CountedScenario.Text + (noTcp ? "server " + Server + " notcp\n" : string.Empty)));
        var machine = lab.NewMachine();
        var to = new IPEndPoint(IPAddress.Parse(Server), 53);
        machine.LosesTo = (server, transport) =>
        {
            if (!server.Equals(to))
            {
                return transport == ProtocolType.Udp && lostElsewhere-- > 0;
            }

            sent?.Add(transport);
            return transport == ProtocolType.Tcp ? connections : datagrams-- > 0;
        };
        return ScenarioRun.Found(ScenarioRun.Audit(ScenarioRun.Options(lab), Second, machine));
    }

    /// <summary>How often a registry was asked.</summary>
    private sealed class CountedRegistry : IRegistrySource
    {
        internal int Asked { get; private set; }

        public void Ask(DomainName name, Action<RegistrySide> answered)
        {
            Asked++;
            answered(new RegistrySide(name, RegistryState.NotAsked, string.Empty, SimulatedClock.Begin));
        }
    }
}
