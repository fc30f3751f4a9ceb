using System;
using System.Collections.Generic;
using System.Linq;
using GlueTools.Network.Options;

namespace GlueTools.Hostile.Tests;

/// <summary>Domains whose name servers lie in zones that answer every question with further name servers: what is new each time is known to nobody, and closes no circle.</summary>
public sealed class ReferralStormTests
{
    private const int Zones = 20, Beside = 60;

    /// <summary>Questions for what is no search for a name server: the way to the domain, and its one server that is well.</summary>
    private const int Rest = 40;

    [Theory]
    [InlineData("Spread", 13, 1)]
    [InlineData("Spread", 1, 1)]
    [InlineData("Spread", 13, 13)]
    [InlineData("Circle", 13, 1)]
    [InlineData("Circle", 13, 13)]
    [InlineData("ThreeDeep", 13, 1)]
    [InlineData("ThreeDeep", 13, 13)]
    [InlineData("Web", 13, 13)]
    public void Name_servers_named_for_every_question_are_looked_up_as_far_as_one_search_may_go(string course, int fan, int servers)
    {
        var names = new[] { "storm", "gust", "gale" };
        var text = Innocents.Text(Beside) + ReferralStorm.Text(Zones) + string.Concat(names.Select(name => ReferralStorm.Domain(name, servers, Zones)));
        HostileRun Run(IEnumerable<string> domains, int throttle) =>
            HostileRun.Of(new HostileNetwork(text, new ReferralStorm(Zones, fan, Enum.Parse<ReferralStorm.Course>(course)).Answer), domains, options => options with { ThrottleLimit = throttle });
        void AssertLimits(HostileRun run, string name)
        {
            var row = run.Row(name + ".example");
            var limit = Assert.Single(row.Limits);
            Assert.StartsWith("questions: " + name + "0.z0.test", limit, StringComparison.Ordinal);
            Assert.Equal(servers > 1, limit.EndsWith(", " + (servers - 3) + " more", StringComparison.Ordinal));
            Assert.Equal("Unknown", row.Status);
            Assert.InRange(row.QueryCount, 1, (servers * (WalkBudget.SearchQuestions + 2)) + Rest);
            Assert.InRange(row.DurationUs, 0, 5_000_000);
        }

        foreach (var name in names)
        {
            var alone = Run([name + ".example"], 64);
            AssertLimits(alone, name);
            Assert.InRange(alone.Steps, 1, (servers * 10 * WalkBudget.SearchQuestions) + 1000);
            Assert.InRange(alone.MostStepsAtAStretch, 1, 2 * WalkBudget.SearchSteps);
        }

        foreach (var throttle in new[] { 1, 64 })
        {
            var run = Run(names.Select(name => name + ".example").Concat(Innocents.Names(Beside)), throttle);
            run.AssertInnocents(Beside);
            Assert.All(names, name => AssertLimits(run, name));
            Assert.All(Innocents.Names(Beside), name => Assert.Empty(run.Row(name).Limits));
        }
    }

    /// <summary>More than are looked up side by side.</summary>
    [Fact]
    public void Forty_of_them_cost_what_all_searches_of_one_domain_may()
    {
        var network = new HostileNetwork(
            Innocents.Text(Beside) + ReferralStorm.Text(Zones) + ReferralStorm.Domain("storm", 40, Zones),
            new ReferralStorm(Zones, 13, ReferralStorm.Course.Spread).Answer);

        var run = HostileRun.Of(network, Innocents.Names(Beside).Prepend("storm.example"));

        run.AssertInnocents(Beside);
        Assert.InRange(run.Row("storm.example").QueryCount, WalkBudget.LookupQuestionsPerDomain, WalkBudget.LookupQuestionsPerDomain + WalkBudget.SearchQuestions + Rest);
        // Three that were looked up, and those that were not any more, as what was found out for the others was too much by then.
        Assert.Collection(
            run.Row("storm.example").Limits,
            questions => Assert.Equal("questions: storm0.z0.test, storm1.z1.test, storm20.z0.test", questions),
            steps => Assert.EndsWith(", 34 more", steps, StringComparison.Ordinal));
    }

    /// <summary>Answers that come late each time: no question takes long, and all of them together do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void A_storm_that_answers_late_ends_when_the_time_of_one_search_is_over(int servers)
    {
        var network = new HostileNetwork(
            Innocents.Text(Beside) + ReferralStorm.Text(Zones) + ReferralStorm.Domain("storm", servers, Zones),
            new ReferralStorm(Zones, 13, ReferralStorm.Course.Spread) { Delay = 900 }.Answer);

        var run = HostileRun.Of(network, Innocents.Names(Beside).Prepend("storm.example"));

        run.AssertInnocents(Beside);
        Assert.InRange(run.Row("storm.example").DurationUs, 0, WalkBudget.TimePerDomainUs);
        Assert.StartsWith("time: storm0.z0.test", Assert.Single(run.Row("storm.example").Limits), StringComparison.Ordinal);
    }

    /// <summary>A domain below the storm itself: there is no way to its parent.</summary>
    [Theory]
    [InlineData("kid.z0.test")]
    [InlineData("kid.sub.z0.test")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.z0.test")]
    public void A_domain_below_the_storm_gets_its_row(string name)
    {
        var network = new HostileNetwork(Innocents.Text(Beside) + ReferralStorm.Text(Zones), new ReferralStorm(Zones, 13, ReferralStorm.Course.Spread).Answer);

        var run = HostileRun.Of(network, Innocents.Names(Beside).Prepend(name));

        run.AssertInnocents(Beside);
        Assert.NotEmpty(run.Row(name).Limits);
        Assert.InRange(run.Row(name).QueryCount, 1, 4000);
    }
}
