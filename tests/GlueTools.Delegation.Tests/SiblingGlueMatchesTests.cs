using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Checks;

namespace GlueTools.Delegation.Tests;

/// <summary>What no server of the lab does: addresses from beyond the parent zone in a referral.</summary>
public sealed class SiblingGlueMatchesTests
{
    [Theory]
    [InlineData("child NS ns1.child / child NS ns.far.test.", "ns1.child A 45.10.1.1 / ns.far.test. A 45.10.9.1 / ns.far.test. AAAA 2a10::9", "ns.far.test 45.10.9.1;2a10::9")]
    [InlineData("child NS ns1.child / child NS ns.far.test.", "ns1.child A 45.10.1.1 / other.test. A 45.10.9.1", "")]
    [InlineData("child NS ns1.child / child NS ns.sibling", "ns1.child A 45.10.1.1 / ns.sibling A 45.10.9.1", "")]
    public void Addresses_of_an_unrelated_name_server_are_unneeded(string nameServers, string glue, string expected)
    {
        var view = HandMade.View(nameServers, glue, false, HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / ns1.child A 45.10.1.1"));

        var found = new SiblingGlueMatches().Run(view).Where(finding => finding.Code == "GlueUnneeded");

        Assert.Equal(expected, string.Join(" | ", found.Select(finding => finding.Row().NameServer + " " + finding.Row().IPAddress)));
    }

    [Fact]
    public void They_are_no_glue_that_could_be_wrong() => Assert.DoesNotContain(
        new GlueMatchesChild().Run(HandMade.View(
            "child NS ns1.child / child NS ns.far.test.",
            "ns1.child A 45.10.1.1 / ns.far.test. A 45.10.9.1",
            false,
            HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / child NS ns.far.test. / ns1.child A 45.10.1.1"))),
        finding => finding.Row().NameServer == "ns.far.test");

    [Fact]
    public void They_do_not_hide_a_sibling_with_an_old_address()
    {
        var referral = HandMade.Answer("child NS", "", "", "child NS ns.far.aaa. / child NS ns.sibling", "ns.far.aaa. A 45.10.9.1 / ns.sibling A 45.10.9.2");
        var sibling = new NameServerAddresses(HandMade.Name("ns.sibling"), ResolutionStatus.Found, HandMade.Addresses("45.10.9.3"));

        var found = new SiblingGlueMatches().Run(HandMade.View([HandMade.ParentServer("37.209.192.10", referral)], [], [sibling]));

        Assert.Equal(["GlueUnneeded ns.far.aaa 45.10.9.1", "SiblingGlueStale ns.sibling.example 45.10.9.2"], found.Select(finding => finding.Code + " " + finding.Row().NameServer + " " + finding.Row().IPAddress));
    }
}
