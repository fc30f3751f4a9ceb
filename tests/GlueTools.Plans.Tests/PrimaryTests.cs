using System;
using System.Net;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Plans.Tests;

/// <summary>A plan that switches the zone's primary off says so, what becomes of the others without it, and what to do first.</summary>
public sealed class PrimaryTests
{
    private const string Shop = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.11.2.1
        zone shop.example. at 45.10.1.1 45.11.2.1 45.13.3.1 serial 2
          @         SOA   {0}. host.shop.example. 2 7200 3600 86400 300
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1

        """;

    private static readonly PlannedServer Other = new(DomainName.Parse("ns3.shop.example"), [IPAddress.Parse("45.13.3.1")]);

    [Fact]
    public void Replacing_the_primary_is_said_in_the_step_and_beside_the_plan()
    {
        var plan = Plan("ns1.shop.example", PlanGoal.Replace(DomainName.Parse("ns1.shop.example"), Other));

        Assert.EndsWith(
            "serve the zone shop.example no longer. Move the primary first: the SOA record of shop.example names ns1.shop.example as the primary, and servers that transfer the zone from there stop answering 86400 s (SOA expire) after their last transfer.",
            PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Contains(plan.Remarks, remark => remark.StartsWith("Step " + plan.Steps[^1].Number + " switches off the primary", StringComparison.Ordinal));
    }

    [Fact]
    public void So_is_giving_it_another_address()
    {
        var plan = Plan("ns1.shop.example", PlanGoal.Renumber(DomainName.Parse("ns1.shop.example"), [IPAddress.Parse("45.13.3.1")], [IPAddress.Parse("45.10.1.1")]));

        Assert.Contains("Move the primary first", PlannedScenario.Steps(plan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ns2.shop.example")]
    [InlineData("hidden.provider.test")]
    public void Where_another_server_is_the_primary_nothing_is_said(string primary)
    {
        var plan = Plan(primary, PlanGoal.Replace(DomainName.Parse("ns1.shop.example"), Other));

        Assert.DoesNotContain("primary", PlannedScenario.Steps(plan) + string.Concat(plan.Remarks), StringComparison.Ordinal);
        Assert.True(plan.Steps[^1].IsPointOfNoReturn);
    }

    private static DelegationPlan Plan(string primary, PlanGoal goal) => PlannedScenario.Plan(Shop.Replace("{0}", primary, StringComparison.Ordinal), goal);
}
