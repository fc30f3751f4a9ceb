using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;
using GlueTools.Reports.Changes;
using GlueTools.Reports.Gates;

namespace GlueTools.Plans.Tests;

/// <summary>What plans for goals say, as a person reads it.</summary>
public sealed class GoalTests
{
    private const string Shop = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.11.2.1
        zone shop.example. at 45.10.1.1 45.11.2.1 serial 2
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1

        """;

    private static readonly DomainName Second = DomainName.Parse("ns2.shop.example");

    private static DelegationPlan Replacing => PlannedScenario.Plan(Shop, PlanGoal.Replace(Second, Server("ns3.shop.example", "45.12.9.9")));

    [Fact]
    public void A_wait_that_an_optional_step_makes_short_says_how_long_it_is_without_it()
    {
        var plan = Replacing;
        var optional = Assert.Single(plan.Steps, step => step.IsOptional).Number;
        var waits = plan.Steps[^1].Waits.Select(PlanWords.Of).ToList();

        Assert.Contains(waits, wait => wait.StartsWith("300 s after step 5: ", StringComparison.Ordinal) && wait.EndsWith(" (3600 s where step " + optional + " was left out)", StringComparison.Ordinal));
        Assert.All(plan.Steps.SelectMany(step => step.Waits).Where(wait => wait.AfterStep == optional), wait => Assert.Contains("step " + optional + ", unless that was left out", PlanWords.Of(wait), StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_proof_demands_only_what_the_plan_brings_about() =>
        Assert.Equal("With all of it switched off, no finding of Error or Critical, and none that was not there before the plan.", GateCommands.ExpectationOf(Replacing, Replacing.Steps[^1]));

    [Theory]
    [InlineData("nsupdate", "; ")]
    [InlineData("zone", "; ")]
    [InlineData("dnsserver", "# ")]
    public void Each_step_of_several_begins_with_what_has_to_be_known_of_it(string form, string sign)
    {
        var plan = Replacing;
        var written = 0;
        foreach (var step in plan.Steps)
        {
            var lines = ChangeFormats.Convert(form, plan, step).Text.Split('\n');
            if (lines[0].Length == 0)
            {
                continue;
            }

            written++;
            var without = step.EarliestWithoutOptionalUtc > step.EarliestUtc ? $", or {step.EarliestWithoutOptionalUtc:yyyy-MM-ddTHH:mm:ss}Z where what is optional was left out" : string.Empty;
            Assert.Equal($"{sign}Step {step.Number} of {plan.Steps.Count} for shop.example ({step.Actor}), not before {step.EarliestUtc:yyyy-MM-ddTHH:mm:ss}Z{without}{(step.IsOptional ? "; optional: it only makes the plan shorter" : string.Empty)}", lines[0]);
            List<string> before = step.Number == 1 ? [] : [$"{(step.Number == 2 ? "step 1 is" : step.Number == 3 ? "steps 1 and 2 are" : $"steps 1 to {step.Number - 1} are")} proven done{(plan.Steps.Take(step.Number - 1).Any(one => one.IsOptional) ? ", or left out where optional (3)" : string.Empty)}"];
            var waits = before.Concat(step.Waits.Where(wait => wait.Seconds > 0).Select(PlanWords.Of)).Select(wait => sign + "Wait: " + wait).ToList();
            Assert.Equal(waits, lines.Skip(1).Take(waits.Count));
            Assert.DoesNotContain("Wait: ", string.Join("\n", lines.Skip(1 + waits.Count)), StringComparison.Ordinal);
        }

        Assert.True(written > 0, "Something is written.");
    }

    [Fact]
    public void In_EPP_that_is_a_comment_and_where_there_are_none_it_is_told_beside()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.Replace(Second, Server("ns3.xn--bcher-kva.shop.example", "45.12.9.9")));
        var step = plan.Steps.Single(one => one.Actor == PlanActor.Registrar);
        var frame = System.Xml.Linq.XDocument.Parse(ChangeFormats.Convert("epp", plan, step).Text.Split("<?xml", StringSplitOptions.RemoveEmptyEntries).Select(one => "<?xml" + one).First());

        Assert.StartsWith(" Step " + step.Number + " of ", frame.Nodes().OfType<System.Xml.Linq.XComment>().First().Value, StringComparison.Ordinal);
        Assert.Contains(ChangeFormats.Convert("route53", plan, step).Missing, sentence => sentence.StartsWith("Step " + step.Number + " of ", StringComparison.Ordinal));
        Assert.DoesNotContain("Step ", ChangeFormats.Convert("route53", plan, step).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_takes_the_place_of_one_of_its_own_family_only()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.Renumber(Second, [IPAddress.Parse("2a10:12::9"), IPAddress.Parse("45.12.9.9")], [IPAddress.Parse("45.11.2.1")]));
        var changes = plan.Steps.Single(step => step.Actor == PlanActor.Registrar).Changes;

        Assert.Equal([ChangeAction.Add, ChangeAction.Replace], changes.Select(change => change.Action));
        Assert.All(changes, change => Assert.Single(change.OldAddresses.Concat(change.NewAddresses).Select(address => address.AddressFamily).Distinct()));
    }

    [Fact]
    public void Two_names_of_one_host_are_told_though_the_host_serves_the_zone_already()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.Renumber(Second, [IPAddress.Parse("45.10.1.1")], []));

        Assert.Contains(plan.Remarks, remark => remark.Contains("is the address of ns1.shop.example, too", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1", "it is reserved for loopback (RFC 1122)", true)]
    [InlineData("10.0.0.1", "it is reserved for private use (RFC 1918)", true)]
    [InlineData("fe80::1", "it is reserved for link-local addresses (RFC 4291)", true)]
    [InlineData("0.0.0.0", "it is reserved for this network (RFC 791)", false)]
    public void An_address_that_resolvers_elsewhere_cannot_use_is_refused(string address, string why, bool canBeForced)
    {
        var report = PlannedScenario.Audit(Shop);
        var goal = PlanGoal.Renumber(Second, [IPAddress.Parse(address)], [IPAddress.Parse("45.11.2.1")]);
        var sentence = $"{address}, which ns2.shop.example is to get, cannot be used by resolvers elsewhere: {why}.";

        Assert.Contains(sentence, PlannedScenario.Plan(report, goal).Refusals);
        var forced = Planner.Make(PlanReader.Read(report.View)!, goal, new PlanOptions { NowUtc = PlannedScenario.Now, Force = true });
        Assert.Contains(sentence, canBeForced ? forced.Remarks : forced.Refusals);
    }

    [Fact]
    public void A_refusal_says_each_thing_once_and_how_to_go_on_all_the_same()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.RemoveNameServer(Second));

        Assert.Equal(
            [
                "Of 2 name servers in the delegation of shop.example that can be reached, 1 would be left.", "Of 2 name servers in the zone of shop.example that can be reached, 1 would be left.",
                "Where that is wanted all the same, force the plan.",
            ],
            plan.Refusals);
        Assert.DoesNotContain(PlannedScenario.Plan(Shop, PlanGoal.Renumber(DomainName.Parse("ns7.shop.example"), [IPAddress.Parse("45.9.9.9")], [])).Refusals, refusal => refusal.Contains("force the plan", StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_network_of_its_own_private_addresses_are_as_good_as_others()
    {
        var read = PlanReader.Read(PlannedScenario.Audit(Shop).View)!;
        var start = new PlanStart(read.Domain, read.ParentZone, read.Parent, read.Zone, read.Serving) { IsPrivate = true };
        DelegationPlan To(string address) => Planner.Make(start, PlanGoal.Renumber(Second, [IPAddress.Parse(address)], [IPAddress.Parse("45.11.2.1")]), new PlanOptions());

        Assert.Empty(To("10.0.0.1").Refusals);
        Assert.DoesNotContain(To("10.0.0.1").Remarks, remark => remark.Contains("10.0.0.1", StringComparison.Ordinal));
        Assert.NotEmpty(To("169.254.0.1").Refusals);
        Assert.NotEmpty(To("127.0.0.1").Refusals);
    }

    [Fact]
    public void A_name_that_no_host_can_have_is_told()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.Replace(Second, Server("_ns.shop.example", "45.12.9.9")));

        Assert.Contains(plan.Remarks, remark => remark.StartsWith("_ns.shop.example is no host name", StringComparison.Ordinal));
    }

    [Fact]
    public void A_move_gives_a_name_server_that_stays_the_addresses_that_are_given_and_no_others()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.MoveTo([Server("ns1.shop.example", "45.12.9.9"), Server("ns2.shop.example", "45.11.2.1")]));
        var after = PlannedDelegation.After(plan, plan.Steps.Count);

        Assert.Equal(["45.12.9.9"], after.GlueOf(DomainName.Parse("ns1.shop.example")).Select(address => address.ToString()));
        Assert.Contains("ns1.shop.example/45.12.9.9", string.Join("\n", plan.Steps.SelectMany(step => GateCommands.Of(plan, step, isConsole: true))), StringComparison.Ordinal);
        Assert.DoesNotContain("45.10.1.1,", string.Join("\n", plan.Steps.SelectMany(step => GateCommands.Of(plan, step, isConsole: true))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_apex_as_a_name_server_is_told_and_what_else_it_leads_to_may_stay()
    {
        var plan = PlannedScenario.Plan(Shop, PlanGoal.Replace(Second, Server("shop.example", "45.12.9.9")));

        Assert.Contains(plan.Remarks, remark => remark.StartsWith("shop.example is the apex of the zone", StringComparison.Ordinal));
        var proof = GateCommands.ExpectationOf(plan, plan.Steps.First(step => step.Gate.Kind == PlanGateKind.ZoneShows && step.Gate.NameServers.Count > 0));
        Assert.Contains("has 45.12.9.9 for shop.example", proof, StringComparison.Ordinal);
        Assert.DoesNotContain("45.12.9.9 for shop.example and no others", proof, StringComparison.Ordinal);
    }

    private static PlannedServer Server(string name, string address) => new(DomainName.Parse(name), [IPAddress.Parse(address)]);
}
