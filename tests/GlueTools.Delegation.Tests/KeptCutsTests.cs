using System;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What a session knows of an earlier run in it: zone cuts above the parents of the domains asked about, for a minute.</summary>
public sealed class KeptCutsTests : IDisposable
{
    private const string Deep = """
        base
        in example.
          y          NS ns1.y
          ns1.y      A  46.10.1.1
          dead       NS ns1.dead
          ns1.dead   A  46.10.3.1
        server 46.10.3.1 silent
        zone y.example. at 46.10.1.1
          @          NS ns1
          ns1        A  46.10.1.1
          a.b        NS ns1.a.b
          ns1.a.b    A  46.10.2.1
        zone a.b.y.example. at 46.10.2.1
          @          NS ns1
          ns1        A  46.10.2.1
        """;

    private readonly SimulatedLab _lab;
    private readonly AuditOptions _options;
    private readonly AuditSession _session;

    public KeptCutsTests()
    {
        _lab = new SimulatedLab(LabScenario.Parse(Deep));
        _options = ScenarioRun.Options(_lab) with { TimeoutSec = 40 };
        _session = new AuditSession(_options, random: new Random(1), machine: _lab.NewMachine());
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_zones_above_the_parent_are_not_looked_for_again()
    {
        Assert.Contains(". example", Asked("a.b.y.example"));
        Assert.DoesNotContain(". example", Asked("a.b.y.example"));
    }

    [Fact]
    public void The_path_is_proven_once_a_minute()
    {
        Audit("a.b.y.example");
        Assert.DoesNotContain(". .", Asked("a.b.y.example"));

        Asked("dead.example");

        Assert.Contains(". .", Asked("a.b.y.example"));
    }

    [Fact]
    public void What_the_parent_says_of_names_on_the_way_to_the_domain_is_asked_again()
    {
        Audit("a.b.y.example");

        Assert.Contains("y.example b.y.example", Asked("a.b.y.example"));
    }

    [Fact]
    public void What_a_parent_said_of_a_domain_is_asked_again_when_the_domain_is_audited_itself()
    {
        Audit("a.b.y.example");

        Assert.Contains("example y.example", Asked("y.example"));
    }

    [Fact]
    public void Nothing_is_older_than_a_minute()
    {
        Audit("a.b.y.example");
        // Simulated time goes by while nobody answers.
        Asked("dead.example");

        Assert.Contains(". example", Asked("a.b.y.example"));
    }

    [Fact]
    public void Options_that_ask_otherwise_get_no_session_of_another_run()
    {
        Audit("a.b.y.example");

        Assert.False(_session.TryBeginAgain(_options with { TimeoutSec = 9 }));
    }

    /// <summary>Where it is known that nothing is under way, the next run need not wait to begin, and it begins as anew as otherwise.</summary>
    [Fact]
    public void After_a_rest_as_much_is_asked_again()
    {
        Audit("a.b.y.example");
        var asked = Asked("a.b.y.example");
        Rest();

        Assert.Equal(asked, Asked("a.b.y.example"));
        Assert.True(_session.CheckPath(CancellationToken.None).IsUsable);
    }

    [Fact]
    public void A_server_that_was_silent_before_a_rest_is_asked_as_any_other()
    {
        var first = Counted("dead.example");
        Rest();
        Assert.True(_session.TryBeginAgain(_options));

        Assert.Equal(first, Counted("dead.example"));
    }

    [Fact]
    public void What_is_started_after_a_rest_is_to_be_taken_first()
    {
        Rest();
        _session.Start(DomainName.Parse("a.b.y.example"));

        // Whether or not the loop is done with it by now: it has not been taken.
        Assert.False(_session.TryBeginAgain(_options));
    }

    /// <summary>A run that asks nothing is followed by one that begins as anew as otherwise.</summary>
    [Fact]
    public void A_run_may_ask_nothing()
    {
        Audit("a.b.y.example");
        var asked = Asked("a.b.y.example");
        Rest();
        Assert.True(_session.TryBeginAgain(_options));
        Assert.True(_session.TryBeginAgain(_options));

        Assert.Equal(asked, Asked("a.b.y.example"));
    }

    private void Rest() => Assert.True(SpinWait.SpinUntil(() => _session.IsAtRest, 30_000));

    private int Counted(string domain)
    {
        _lab.ClearQueries();
        Audit(domain);
        return _lab.Queries.Count(query => ZoneAt(query.Server) == "nobody");
    }

    private DelegationReport Audit(string domain)
    {
        _session.Start(DomainName.Parse(domain));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return _session.Take(limit.Token).Report!;
    }

    /// <summary>What a further run asks for NS records, by the zone whose server it asks.</summary>
    private string[] Asked(string domain)
    {
        Assert.True(_session.TryBeginAgain(_options));
        _lab.ClearQueries();
        Audit(domain);
        return _lab.Queries.Where(query => query.Question?.Type == RecordType.NS).Select(query => ZoneAt(query.Server) + " " + query.Question!.Value.Name.Text).Distinct().ToArray();
    }

    private string ZoneAt(IPAddress server) => _lab.Scenario.Zones.FirstOrDefault(zone => zone.Addresses.Contains(server))?.Name.Text ?? "nobody";
}
