using System;
using System.Linq;
using GlueTools.Delegation.Plans;
using GlueTools.Reports.Changes;

namespace GlueTools.Plans.Tests;

/// <summary>A repair that would leave too few name servers is left, with the reason, and keeps none of the others.</summary>
public sealed class WithheldTests
{
    /// <summary>One server to be mended, glue to be added, and glue that is all that leads to the zone by IPv6.</summary>
    private const string Three = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          shop      NS    ns3.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.11.2.1
          ns3.shop  AAAA  2a10:12:3::1
        zone shop.example. at 45.10.1.1 2a10:12:3::1 45.12.3.1 serial 2
          @         NS    ns1
          @         NS    ns2
          @         NS    ns3
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1
          ns3       A     45.12.3.1
        server 45.11.2.1 servfail

        """;

    [Fact]
    public void The_others_are_planned_and_what_is_left_is_named_with_its_reason_and_the_way_to_have_it()
    {
        var plan = PlannedScenario.Plan(Three);

        Assert.Empty(plan.Refusals);
        Assert.Contains("45.11.2.1", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Contains("add 45.12.3.1", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.DoesNotContain("2a10:12:3::1", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Equal(
            "GlueStale: At the registrar of shop.example, remove ns3.shop.example's IPv6 glue 2a10:12:3::1; no IPv6 address of any name server answers then (NoIPv6NameServer), so give one of them such an address first. No step is planned for it. The only name server in the delegation of shop.example that can be reached by IPv6 could not be any more. Where that is wanted all the same, force the plan.",
            Assert.Single(plan.Remarks, remark => remark.StartsWith("GlueStale:", StringComparison.Ordinal)));
        Assert.Contains(plan.Open, finding => finding.Code == "GlueStale");
    }

    [Fact]
    public void The_comparison_offers_nothing_that_the_plan_leaves()
    {
        var rows = DelegationComparison.From(PlannedScenario.Audit(Three));

        Assert.DoesNotContain(rows, row => row.CanRepair);
        Assert.Contains("A plan of repair does not do that", rows.Single(row => row.NameServer == "ns3.shop.example").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void With_force_all_is_planned_and_compared_as_before()
    {
        var report = PlannedScenario.Audit(Three);
        var plan = Planner.Make(PlanReader.Read(report.View)!, PlanGoal.Repair(report), new PlanOptions { NowUtc = PlannedScenario.Now, Force = true });

        Assert.Contains("2a10:12:3::1", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Contains(plan.Remarks, remark => remark.Contains("could not be any more", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_else_is_to_be_done_the_plan_is_refused_and_says_which_finding_asks_for_it()
    {
        var scenario = Three.Replace("server 45.11.2.1 servfail\n", string.Empty, StringComparison.Ordinal).Replace("at 45.10.1.1 ", "at 45.10.1.1 45.11.2.1 ", StringComparison.Ordinal)
            .Replace("  ns3.shop  AAAA  2a10:12:3::1\n", "  ns3.shop  AAAA  2a10:12:3::1\n  ns3.shop  A     45.12.3.1\n", StringComparison.Ordinal);
        var plan = PlannedScenario.Plan(scenario);

        var refusal = Assert.Single(plan.Refusals);
        Assert.StartsWith("GlueStale: ", refusal, StringComparison.Ordinal);
        Assert.Contains("force the plan", refusal, StringComparison.Ordinal);
        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void Of_two_that_cannot_be_done_both_the_less_severe_is_left()
    {
        // Each of the two glues is stale, serves the zone, and is one of the two that can be reached.
        var plan = PlannedScenario.Plan("""
            base
            in example.
              shop      NS    ns1.shop
              shop      NS    ns2.shop
              ns1.shop  A     45.10.1.1
                        AAAA  2a10:10:1::1
              ns2.shop  A     45.11.2.1
                        AAAA  2a10:11:2::1
            zone shop.example. at 45.10.1.1 2a10:10:1::1 45.11.2.1 2a10:11:2::1 serial 2
              @         NS    ns1
              @         NS    ns2
              ns1       A     45.10.1.1
              ns2       A     45.11.2.1

            """);

        // All that is reached by IPv6 would be gone with either, so neither is done.
        Assert.All(plan.Refusals, refusal => Assert.StartsWith("GlueStale: ", refusal, StringComparison.Ordinal));
        Assert.Equal(2, plan.Refusals.Count);
    }
}
