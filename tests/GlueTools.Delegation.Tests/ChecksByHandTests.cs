using System.Linq;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Tests;

/// <summary>What checks say of views that the lab hardly brings about.</summary>
public sealed class ChecksByHandTests
{
    /// <summary>A circle that the parent's sibling glue breaks is no fault; addresses beside a name from elsewhere break nothing.</summary>
    [Theory]
    [InlineData("ns.a", "ns.a A 45.10.9.1", "")]
    [InlineData("ns.a", "", "ns.a.example")]
    [InlineData("ns.far.test.", "ns.far.test. A 45.10.9.1", "ns.far.test")]
    [InlineData("ns.a ns.b", "ns.a A 45.10.9.1", "ns.b.example")]
    [InlineData("ns.a ns.b", "ns.b A 45.10.9.1", "ns.a.example")]
    public void A_name_server_that_can_only_be_found_through_itself_is_a_fault_unless_the_parent_gives_sibling_glue(string names, string glue, string expected)
    {
        var nameServers = names.Split(' ');
        var referral = HandMade.Answer("child NS", string.Empty, string.Empty, string.Join(" / ", nameServers.Select(name => "child NS " + name)), glue);
        var view = HandMade.View(
            [HandMade.ParentServer("37.209.192.10", referral)], [], nameServers.Select(name => new NameServerAddresses(HandMade.Name(name), ResolutionStatus.Circular)));

        Assert.Equal(expected, string.Join(" ", new DependenciesResolve().Run(view).Select(finding => finding.NameServer)));
        Assert.Equal(expected, string.Join(" ", new NameServersResolve().Run(view).Select(finding => finding.NameServer)));
    }

    [Fact]
    public void A_server_that_refuses_the_question_for_keys_says_nothing_of_them_and_the_next_one_does()
    {
        var referral = HandMade.Answer("child NS", string.Empty, string.Empty, "child NS ns1.child / child DS 4711 13 2 AB", "ns1.child A 45.10.1.1");
        const string Zone = "child NS ns1.child / ns1.child A 45.10.1.1";
        DelegationView View(string first, string second) => HandMade.View(
            [HandMade.ParentServer("37.209.192.10", referral)],
            [
                HandMade.ChildServer("45.10.1.1", "ns1.child", 1, Zone, dnskey: HandMade.Answer("child DNSKEY", first)),
                HandMade.ChildServer("45.10.2.1", "ns1.child", 1, Zone, dnskey: HandMade.Answer("child DNSKEY", second)),
            ],
            []);

        Assert.Equal(["DsWithoutDnskey"], new DsMatchesChild().Run(View("Refused", "aa")).Select(finding => finding.Code));
        Assert.Empty(new DsMatchesChild().Run(View("Refused", "Refused")));
    }

    /// <summary>12 octets of header, 19 of the question; 15 and its own label for each NS record, 16 and 28 for the addresses.</summary>
    [Theory]
    [InlineData("nnnnnnnnnnnnn", 0)]
    [InlineData("nnnnnnnnnnnnnn", 1)]
    public void A_referral_of_512_octets_fits(string label, int findings)
    {
        var names = Enumerable.Range(0, 9).Select(number => "nnnnnnnnn" + number).Append(label).Select(name => name + ".child").ToList();
        var glue = names.Take(9).Select((name, number) => name + " A 45.10.1." + number).Concat(names.Take(3).Select(name => name + " AAAA 2a10::1"));

        var view = HandMade.View(string.Join(" / ", names.Select(name => "child NS " + name)), string.Join(" / ", glue), false);

        Assert.Equal(findings, new ReferralIsComplete().Run(view).Count(finding => finding.Code == "ReferralOver512"));
    }

    [Theory]
    [InlineData("45.10.1.1 2a10::1", true, 1)]
    [InlineData("45.10.1.1 2a10::1", false, 0)]
    [InlineData("45.10.1.1 10.1.1.1", true, 0)]
    public void Where_nobody_answers_the_zone_is_unreachable_unless_a_parent_server_could_not_be_asked(string addresses, bool ipv6Tested, int findings)
    {
        var parents = addresses.Split(' ').Select(address =>
            HandMade.ParentServer(address, address.StartsWith("10.", System.StringComparison.Ordinal) ? null : HandMade.NoAnswer("child NS", ExchangeOutcome.TimedOut)));

        var found = new ZoneIsDelegated().Run(HandMade.View(parents.ToList(), [], [], ipv6Tested: ipv6Tested));

        Assert.Equal(findings, found.Count(finding => finding.Code == "DelegationUnreachable"));
    }

    [Theory]
    [InlineData("a b a", "a:2 b:1")]
    [InlineData("a a", "")]
    [InlineData("- a b", "a:1 b:1")]
    [InlineData("a - b", "a:1 b:1")]
    [InlineData("- a", "")]
    public void Those_that_say_nothing_take_no_part_in_a_comparison(string said, string groups) => Assert.Equal(
        groups, string.Join(" ", Grouping.WhereTheyDiffer(said.Split(' '), one => one == "-" ? null : one).Select(group => group.Key + ":" + group.Value.Count)));
}
