using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Waiting for a change, on simulated time: what is asked when, and what is said of it.</summary>
public sealed class ArrivalTests
{
    private const string Early = "45.0.0.1", Late = "45.0.0.2", Resolver = "45.0.0.53";

    // The parent has two servers; ns2 moves from 45.1.0.2 to 45.1.0.3. The first server learns of it after 100 s, the second after 1000 s.
    private const string Scenario = """
        zone . at 45.0.0.9
          @ NS root.
          root A 45.0.0.9
          test NS a.nic.test.
          test NS b.nic.test.
          a.nic.test A 45.0.0.1
          b.nic.test A 45.0.0.2
        zone test. at 45.0.0.1 45.0.0.2
          @ NS a.nic
          @ NS b.nic
          a.nic A 45.0.0.1
          b.nic A 45.0.0.2
          x 7200 NS ns1.x
          x 7200 NS ns2.x
          ns1.x 7200 A 45.1.0.1
          ns2.x 7200 A 45.1.0.2
          aside NS ns1.aside
          ns1.aside A 45.1.0.8
        zone x.test. at 45.1.0.1 45.1.0.3 serial 2
          @ 600 NS ns1
          @ 600 NS ns2
          ns1 600 A 45.1.0.1
          ns2 600 A 45.1.0.3
        OLD
        server 45.0.0.53 caches
        server 45.1.0.2
        MORE
        after 100
        without test. at 45.0.0.1 serial 2
          ns2.x A 45.1.0.2
        in test. at 45.0.0.1
          ns2.x 7200 A 45.1.0.3
        after 1000
        without test. at 45.0.0.2 serial 2
          ns2.x A 45.1.0.2
        in test. at 45.0.0.2
          ns2.x 7200 A 45.1.0.3
        """;

    private const string OldZone = """
        zone x.test. at 45.1.0.2 serial 1
          @ 900 NS ns1
          @ 900 NS ns2
          ns1 900 A 45.1.0.1
          ns2 900 A 45.1.0.2
        """;

    private readonly List<(double At, string Text)> _progress = [];
    private SimulatedLab _lab = null!;

    [Fact]
    public void It_looks_after_10_seconds_and_then_after_twice_as_long_up_to_5_minutes_and_ends_when_all_show_it()
    {
        var arrival = Wait(new WaitRequest());

        Assert.Equal([0, 10, 30, 70, 150, 310, 610, 910, 1210], _progress.Select(one => (int)Math.Round(one.At)));
        Assert.True(arrival.HasArrived && arrival.IsComplete);
        Assert.Equal(1210, Seconds(arrival.SinceUtc));
        Assert.Equal([(ArrivalState.New, 150, 70), (ArrivalState.New, 1210, 910)], arrival.Servers.Select(server => (server.State, Seconds(server.SinceUtc), Seconds(server.LastOldUtc))));
        Assert.All(arrival.Servers, server => Assert.Equal(string.Empty, server.Detail));
        Assert.Equal(["ns1.x.test/45.1.0.1", "ns2.x.test/45.1.0.3"], arrival.Wanted!.ToTexts());
    }

    [Fact]
    public void Each_look_puts_one_question_to_each_server_that_is_still_old_and_none_to_the_others()
    {
        Wait(new WaitRequest());
        var later = _lab.Queries.Where(query => query.Time.TotalSeconds > 5).ToList();

        Assert.Equal([10, 30, 70, 150], TimesOf(later, Early));
        Assert.Equal([10, 30, 70, 150, 310, 610, 910, 1210], TimesOf(later, Late));
        Assert.Equal(12, later.Count);
        Assert.All(later, query => Assert.Equal(RecordType.NS, query.Question!.Value.Type));
    }

    [Fact]
    public void Caches_keep_the_old_answer_for_its_TTL_from_when_it_was_first_seen_gone()
    {
        var arrival = Wait(new WaitRequest());

        // Seen old at 910 and new at 1210, so whoever asked a moment before 1210 may have been told the old one; nobody hands out the old zone any more.
        Assert.Equal(1210 + 7200, Seconds(arrival.CachesUntilUtc));
        Assert.Equal("0 of 2 parent servers; caches may keep the old answer until 02:00:01 UTC (2 h)", _progress[0].Text);
        Assert.Equal("1 of 2 parent servers; caches may keep the old answer until 02:02:31 UTC (2 h)", _progress[4].Text);
        Assert.Equal("2 of 2 parent servers; caches may keep the old answer until 02:20:11 UTC (2 h)", _progress[^1].Text);
    }

    [Fact]
    public void Where_an_old_server_still_hands_out_the_old_zone_the_TTLs_of_parent_and_zone_add()
    {
        var arrival = Wait(new WaitRequest(), old: OldZone);

        Assert.Equal(1210 + 7200 + 900, Seconds(arrival.CachesUntilUtc));
        Assert.Equal(["ns1.x.test/45.1.0.1", "ns2.x.test/45.1.0.3"], arrival.Wanted!.ToTexts());
    }

    [Fact]
    public void A_fixed_interval_does_not_grow() =>
        Assert.Equal(1000 / 50 + 1, Count(Wait(new WaitRequest { PollSec = 50 })));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(15, 3, 15)]
    [InlineData(200, 6, 200)]
    public void When_the_time_is_over_it_looks_once_more_and_says_how_far_it_has_come(double timeout, int looks, int end)
    {
        var arrival = Wait(new WaitRequest { TimeoutSec = timeout });

        Assert.False(arrival.IsComplete);
        Assert.Null(arrival.SinceUtc);
        Assert.Equal((looks, end), (_progress.Count, (int)Math.Round((arrival.AtUtc - SimulatedClock.Begin).TotalSeconds)));
        Assert.Equal("gives 45.1.0.2 for ns2.x.test", arrival.Servers[1].Detail);
    }

    [Fact]
    public void A_later_call_finds_what_is_there_and_counts_from_then()
    {
        var arrival = Wait(new WaitRequest(), begin: 2000);

        Assert.Equal(1, Count(arrival));
        Assert.True(arrival.HasArrived);
        Assert.All(arrival.Servers, server => Assert.Null(server.LastOldUtc));
        // It looked at 3 s, and somebody may have asked just before.
        Assert.Equal(7203, Seconds(arrival.CachesUntilUtc));
    }

    [Fact]
    public void What_is_given_is_waited_for_whatever_the_zone_says()
    {
        var arrival = Wait(new WaitRequest { Wanted = Given("ns1.x.test/45.1.0.1", "ns2.x.test/45.1.0.2") });
        Assert.True(arrival.HasArrived);
        Assert.Single(_progress);

        arrival = Wait(new WaitRequest { Wanted = Given("ns1.x.test", "ns3.x.test/45.1.0.3"), TimeoutSec = 0 });
        Assert.Equal("does not name ns3.x.test; names ns2.x.test", arrival.Servers[0].Detail);
    }

    [Fact]
    public void A_domain_that_is_not_delegated_yet_is_waited_for_where_it_is_said_how()
    {
        var nothing = Wait(new WaitRequest(), name: "new.test");
        Assert.Equal("No server was found that gives new.test's own name servers with authority. Say which name servers are to be waited for.", nothing.Problem);

        var arrival = Wait(new WaitRequest { Wanted = Given("ns1.x.test") }, name: "new.test", more: "", later: "after 2000\nin test.\n  new NS ns1.x\n");
        Assert.True(arrival.HasArrived);
        Assert.Equal(2110, Seconds(arrival.SinceUtc));
        // The denial may be kept as long as the SOA says, by whoever asked just before the delegation was seen.
        Assert.Equal(2110 + 300, Seconds(arrival.CachesUntilUtc));
    }

    [Fact]
    public void Copies_with_one_serial_that_differ_are_not_waited_for()
    {
        // The server at 45.1.0.2 has the same serial, and the address of before.
        var arrival = Wait(new WaitRequest(), old: OldZone.Replace("serial 1", "serial 2", StringComparison.Ordinal));

        Assert.Null(arrival.Wanted);
        Assert.Equal("Servers of the zone with the same serial publish different addresses for ns2.x.test. Say which name servers are to be waited for.", arrival.Problem);
    }

    [Fact]
    public void A_server_that_says_nothing_is_asked_on_and_named()
    {
        var arrival = Wait(new WaitRequest { TimeoutSec = 30 }, more: "server 45.0.0.2 silent x.test.");
        Assert.Contains("; b.nic.test/45.0.0.2 does not answer", _progress[^1].Text, StringComparison.Ordinal);
        Assert.Equal(ArrivalState.Silent, arrival.Servers[1].State);
        Assert.False(arrival.HasArrived);

        arrival = Wait(new WaitRequest { TimeoutSec = 30 }, more: "server 45.0.0.2 refuse x.test.");
        Assert.Equal((ArrivalState.Fails, "answers REFUSED"), (arrival.Servers[1].State, arrival.Servers[1].Detail));
    }

    [Fact]
    public void A_resolver_is_asked_only_when_all_servers_show_it_and_never_decides_unless_it_has_to()
    {
        var request = new WaitRequest { Resolvers = [IPAddress.Parse(Resolver)] };
        var arrival = Wait(request);

        Assert.Equal([1210], TimesOf(_lab.Queries, Resolver).Distinct());
        Assert.All(_lab.Queries.Where(query => query.Server.ToString() == Resolver), query => Assert.True(query.RecursionDesired));
        Assert.Equal(ArrivalState.New, arrival.Resolvers.Single().State);

        arrival = Wait(request, more: "server 45.0.0.53 servfail ede 22");
        Assert.True(arrival.IsComplete);
        var row = arrival.Resolvers.Single();
        Assert.Equal(ArrivalState.Fails, row.State);
        Assert.Equal("SERVFAIL (no reachable authority) for x.test NS and 4 more questions", row.Detail);
        Assert.False(Wait(request with { RequiresResolvers = true, TimeoutSec = 1300 }, more: "server 45.0.0.53 servfail").IsComplete);
    }

    [Fact]
    public void A_resolver_that_has_the_old_answer_is_asked_again_when_that_has_run_out()
    {
        // The lab's resolver knows the zone's first copy: what it keeps of it for 600 s is older until 1500 s.
        const string later = """
            after 1500
            without x.test.
              ns2 A 45.1.0.9
            in x.test.
              ns2 600 A 45.1.0.3
            """;
        var arrival = Wait(
            new WaitRequest { Wanted = Given("ns1.x.test/45.1.0.1", "ns2.x.test/45.1.0.3"), Resolvers = [IPAddress.Parse(Resolver)], RequiresResolvers = true },
            more: "without x.test.\n  ns2 A 45.1.0.3\nin x.test.\n  ns2 600 A 45.1.0.9\nserver 45.1.0.9\n",
            later: later);

        Assert.Equal([1210, 1810], TimesOf(_lab.Queries, Resolver).Distinct());
        var row = arrival.Resolvers.Single();
        Assert.Equal((ArrivalState.New, 1810, 1210), (row.State, Seconds(row.SinceUtc), Seconds(row.LastOldUtc)));
        Assert.True(arrival.IsComplete);
    }

    [Fact]
    public void Domains_that_wait_do_not_keep_others_from_beginning()
    {
        var lab = new SimulatedLab(LabScenario.Parse(Text()));
        using var session = new AuditSession(ScenarioRun.Options(lab) with { ThrottleLimit = 2 }, random: new Random(1), machine: lab.NewMachine());
        session.StartWait(DomainName.Parse("x.test"), new WaitRequest { TimeoutSec = 86400, Wanted = Given("ns9.x.test/45.9.9.9") });
        Assert.True(SpinWait.SpinUntil(() => session.Room == 3 || session.TryTake(out _), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void The_registry_is_asked_at_each_look_until_it_holds_what_is_wanted_and_says_why_nobody_shows_it()
    {
        var registry = new Registry(
            side => side with { },
            Held("45.1.0.2"), Held(HeldAddresses.NotShown), Held("45.1.0.3"));

        var arrival = Wait(new WaitRequest(), registry: registry);

        Assert.True(arrival.HasArrived);
        Assert.Equal(3, registry.Asked);
        Assert.Contains("; the registry does not hold it yet: it holds 45.1.0.2 for ns2.x.test", _progress[0].Text, StringComparison.Ordinal);
        Assert.Contains("; what the registry holds cannot be told: it shows no address of ns2.x.test", _progress[1].Text, StringComparison.Ordinal);
        Assert.All(_progress.Skip(2), line => Assert.Contains("; the registry holds it (last changed at 2026-01-01T00:00:30Z)", line.Text, StringComparison.Ordinal));
        Assert.Equal((ArrivalState.New, "https://rdap.test/domain/x.test", ""), (arrival.Registry!.State, arrival.Registry.By, arrival.Registry.Detail));
        Assert.Equal([0, 30], new[] { Seconds(arrival.Registry.LastOldUtc), Seconds(arrival.Registry.SinceUtc) });
    }

    [Fact]
    public void A_registry_that_cannot_be_asked_or_knows_nothing_decides_nothing()
    {
        var silent = Wait(new WaitRequest(), registry: new Registry(side => new RegistrySide(side.Statement.Delegation.Zone, RegistryState.NotAsked, "", side.AskedUtc) { Why = "It is closed." }, Held("45.1.0.3")));
        var absent = Wait(new WaitRequest(), registry: new Registry(side => new RegistrySide(side.Statement.Delegation.Zone, RegistryState.NotRegistered, "whois.test", side.AskedUtc), Held("45.1.0.3")));
        var none = Wait(new WaitRequest());

        Assert.True(silent.HasArrived && absent.HasArrived && none.HasArrived);
        Assert.EndsWith("the registry could not be asked: It is closed", silent.Registry!.ToProgress(), StringComparison.Ordinal);
        Assert.Equal("the registry does not hold it yet: it says that the domain is not registered", absent.Registry!.ToProgress());
        Assert.Null(none.Registry);
    }

    private static RegistryHost[] Held(string address) => [new(DomainName.Parse("ns1.x.test"), HeldAddresses.Held, [IPAddress.Parse("45.1.0.1")], "r"), new(DomainName.Parse("ns2.x.test"), HeldAddresses.Held, [IPAddress.Parse(address)], "r")];

    private static RegistryHost[] Held(HeldAddresses state) => [new(DomainName.Parse("ns1.x.test"), HeldAddresses.Held, [IPAddress.Parse("45.1.0.1")], "r"), new(DomainName.Parse("ns2.x.test"), state, [], "r")];

    /// <summary>A registry that is told of the change in steps, each time that it is asked.</summary>
    private sealed class Registry(Func<RegistrySide, RegistrySide> change, params RegistryHost[][] steps) : IRegistrySource
    {
        internal int Asked { get; private set; }

        public void Ask(DomainName name, Action<RegistrySide> answered)
        {
            var hosts = steps[Math.Min(Asked, steps.Length - 1)];
            // It is asked at once, 10 and 30 seconds later.
            var at = SimulatedClock.Begin.AddSeconds(Asked * (Asked + 1) * 5);
            Asked++;
            answered(change(new RegistrySide(name, "https://rdap.test/domain/" + name, at, hosts, []) { ChangedUtc = SimulatedClock.Begin.AddSeconds(30) }));
        }
    }

    private static ProposedDelegation Given(params string[] servers) => new(
        servers.Select(ProposedNameServer.Read).Select(server => KeyValuePair.Create(server.Name, server.Addresses)), []);

    private static string Text(string old = "", string more = "", string later = "") =>
        Scenario.Replace("OLD", old, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal) + "\n" + later;

    private static int Seconds(DateTime? time) => time is { } at ? (int)Math.Round((at - SimulatedClock.Begin).TotalSeconds) : -1;

    private static List<int> TimesOf(IEnumerable<Lab.Serving.LabQuery> queries, string server) =>
        [.. queries.Where(query => query.Server.ToString() == server).Select(query => (int)Math.Round(query.Time.TotalSeconds))];

    private int Count(Arrival arrival)
    {
        Assert.True(arrival.HasArrived);
        return _progress.Count;
    }

    private Arrival Wait(WaitRequest request, string old = "", string more = "", string later = "", string name = "x.test", int begin = 0, IRegistrySource? registry = null)
    {
        _progress.Clear();
        // To begin late is to take so much off all times.
        var text = Text(old, more, later);
        _lab = new SimulatedLab(LabScenario.Parse(begin == 0 ? text : text.Replace("after 1000", "after 2", StringComparison.Ordinal).Replace("after 100", "after 1", StringComparison.Ordinal)));
        using var session = new AuditSession(ScenarioRun.Options(_lab) with { Registry = registry }, random: new Random(1), machine: _lab.NewMachine());
        if (begin > 0)
        {
            session.StartWait(DomainName.Parse("aside.test"), new WaitRequest { TimeoutSec = 3, Wanted = Given("none.test") });
            Take(session);
            _progress.Clear();
        }

        session.StartWait(DomainName.Parse(name), request with { Progress = arrival => _progress.Add(((arrival.AtUtc - SimulatedClock.Begin).TotalSeconds, arrival.ToProgress())) });
        return Take(session);
    }

    private static Arrival Take(AuditSession session)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var item = session.Take(limit.Token);
        Assert.Null(item.Failure);
        return item.Arrival!;
    }
}
