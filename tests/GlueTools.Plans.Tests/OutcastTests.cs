using System;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Delegation.Plans;
using GlueTools.Dns.Names;

namespace GlueTools.Plans.Tests;

/// <summary>
/// The commonest stale glue: a host was moved, its old one was forgotten and still serves the old zone, in which it is a name server. It has no vote, and nobody has to bring its copy up to date before
/// the parent is mended.
/// </summary>
public sealed class OutcastTests
{
    private const string Moved = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.10.4.1
        zone shop.example. at 45.10.1.1 45.11.2.1 serial 2
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1
        zone shop.example. at 45.10.4.1 serial {0}
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.10.4.1

        """;

    private const string Replaced = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns.oldprov.test.
          ns1.shop  A     45.10.1.1
        in test.
          oldprov   NS    ns.oldprov
          ns.oldprov A    45.30.1.1
          newprov   NS    ns.newprov
          ns.newprov A    45.31.1.1
        zone oldprov.test. at 45.30.1.1
          @ NS ns
          ns A 45.30.1.1
        zone newprov.test. at 45.31.1.1
          @ NS ns
          ns A 45.31.1.1
        zone shop.example. at 45.10.1.1 45.31.1.1 serial 20
          @         NS    ns1
          @         NS    ns.newprov.test.
          ns1       A     45.10.1.1
        zone shop.example. at 45.30.1.1 serial 7
          @         NS    ns1
          @         NS    ns.oldprov.test.
          ns1       A     45.10.1.1

        """;

    private const string OneFamily = """
        base
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1
          ns2.shop  A     45.11.2.1
                    AAAA  2a10:99::1
        zone shop.example. at 45.10.1.1 45.11.2.1 2a10:11:2::1 serial 5
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1
                    AAAA  2a10:11:2::1
        zone shop.example. at 2a10:99::1 serial 4
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.99.1.1
                    AAAA  2a10:99::1

        """;

    public static TheoryData<string, string> Stale => new()
    {
        { With(1), "At the registrar of shop.example, change ns2.shop.example's IPv4 glue from 45.10.4.1 to 45.11.2.1." },
        { OneFamily, "At the registrar of shop.example, change ns2.shop.example's IPv6 glue from 2a10:99::1 to 2a10:11:2::1." },
        { Replaced, "At the registrar of shop.example, set the name servers to ns1.shop.example and ns.newprov.test." },
    };

    [Theory]
    [MemberData(nameof(Stale))]
    public void What_only_a_forgotten_host_says_otherwise_is_mended_at_the_parent_at_once(string scenario, string step)
    {
        var plan = PlannedScenario.Plan(scenario);

        Assert.Equal(step, PlannedScenario.Steps(plan));
        Assert.Empty(plan.Open);
        var rows = RequiredChange.From(plan);
        Assert.DoesNotContain(rows, row => row.Action == "Decide");
        Assert.Contains(rows, row => row.Action is "Change" or "Add");
    }

    [Fact]
    public void The_comparison_says_the_change_and_that_it_may_be_made()
    {
        var verdict = NameServerVerdict.Of(PlannedScenario.Audit(Stale.First().Data.Item1)).Single(one => one.Name == DomainName.Parse("ns2.shop.example"));

        Assert.True(verdict.CanRepair);
        Assert.Equal(["45.11.2.1"], verdict.Right.Select(address => address.ToString()));
    }

    [Fact]
    public void Nobody_is_advised_to_name_the_forgotten_provider_in_the_zone()
    {
        var report = PlannedScenario.Audit(Replaced);

        Assert.DoesNotContain(report.Findings, finding => FindingText.RemedyOf(finding).Contains("add ns.oldprov.test", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => FindingText.RemedyOf(finding).Contains("remove ns.newprov.test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_host_whose_copy_is_as_new_or_newer_is_no_outcast(int serial)
    {
        var plan = PlannedScenario.Plan(With(serial));

        Assert.DoesNotContain(plan.Steps, step => step.Actor == PlanActor.Registrar);
        Assert.NotEmpty(plan.Remarks);
    }

    [Fact]
    public void Nor_is_anybody_where_the_newest_copy_vouches_for_itself_alone()
    {
        // The new host has no zone yet: what leads to the old one is all that there is.
        var scenario = With(1).Replace("at 45.10.1.1 45.11.2.1 serial", "at 45.10.1.1 serial", StringComparison.Ordinal);

        Assert.DoesNotContain(PlannedScenario.Plan(scenario).Steps, step => step.Actor == PlanActor.Registrar);
    }

    private static string With(int serial) => Moved.Replace("{0}", serial.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
