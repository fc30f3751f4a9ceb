using System;
using System.Linq;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Reports.Gates;

namespace GlueTools.Plans.Tests;

/// <summary>Two providers serve versions of a zone that know nothing of one another.</summary>
public sealed class VersionsTests
{
    private const string Providers = """
        base
        in test.
          old NS ns1.old
          old NS ns2.old
          ns1.old A 45.10.1.1
          ns2.old A 45.10.2.1
          new NS ns1.new
          new NS ns2.new
          ns1.new A 45.10.3.1
          ns2.new A 45.10.4.1
        zone old.test. at 45.10.1.1 45.10.2.1
          @ NS ns1
          @ NS ns2
          ns1 A 45.10.1.1
          ns2 A 45.10.2.1
        zone new.test. at 45.10.3.1 45.10.4.1
          @ NS ns1
          @ NS ns2
          ns1 A 45.10.3.1
          ns2 A 45.10.4.1

        """;

    private const string Split = Providers + """
        in example.
          shop NS ns1.old.test.
          shop NS ns1.new.test.
        zone shop.example. at 45.10.3.1 45.10.4.1 serial 7
          @ NS ns1.new.test.
          @ NS ns2.new.test.
        zone shop.example. at 45.10.1.1 45.10.2.1 serial 2026010101
          @ NS ns1.old.test.
          @ NS ns2.old.test.

        """;

    /// <summary>The new zone was made from the old one, old NS records included, and the old provider still serves its own.</summary>
    private const string Imported = Providers + """
        in example.
          shop NS ns1.new.test.
          shop NS ns2.new.test.
        zone shop.example. at 45.10.3.1 45.10.4.1 serial 7
          @ NS ns1.old.test.
          @ NS ns2.old.test.
        zone shop.example. at 45.10.1.1 45.10.2.1 serial 2026010101
          @ NS ns1.old.test.
          @ NS ns2.old.test.

        """;

    [Theory]
    [InlineData("new", "45.10.1.1")]
    [InlineData("old", "45.10.3.1")]
    public void Whoever_says_where_it_is_to_go_has_a_plan_and_each_copy_is_changed(string provider, string other)
    {
        var plan = PlannedScenario.Plan(Split, PlanGoal.MoveTo([Server("ns1." + provider), Server("ns2." + provider)]));

        Assert.Empty(plan.Refusals);
        Assert.Contains($"In the zone shop.example, set the NS records to ns1.{provider}.test and ns2.{provider}.test.", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Contains($"At the registrar of shop.example, set the name servers to ns1.{provider}.test and ns2.{provider}.test.", PlannedScenario.Steps(plan), StringComparison.Ordinal);
        Assert.Contains($"glue query {other} shop.example NS", GateCommands.Of(plan, plan.Steps[0], isConsole: true));
        Assert.Contains(plan.Remarks, remark => remark.Contains("hold different versions of the zone", StringComparison.Ordinal));
        Assert.True(plan.Steps[^1].IsPointOfNoReturn && plan.Steps[^1].Waits.Any(wait => wait.Seconds > 0), PlanText.Of(plan));
    }

    [Fact]
    public void To_a_mixture_there_is_none() =>
        Assert.Contains(PlannedScenario.Plan(Split, PlanGoal.MoveTo([Server("ns1.old"), Server("ns1.new")])).Refusals, refusal => refusal.Contains("hold different copies", StringComparison.Ordinal));

    [Fact]
    public void Without_a_goal_the_owner_has_to_choose_and_no_name_server_is_said_to_stay()
    {
        var plan = PlannedScenario.Plan(Split);

        Assert.Empty(plan.Steps);
        Assert.All(RequiredChange.From(plan), row => Assert.Equal("Decide", row.Action));
    }

    [Fact]
    public void Nobody_is_moved_back_because_an_old_copy_has_the_higher_serial()
    {
        var plan = PlannedScenario.Plan(Imported);

        Assert.Empty(plan.Steps);
        Assert.Contains(plan.Remarks, remark => remark.EndsWith(
            "They serve another version of the zone (serial 2026010101) than those that the delegation names (7), and nothing that was seen tells which is the right one, so no step does it; plan what you choose.", StringComparison.Ordinal));
        Assert.All(RequiredChange.From(plan), row => Assert.Equal("Decide", row.Action));
    }

    private static PlannedServer Server(string name) => new(DomainName.Parse(name + ".test"), []);
}
