using System;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Plans.Tests;

/// <summary>Goals that lead to names elsewhere: whether there is anything at them is looked at before a plan is made.</summary>
public sealed class NamesAheadTests
{
    private const string Shop = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.11.2.1
        in test.
          there     NS    ns1.there
          there     NS    ns2.there
          ns1.there A     45.31.1.1
          ns2.there A     45.32.2.1
        zone there.test. at 45.31.1.1 45.32.2.1
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.31.1.1
          ns2       A     45.32.2.1
          alias     CNAME ns1
          own       A     10.0.0.1
        zone shop.example. at 45.10.1.1 45.11.2.1 serial 2
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1

        """;

    [Theory]
    [InlineData("ns1.missing.test", "The domain missing.test, in which the name server ns1.missing.test lies, does not exist (NXDOMAIN from the servers of test): whoever registers it can answer for shop.example.")]
    [InlineData("ns1.other.zz", "No host can have the name of the name server ns1.other.zz: there is no top-level domain zz (NXDOMAIN from the servers of the root zone).")]
    [InlineData("alias.there.test", "The name server alias.there.test is an alias (CNAME), which resolvers need not follow.")]
    [InlineData("own.there.test", "10.0.0.1")]
    public void Where_nobody_could_be_led_to_the_goal_is_refused(string name, string why)
    {
        var plan = PlannedScenario.PlanAhead(Shop, Replacing(name));

        Assert.Contains(plan.Refusals, refusal => refusal.Contains(why, StringComparison.Ordinal));
        Assert.Empty(plan.Steps);
        var forced = PlannedScenario.PlanAhead(Shop, Replacing(name), force: true);
        Assert.NotEmpty(forced.Steps);
        Assert.Contains(forced.Remarks, remark => remark.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_that_is_not_there_yet_is_told_and_one_that_is_there_is_not()
    {
        var plan = PlannedScenario.PlanAhead(Shop, Replacing("ns9.there.test"));

        Assert.NotEmpty(plan.Steps);
        Assert.Contains(plan.Remarks, remark => remark.StartsWith("No address can be found for the name server ns9.there.test", StringComparison.Ordinal) && remark.EndsWith("cannot be proven done.", StringComparison.Ordinal));
        Assert.DoesNotContain(PlannedScenario.PlanAhead(Shop, Replacing("ns1.there.test")).Remarks, remark => remark.Contains("ns1.there.test", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_in_the_zone_itself_come_with_the_plan() =>
        Assert.NotEmpty(PlannedScenario.PlanAhead(Shop, PlanGoal.Replace(DomainName.Parse("ns2.shop.example"), new PlannedServer(DomainName.Parse("ns3.shop.example"), [IPAddress.Parse("45.13.3.1")]))).Steps);

    private static PlanGoal Replacing(string name) => PlanGoal.Replace(DomainName.Parse("ns2.shop.example"), new PlannedServer(DomainName.Parse(name), []));
}
