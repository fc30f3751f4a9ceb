using System.Collections.Generic;
using System.Linq;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Walking;

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

        Assert.Equal(expected, string.Join(" ", new DependenciesResolve().Run(view).Select(finding => finding.Row().NameServer)));
        Assert.Equal(expected, string.Join(" ", new NameServersResolve().Run(view).Select(finding => finding.Row().NameServer)));
    }

    [Fact]
    public void A_server_that_refuses_the_question_for_keys_gives_none_and_what_the_next_one_says_is_judged_beside_it()
    {
        var referral = HandMade.Answer("child NS", string.Empty, string.Empty, "child NS ns1.child / child DS 4711 13 2 AB / child RRSIG DS 13 2 3600 20300101000000 20200101000000 1 example. AAAA", "ns1.child A 45.10.1.1");
        const string Zone = "child NS ns1.child / ns1.child A 45.10.1.1";
        DelegationView View(string first, string second) => HandMade.View(
            [HandMade.ParentServer("37.209.192.10", referral)],
            [
                HandMade.ChildServer("45.10.1.1", "ns1.child", 1, Zone, dnskey: HandMade.Answer("child DNSKEY", first)),
                HandMade.ChildServer("45.10.2.1", "ns1.child", 1, Zone, dnskey: HandMade.Answer("child DNSKEY", second)),
            ],
            []);

        Assert.Equal(["DsWithoutDnskey ", "DsWithoutDnskey 45.10.1.1"], Found(View("Refused", "aa")));
        Assert.Equal(["DsWithoutDnskey 45.10.1.1", "DsWithoutDnskey 45.10.2.1"], Found(View("Refused", "Refused")));
        static IEnumerable<string> Found(DelegationView view) => new DsMatchesChild().Run(view).Select(finding => finding.Code + " " + string.Join(";", finding.Addresses));
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

    [Theory]
    [InlineData(ExchangeOutcome.PortUnreachable, "(connection refused)")]
    [InlineData(ExchangeOutcome.Unreachable, "(no route to it)")]
    [InlineData(ExchangeOutcome.ConnectionLost, "(connection closed without an answer)")]
    [InlineData(ExchangeOutcome.Malformed, "(what comes back is no answer to the question)")]
    [InlineData(ExchangeOutcome.TimedOut, "(no answer in time)")]
    public void How_TCP_failed_is_told(ExchangeOutcome outcome, string how)
    {
        var server = HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / ns1.child A 45.10.1.1", tcp: HandMade.NoAnswer("child SOA", outcome));
        var child = Assert.Single(new ServersAnswerWithAuthority().Run(HandMade.View("child NS ns1.child", "ns1.child A 45.10.1.1", false, server)));
        Assert.Equal("ServerTcpUnavailable", child.Code);
        Assert.EndsWith(" " + how + ".", FindingText.MessageOf(child), System.StringComparison.Ordinal);

        var referral = HandMade.Answer("child NS", "tc", authority: "child NS ns1.child", tcp: outcome);
        var parent = Assert.Single(new ReferralIsComplete().Run(HandMade.View([HandMade.ParentServer("37.209.192.10", referral)], [], [])));
        Assert.Equal("ReferralTcpFails", parent.Code);
        Assert.EndsWith(" " + how + ".", FindingText.MessageOf(parent), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExchangeOutcome.TimedOut, "No answer in time.")]
    [InlineData(ExchangeOutcome.PortUnreachable, "Connection refused.")]
    [InlineData(ExchangeOutcome.NotAsked, "Not asked, after its silence just before.")]
    public void A_trace_tells_why_there_is_no_answer(ExchangeOutcome outcome, string detail)
    {
        var silent = HandMade.NoAnswer("child NS", outcome);
        var step = new TraceStep(1, HandMade.Name("example."), new ServerAddress(HandMade.Name("a.nic"), IPAddress.Parse("37.209.192.10")), new ServerAnswer(silent, HandMade.Name("example.")), "by its own zone");

        var row = Assert.Single(DelegationStep.From(HandMade.Name("child"), new TraceResult([step], null)));

        Assert.Equal(detail + " Server found: by its own zone.", row.Detail);
    }

    [Fact]
    public void A_parent_server_that_answers_from_a_cache_fails()
    {
        var view = HandMade.View([HandMade.ParentServer("37.209.192.10", HandMade.Answer("child NS", "ra", "child NS ns1.child"))], [], []);

        var finding = Assert.Single(new ParentServersAnswer().Run(view));

        Assert.Equal("ParentServerFails", finding.Code);
        Assert.Contains("answers without authority for example.", FindingText.MessageOf(finding), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Servers_that_name_no_name_server_did_not_show_that_the_sets_have_none_in_common()
    {
        var view = HandMade.View(
            "child NS ns1.child", "ns1.child A 45.10.1.1", false, HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns9.child"), HandMade.ChildServer("45.10.2.1", "ns1.child", 1, string.Empty));

        var finding = Assert.Single(new NameServerSetsAgree().Run(view), finding => finding.Kind != NameServerSetsAgree.ZoneWithoutNameServers);

        Assert.Equal("NameServerSetsDisjoint ns1.child.example/45.10.1.1", finding.Code + " " + Assert.Single(finding.Servers));
    }

    [Fact]
    public void Sentences_name_a_server_without_a_name_by_its_address_and_nothing_as_none()
    {
        Assert.Equal("45.10.1.1", Wording.OfChild(HandMade.ChildServer("45.10.1.1", string.Empty, 1, "child NS ns1.child")).ToString());
        Assert.Equal("none", Prose.List(System.Array.Empty<string>()));
    }

    [Fact]
    public void A_top_level_domain_is_changed_in_the_root_zone()
    {
        var zone = HandMade.Parent;
        var view = new DelegationView(
            zone, new ParentSide(Dns.Names.DomainName.Root, zone, [], isSample: false), null, HandMade.View(string.Empty, string.Empty, false).Conditions, null, 0, 0);

        var finding = NameServersSuffice.TooFewNameServers.Finding(view, [], [], $"Wrong.", Advice.Of(Changes.NameServers(view, ChangePlace.Delegation, [], [HandMade.Name("ns1")])));

        Assert.Equal("In the root zone (through IANA), for example, add ns1.example to the name servers.", FindingText.RemedyOf(finding));
    }

    [Fact]
    public void What_is_wrong_in_a_proposed_delegation_is_not_said_of_the_parent()
    {
        var parent = new ProposedDelegation([], []).ToParentSide(HandMade.Child, HandMade.Parent);
        var view = new DelegationView(HandMade.Child, parent, null, HandMade.View(string.Empty, string.Empty, false).Conditions, null, 0, 0);

        Assert.Equal("The proposed delegation gives", Wording.ParentServersThat(view, [], "give"));
    }

    /// <summary>Each server of its own mind; one that names no name server says nothing.</summary>
    [Theory]
    [InlineData("1 child NS ns1.child|1 child NS ns1.child", "")]
    [InlineData("1 child NS ns1.child|1 child NS ns2.child", "ChildServersDisagreeOnNameServers ChildServersDisagreeOnNameServers")]
    [InlineData("1 child NS ns1.child|1 child NS ns1.child / child NS ns2.child", "ChildServersDisagreeOnNameServers ChildServersDisagreeOnNameServers")]
    [InlineData("1 child NS ns1.child / child NS ns2.child|1 child NS ns1.child / child NS ns3.child", "ChildServersDisagreeOnNameServers ChildServersDisagreeOnNameServers")]
    [InlineData("1|1 child NS ns1.child|1 child NS ns2.child", "ChildServersDisagreeOnNameServers ChildServersDisagreeOnNameServers")]
    [InlineData("1 child NS ns1.child|1|1 child NS ns2.child", "ChildServersDisagreeOnNameServers ChildServersDisagreeOnNameServers")]
    [InlineData("1|1 child NS ns1.child|1 child NS ns1.child", "")]
    [InlineData("1 child NS ns1.child|2 child NS ns1.child", "SoaSerialsDiffer")]
    [InlineData("1 child NS ns1.child / ns1.child A 45.10.8.1|1 child NS ns1.child / ns1.child A 45.10.9.1", "ChildServersDisagreeOnAddresses")]
    [InlineData("1 child NS ns1.child / ns1.child A 45.10.8.1|1 child NS ns1.child / ns1.child A 45.10.8.1 / ns1.child A 45.10.9.1", "ChildServersDisagreeOnAddresses")]
    public void Servers_of_the_zone_differ_wherever_one_of_them_does(string copies, string expected)
    {
        var servers = copies.Split('|').Select((copy, number) => HandMade.ChildServer(
            "45.10." + (number + 1) + ".1", "ns" + (number + 1) + ".child", uint.Parse(copy[..1], System.Globalization.CultureInfo.InvariantCulture), copy[1..].Trim()));

        var found = new ChildServersAgree().Run(HandMade.View("child NS ns1.child", "ns1.child A 45.10.1.1", false, servers.ToArray()));

        Assert.Equal(expected, string.Join(" ", found.Select(finding => finding.Code)));
    }
}
