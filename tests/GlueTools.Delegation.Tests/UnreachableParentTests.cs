using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Network.Sessions;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Below a zone that has no server which could be asked, nothing is healthy and nothing at fault: every row is Unknown and says why.</summary>
public sealed class UnreachableParentTests
{
    private const string Silent = "Unknown: No server of the parent zone example that was asked says whether child.example is delegated.";

    /// <summary>Each way in which a zone can be out of reach, and how that reads.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "x.bare.example", "bare.example, the closest zone found above x.bare.example, could not be reached: ns1.bare.example and ns2.bare.example lie in it and have no glue." },
        { "y.x.bare.example", "bare.example, the closest zone found above y.x.bare.example, could not be reached: ns1.bare.example and ns2.bare.example lie in it and have no glue." },
        {
            "x.left.example",
            "left.example, the closest zone found above x.left.example, could not be reached: "
                + "ns.right.example can only be found through itself (ns.left.example needs ns.right.example, which needs ns.left.example)."
        },
        {
            "x.inner.example",
            "inner.example, the closest zone found above x.inner.example, could not be reached: "
                + "ns1.inner.example has no address that can be reached from the Internet (only 10.0.0.1, fd00::1); "
                + "ns2.inner.example has no address that can be reached from the Internet (only 192.168.0.1)."
        },
        {
            "x.mixed.example",
            "mixed.example, the closest zone found above x.mixed.example, could not be reached: ns.mixed.example lies in it and has no glue; ns.nowhere.example does not exist; "
                + "ns.dead.test cannot be found, since no server of dead.test gives a usable answer; alias.host.test is an alias; nor can its other name server be asked."
        },
        {
            "x.many.example",
            "many.example, the closest zone found above x.many.example, could not be reached: "
                + "ns001.nowhere.example, ns002.nowhere.example, ns003.nowhere.example and ns004.nowhere.example do not exist; nor can its other 60 name servers be asked."
        },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_row_says_which_zone_above_cannot_be_reached_and_why(string name, string sentence)
    {
        var network = new SimulatedLab(ScenarioFiles.Load("ZoneIsDelegated-noparent"));

        var report = ScenarioRun.Audit(network, ScenarioRun.Options(network) with { KeepEvidence = true }, DomainName.Parse(name));

        Assert.Equal("Unknown: " + sentence, Row(report));
        Assert.False(DelegationResult.From(report).IsHealthy);
        Assert.Equal("Unknown: " + sentence, GlueRecord.From(report, perServer: false).Select(row => row.Status + ": " + row.Detail).Single());
        Assert.Equal("Unknown: " + sentence, DelegationComparison.From(report).Select(row => row.Status + ": " + row.Detail).Single());
        var saved = SavedDelegation.From(report.View);
        Assert.Equal("Unknown: " + sentence, saved.Status + ": " + saved.Detail);
        Assert.Equal("Unknown: " + sentence, Row(DelegationReport.Of(Evidence.EvidenceReader.Read(saved.Evidence))));
    }

    [Fact]
    public void A_policy_that_leaves_the_finding_out_makes_nothing_healthy()
    {
        var view = HandMade.View([HandMade.ParentServer("37.209.192.10", HandMade.NoAnswer("child NS", ExchangeOutcome.TimedOut))], [], []);

        Assert.StartsWith("Critical: ", Row(DelegationReport.Of(view)), StringComparison.Ordinal);
        Assert.Equal(Silent, Row(DelegationReport.Of(view, new CheckPolicy { Include = ["GlueStale"] })));
    }

    [Fact]
    public void Silence_of_a_family_that_cannot_be_used_from_here_is_unknown_and_no_fault()
    {
        var seen = HandMade.View([HandMade.ParentServer("2001:dcd:1::10", HandMade.NoAnswer("child NS", ExchangeOutcome.TimedOut))], [], [], ipv6Tested: false);
        var view = new DelegationView(seen.DomainName, seen.Parent, child: null, seen.Conditions, problem: null, questions: 1, durationUs: 1);

        Assert.Empty(DelegationReport.Of(view).Findings);
        Assert.Equal(Silent, Row(DelegationReport.Of(view)));
    }

    [Theory]
    [InlineData("x.bare.example", "Unknown: bare.example, the closest zone found above x.bare.example, could not be reached: ns1.bare.example and ns2.bare.example lie in it and have no glue.")]
    [InlineData("x.silent.example", "Unknown: silent.example, the closest zone found above x.silent.example, could not be reached: none of its servers gives a usable answer.")]
    [InlineData("x.fine.example", "Healthy: ")]
    public void A_proposal_below_it_is_not_healthy_either(string name, string row)
    {
        var network = new SimulatedLab(ScenarioFiles.Load("ZoneIsDelegated-noparent"));
        using var session = new AuditSession(ScenarioRun.Options(network), machine: network.NewMachine());
        var servers = new[] { "ns1.host.test", "ns2.host.test" }.Select(server => new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(DomainName.Parse(server), []));

        session.StartUndelegated(DomainName.Parse(name), new ProposedDelegation(servers, []));

        Assert.Equal(row, Row(session.Take(CancellationToken.None).Report!));
    }

    [Fact]
    public void What_is_wrong_with_a_proposal_is_said_all_the_same()
    {
        var network = new SimulatedLab(ScenarioFiles.Load("ZoneIsDelegated-noparent"));
        using var session = new AuditSession(ScenarioRun.Options(network), machine: network.NewMachine());
        var servers = new[] { "nobody.host.test" }.Select(server => new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(DomainName.Parse(server), []));

        session.StartUndelegated(DomainName.Parse("x.bare.example"), new ProposedDelegation(servers, []));

        var report = session.Take(CancellationToken.None).Report!;
        Assert.Contains(report.Findings, finding => finding.Code == "NameServerUnresolvable");
        Assert.Equal("Critical", DelegationResult.From(report).Status);
    }

    [Fact]
    public void A_proposal_below_a_top_level_domain_that_is_not_there_is_none_that_anybody_can_carry_out()
    {
        var network = new SimulatedLab(ScenarioFiles.Load("ZoneIsDelegated-noparent"));
        using var session = new AuditSession(ScenarioRun.Options(network), machine: network.NewMachine());
        var servers = new[] { "ns1.host.test", "ns2.host.test" }.Select(server => new KeyValuePair<DomainName, IReadOnlyList<IPAddress>>(DomainName.Parse(server), []));

        foreach (var name in new[] { "x.exmaple", "y.x.exmaple", "exmaple" })
        {
            session.StartUndelegated(DomainName.Parse(name), new ProposedDelegation(servers, []));
            var found = session.Take(CancellationToken.None).Report!.Findings.Where(finding => finding.Code == "NameDoesNotExist").Select(FindingText.MessageOf);
            Assert.Equal(name == "exmaple" ? [] : [name + " lies below exmaple, and the root zone delegates no such top-level domain, so nobody can delegate " + name + "."], found);
        }
    }

    private static string Row(DelegationReport report)
    {
        var row = DelegationResult.From(report);
        return row.Status + ": " + row.FirstProblem;
    }
}
