using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What the newest copy of the parent zone leaves to be done is concluded from what was seen, and from no more than that.</summary>
public sealed class CaughtUpParentsTests
{
    /// <summary>Only the older copy names the one server with IPv6.</summary>
    private const string Scenario = """
        # Title: A name server with IPv6 that the newest copy of the parent zone lacks
        base
        in example. at 37.209.194.10 serial 1
          x          NS    ns3.x
          ns3.x      AAAA  2a10:12:6::1
        in example. at 37.209.192.10 2001:dcd:1::10 2001:dcd:2::10 serial 2
        in example.
          x          NS    ns1.x
          x          NS    ns2.x
          ns1.x      A     45.10.4.1
          ns2.x      A     45.11.5.1
        zone x.example. at 45.10.4.1 45.11.5.1 2a10:12:6::1
          @          NS    ns1
          @          NS    ns2
          @          NS    ns3
          ns1        A     45.10.4.1
          ns2        A     45.11.5.1
          ns3        AAAA  2a10:12:6::1

        """;

    [Fact]
    public void A_family_that_the_newest_copy_does_not_lead_to_is_named() => Assert.Contains("NoIPv6NameServer is found then", Remedies(), System.StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_said_of_families_where_something_was_not_looked_at() =>
        Assert.DoesNotContain("NoIPv6NameServer", Remedies("questions: ns4.x.example at 45.10.4.1"), System.StringComparison.Ordinal);

    private static string Remedies(params string[] limits)
    {
        var lab = new SimulatedLab(LabScenario.Parse(Scenario));
        var view = ScenarioRun.Audit(lab, ScenarioRun.Options(lab), DomainName.Parse("x.example")).View;
        var limited = new DelegationView(view.DomainName, view.Parent, view.Child, view.Conditions, view.Problem, view.Questions, view.DurationUs) { Limits = limits };
        return string.Join("\n", DelegationReport.Of(limited).Findings.Where(finding => finding.Kind.Check == "ParentServersAgree").Select(FindingText.RemedyOf));
    }
}
