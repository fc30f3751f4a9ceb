using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Network.Options;
using GlueTools.Network.Walking;

namespace GlueTools.Hostile.Tests;

/// <summary>What one domain may cost: no usual domain reaches a ceiling, and one that does is asked no further, keeps its findings and says what was not looked at.</summary>
public sealed class CeilingTests
{
    /// <summary>Root, parent and name servers of each family, on the way to a domain below a parent that four addresses serve.</summary>
    private const int Way = 40;

    /// <summary>Octets of managed memory that a run may hold with a domain that has reached the ceiling, the lab and 300 innocents beside it.</summary>
    private const long Memory = 3 * WalkBudget.OctetsPerDomain;

    /// <summary>Parent addresses × 2 and zone addresses × (8 + 2 × in-domain names): thirteen dual-stack servers that parent and zone agree on, counted where the questions arrive.</summary>
    [Fact]
    public void Thirteen_dual_stack_servers_are_asked_everything()
    {
        var servers = Enumerable.Range(1, 13).ToList();
        var network = new HostileNetwork(Innocents.Text() + Large("large", servers, servers));

        var run = HostileRun.Of(network, ["large.example"], Full);

        var arrived = network.Lab.QueryCount;
        Assert.Equal(["ReferralOver512"], run.Found("large.example"));
        Assert.Empty(run.Row("large.example").Limits);
        // Recursion, CSYNC and so on are asked once of each address: 26 × (8 + 26).
        Assert.InRange(arrived, 26 * 26, (26 * 34) + Way);
        var beside = HostileRun.Of(network, Innocents.Names().Prepend("large.example"), Full);
        beside.AssertInnocents();
        Assert.Empty(beside.Row("large.example").Limits);
        Assert.Equal(["ReferralOver512"], beside.Found("large.example"));
    }

    /// <summary>The most that thirteen on either side can be: none the same, and the parent's own thirteen and thirteen as well.</summary>
    [Fact]
    public void Thirteen_other_servers_on_either_side_of_parent_and_zone_reach_no_ceiling()
    {
        List<int> delegated = [.. Enumerable.Range(1, 13)], published = [.. Enumerable.Range(14, 13)];
        var network = new HostileNetwork(Innocents.Text() + Large("large", delegated, published) + Large("kid", delegated, published, "large.example"));

        var run = HostileRun.Of(network, Innocents.Names().Append("kid.large.example").Append("large.example"), Full);

        run.AssertInnocents();
        foreach (var name in new[] { "large.example", "kid.large.example" })
        {
            Assert.Empty(run.Row(name).Limits);
            Assert.Equal(["NameServerSetsDisjoint", "ReferralOver512"], run.Found(name));
            Assert.InRange(run.Row(name).QueryCount, 52 * 52, (52 * 60) + (52 * 4) + Way);
        }
    }

    [Fact]
    public void Sixty_name_servers_with_600_addresses_are_asked_as_far_as_the_ceiling()
    {
        var names = Enumerable.Range(0, 60).ToList();
        var addresses = names.SelectMany(i => Enumerable.Range(0, 10).Select(j => (Name: i, Address: $"46.{30 + j}.{i}.1"))).ToList();
        var text = new StringBuilder(Innocents.Text() + "in example.\n");
        addresses.ForEach(at => text.Append($"  wide NS n{at.Name}.wide\n  n{at.Name}.wide A {at.Address}\n"));
        // One server serves another zone only.
        text.Append("zone wide.example. at " + string.Join(" ", addresses.Where(at => at.Address != "46.30.0.1").Select(at => at.Address)) + "\n");
        addresses.ForEach(at => text.Append($"  @ NS n{at.Name}\n  n{at.Name} A {at.Address}\n"));
        text.Append("zone other.test. at 46.30.0.1\n  @ NS n\n");
        var network = new HostileNetwork(text.ToString());

        var alone = HostileRun.Of(network, ["wide.example"], Full);
        var arrived = network.Lab.QueryCount;
        var run = HostileRun.Of(network, Innocents.Names().Prepend("wide.example"), Full);

        run.AssertInnocents();
        Assert.InRange(arrived, 256 * 6, WalkBudget.ZoneQuestions + Way);
        Assert.Equal(alone.Row("wide.example").Limits[0], run.Row("wide.example").Limits[0]);
        Assert.Equal("addresses: 46.30.32.1, 46.30.33.1, 46.30.34.1, 341 more", run.Row("wide.example").Limits[0]);
        Assert.StartsWith("questions: n0.wide.example at 46.30.", run.Row("wide.example").Limits[1], StringComparison.Ordinal);
        Assert.Equal(["ReferralOver512", "ServerRefuses n0.wide.example 46.30.0.1"], run.Found("wide.example"));
        Assert.Equal(alone.Found("wide.example"), run.Found("wide.example"));
    }

    [Fact]
    public void A_parent_with_more_addresses_than_thirteen_on_either_side_have_is_asked_at_as_many()
    {
        var servers = Enumerable.Range(1, 27).ToList();
        var network = new HostileNetwork(Innocents.Text() + Large("large", servers, servers) + Large("kid", [1, 2], [1, 2], "large.example"));

        var run = HostileRun.Of(network, Innocents.Names().Append("kid.large.example"), Full);

        run.AssertInnocents();
        Assert.StartsWith("addresses: ", Assert.Single(run.Row("kid.large.example").Limits), StringComparison.Ordinal);
        Assert.Equal(52, run.Report("kid.large.example").View.Parent!.Servers.Count);
        Assert.Empty(run.Found("kid.large.example"));
        Assert.Equal("Unknown", run.Row("kid.large.example").Status);
    }

    /// <summary>Name servers that have to be looked up one for the other, each with so many labels that the search takes more questions than one may.</summary>
    [Fact]
    public void A_search_that_takes_too_many_questions_is_broken_off()
    {
        const string Labels = "a.b.c.d.e.f.g.h.i.j";
        const int Length = 22;
        string Zone(int i) => "c" + i + ".example";
        var text = Innocents.Text() + "in example.\n" + string.Concat(Enumerable.Range(0, Length).Select(i => $"  c{i} NS {Labels}.c{i + 1}\n"));
        text += $"  c{Length} NS ns.c{Length}\n  ns.c{Length} A 46.10.1.1\n";
        text += string.Concat(Enumerable.Range(0, Length + 1).Select(i => $"zone {Zone(i)}. at 46.10.1.1\n  @ NS {(i < Length ? Labels + "." + Zone(i + 1) : "ns." + Zone(i))}.\n  {Labels} A 46.10.1.1\n  ns A 46.10.1.1\n"));
        var network = new HostileNetwork(text);

        foreach (var throttle in new[] { 1, 64 })
        {
            var run = HostileRun.Of(network, Innocents.Names().Prepend(Zone(0)).Append(Zone(Length - 3)), options => options with { ThrottleLimit = throttle });

            run.AssertInnocents();
            Assert.Equal(["questions: " + Labels + "." + Zone(1)], run.Row(Zone(0)).Limits);
            Assert.DoesNotContain(run.Report(Zone(0)).Findings, finding => finding.Code is "CircularDependency" or "NameServerUnresolvable" or "DelegationUnreachable");
            Assert.InRange(run.Row(Zone(0)).QueryCount, WalkBudget.SearchQuestions / 2, WalkBudget.SearchQuestions + (2 * Way));
            // What it passed on its way is judged as alone.
            Assert.Empty(run.Row(Zone(Length - 3)).Limits);
        }
    }

    [Theory]
    [InlineData(999, 192, 8 << 20, 60_000_000, null)]
    [InlineData(1000, 0, 0, 0, "steps")]
    [InlineData(0, 193, 0, 0, "questions")]
    [InlineData(0, 0, (8 << 20) + 1, 0, "octets")]
    [InlineData(0, 0, 0, 60_000_001, "time")]
    public void A_search_has_its_own_ceilings(int steps, int questions, long octets, long busyUs, string? ceiling) =>
        Assert.Equal(ceiling, new SearchTotal(steps, questions, octets, busyUs).Ceiling);

    /// <summary>
    /// A hundred name servers with forty-odd labels each in a zone that has none of them, and no labels in common. Asked label by label to the end, each would
    /// take so many questions that no more than twelve were looked at.
    /// </summary>
    [Fact]
    public void A_fan_of_deep_names_costs_as_many_questions_as_one_domain_may()
    {
        const string Labels = "a.b.c.d.e.f.g.h.i.j.a.b.c.d.e.f.g.h.i.j.a.b.c.d.e.f.g.h.i.j.a.b.c.d.e.f.g.h.i.j";
        var text = Innocents.Text() + "in test.\n" + HostileZone.Delegation("victim", "66.3.1.1", "66.3.2.1");
        text += "in example.\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"  fan NS {Labels}.x{i}.victim.test.\n"));
        var network = new HostileNetwork(text, new HostileZone("victim.test", "66.3.1.1", "66.3.2.1").Answer);

        var run = HostileRun.Of(network, Innocents.Names().Prepend("fan.example"));

        run.AssertInnocents();
        Assert.InRange(network.HostileQueryCount, 400, 540);
        Assert.Collection(
            run.Row("fan.example").Limits,
            names => Assert.EndsWith(", 33 more", names, StringComparison.Ordinal),
            questions => Assert.StartsWith("questions: " + Labels + ".x", questions, StringComparison.Ordinal));
        // Those that were looked up are proven not to resolve, and nobody else is spoken of.
        var unresolvable = run.Report("fan.example").Findings.Where(finding => finding.Code == "NameServerUnresolvable").ToList();
        Assert.InRange(unresolvable.Count, 30, 63);
        Assert.Equal(unresolvable.Count + 1, run.Report("fan.example").Findings.Count);
        Assert.Contains("ReferralOver512", run.Found("fan.example"));
    }

    /// <summary>Answers of 60,000 octets over TCP: what is above the ceiling is not kept, and the server that refuses is still told of.</summary>
    [Theory]
    [InlineData(13, "ServerRefuses ns14.fat.example 46.10.4.1")]
    [InlineData(63, "ReferralOver512", "ServerRefuses ns64.fat.example 46.10.4.1")]
    public void Long_answers_are_kept_up_to_the_ceiling(int servers, params string[] found)
    {
        var addresses = Enumerable.Range(0, servers).Select(i => $"66.4.{i}.1").Append("46.10.4.1").ToList();
        var zone = new HostileZone("fat.example", [.. addresses]) { Padding = 60_000 };
        var text = Innocents.Text() + "in example.\n" + HostileZone.Delegation("fat", [.. addresses]);
        var network = new HostileNetwork(text, zone.Answer);

        var run = HostileRun.Of(network, Innocents.Names().Prepend("fat.example"), isWeighed: true);

        run.AssertInnocents();
        Assert.InRange(run.Memory, 0, Memory);
        Assert.Contains(run.Row("fat.example").Limits, limit => limit.StartsWith("octets: ", StringComparison.Ordinal));
        Assert.Equal(found, run.Found("fat.example"));
    }

    /// <summary>Name servers in forty zones whose servers are silent.</summary>
    [Fact]
    public void A_domain_that_waits_for_silent_servers_ends_when_its_time_is_over()
    {
        var text = Innocents.Text() + "in test.\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"  s{i} NS ns.s{i}\n  ns.s{i} A 66.5.{i}.1\n"));
        text += "in example.\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"  late NS ns.s{i}.test.\n"));
        var network = new HostileNetwork(text);
        AuditOptions Short(AuditOptions options) => options with { TimeoutSec = 0.3, TimePerDomainUs = 2_000_000 };

        var run = HostileRun.Of(network, Innocents.Names().Prepend("late.example"), Short);

        run.AssertInnocents();
        Assert.All(Innocents.Names(), name => Assert.Empty(run.Row(name).Limits));
        // Its own time: that of the run goes on by itself whenever all that is under way waits, as for a server that may be asked too much.
        Assert.InRange(run.Report("late.example").View.DurationUs / 1e6, 2, 6);
        // Each is either proven not to resolve or named as not looked at.
        var proven = run.Report("late.example").Findings.Count(finding => finding.Code == "NameServerUnresolvable");
        var limit = Assert.Single(run.Row("late.example").Limits);
        Assert.StartsWith("time: ns.s", limit, StringComparison.Ordinal);
        Assert.EndsWith(", " + (40 - 3 - proven) + " more", limit, StringComparison.Ordinal);
        Assert.InRange(proven, 1, 10);
        Assert.InRange(run.Row("late.example").QueryCount, 4, 40);
        Assert.Equal(proven + 1, run.Found("late.example").Length);
        Assert.Contains("ReferralOver512", run.Found("late.example"));
    }

    /// <summary>Servers that answer late and are asked one question at a time: domains stand in line for longer than one may take.</summary>
    [Fact]
    public void Time_in_line_does_not_count()
    {
        const int Count = 60;
        var slow = new[] { "46.10.1.1", "2a10:10:1::1", "46.10.2.1", "2a10:10:2::1" };
        var network = new HostileNetwork(Innocents.Text(Count) + string.Concat(slow.Select(address => "server " + address + " slow 20\n")));

        var run = HostileRun.Of(network, Innocents.Names(Count), options => options with { ServerThrottleLimit = 1, TimePerDomainUs = 2_000_000 });

        run.AssertInnocents(Count);
        Assert.All(Innocents.Names(Count), name => Assert.Empty(run.Row(name).Limits));
        Assert.InRange(Innocents.Names(Count).Max(name => run.Row(name).DurationUs), 4_000_000, long.MaxValue);
    }

    private static AuditOptions Full(AuditOptions options) => options with { Depth = AuditDepth.Full };

    /// <summary>A domain with these name servers in the delegation, and those in the zone; all of them serve it.</summary>
    private static string Large(string label, IReadOnlyList<int> delegated, IReadOnlyList<int> published, string parent = "example")
    {
        string Records(int i, string below) => $"  n{i}{below} A 46.{label.Length}.{i}.1\n  n{i}{below} AAAA 2a10:20:{i}:{label.Length}0::1\n";
        var all = delegated.Union(published).ToList();
        return "in " + parent + ".\n" + string.Concat(delegated.Select(i => $"  {label} NS n{i}.{label}\n" + Records(i, "." + label)))
            + $"zone {label}.{parent}. at " + string.Join(" ", all.Select(i => $"46.{label.Length}.{i}.1 2a10:20:{i}:{label.Length}0::1")) + "\n"
            + string.Concat(published.Select(i => $"  @ NS n{i}\n")) + string.Concat(all.Select(i => Records(i, string.Empty)));
    }
}
