using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>When a person may set the parent's glue to what a row says without looking further.</summary>
public sealed class DelegationComparisonTests
{
    private const string NameServers = "child NS ns1.child / child NS ns2.child";
    private const string Ns1 = "ns1.child A 45.10.1.1";

    [Fact]
    public void Nothing_is_to_be_repaired_where_both_sides_agree()
    {
        var row = Row(Ns1 + " / ns2.child A 45.10.2.1", false, Server("45.10.1.1", "ns1.child", Ns1 + " / ns2.child A 45.10.2.1"));

        Assert.Equal(("Match", false), (row.Status, row.CanRepair));
    }

    /// <summary>Both sides agree on an address at which nobody gets the zone: that they agree is not all that there is to say.</summary>
    [Theory]
    [InlineData("45.10.2.1", false, "Refused", "Unusable", "Parent and zone agree, and at 45.10.2.1 a server refuses questions about the zone.")]
    [InlineData("45.10.2.1", false, "ServerFailure", "Unusable", "Parent and zone agree, and at 45.10.2.1 a server answers questions about the zone with an error.")]
    [InlineData("10.1.1.2", false, "", "Unusable", "Parent and zone agree, and 10.1.1.2 cannot be reached from the Internet.")]
    [InlineData("10.1.1.2", true, "", "Match", "Parent and zone agree.")]
    [InlineData("45.10.2.1", false, "", "Match", "Parent and zone agree.")]
    public void What_both_sides_have_and_nobody_can_use_is_no_match(string address, bool isPrivate, string code, string status, string detail)
    {
        var glue = Ns1 + " / ns2.child A " + address;
        List<ChildServer> servers = [Server("45.10.1.1", "ns1.child", glue)];
        if (code.Length > 0)
        {
            servers.Add(HandMade.ChildServerThatFails(address, "ns2.child", code));
        }

        var row = Row(glue, isPrivate, [.. servers]);

        Assert.Equal((status, detail, status == "Match"), (row.Status, row.Detail, row.Rank == 0));
    }

    [Fact]
    public void Nothing_is_said_to_match_of_a_family_about_which_nobody_says_anything()
    {
        // The servers answer for IPv6 addresses, and refuse the questions for IPv4 addresses.
        var refuses = new ServerAnswer(HandMade.Answer("ns2.child A", "Refused"), HandMade.Child);
        var row = Row(Ns1 + " / ns2.child A 45.10.2.1", false, HandMade.ChildServer("45.10.1.1", "ns1.child", 1, NameServers + " / " + Ns1, instead: refuses));

        Assert.Equal(("Unknown", ""), (row.Status, row.IPAddress.ToString()));
        Assert.True(row.Rank < 0);
    }

    /// <summary>Two copies of one serial, and neither says what the other does of a name server: nobody vouches for its address but itself.</summary>
    [Fact]
    public void Nothing_is_said_to_match_where_it_does_not_show_what_is_right()
    {
        var row = Row(
            Ns1 + " / ns2.child A 45.10.2.1",
            false,
            HandMade.ChildServer("45.10.2.1", "ns2.child", 1, NameServers + " / " + Ns1 + " / ns2.child A 45.10.2.1"),
            HandMade.ChildServer("45.10.1.1", "ns1.child", 1, NameServers + " / " + Ns1));

        Assert.Equal(("Unknown", ""), (row.Status, row.IPAddress.ToString()));
        Assert.True(row.Rank < 0);
    }

    [Theory]
    [InlineData("ns2.child A 45.10.5.1", "ns2.child A 45.10.2.1", "GlueDiffers", "45.10.2.1", "45.10.5.1")]
    [InlineData("", "ns2.child A 45.10.2.1", "GlueMissing", "45.10.2.1", "")]
    [InlineData("ns2.child A 45.10.2.1", "ns2.child A 45.10.2.1 / ns2.child AAAA 2a10::2", "GlueMissing", "2a10::2", "")]
    [InlineData("ns2.child A 45.10.2.1 / ns2.child A 45.10.5.1", "ns2.child A 45.10.2.1", "GlueStale", "", "45.10.5.1")]
    public void A_difference_can_be_repaired(string glue, string zone, string status, string missing, string stale)
    {
        var row = Row(glue.Length == 0 ? Ns1 : Ns1 + " / " + glue, false, Server("45.10.1.1", "ns1.child", Ns1 + " / " + zone));

        Assert.Equal((status, missing, stale, true), (row.Status, row.MissingAddress.ToString(), row.StaleAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void Glue_that_is_to_be_put_into_the_zone_stays()
    {
        var row = Row(Ns1 + " / ns2.child A 45.10.2.1", false, Server("45.10.1.1", "ns1.child", Ns1));

        Assert.Equal(("ZoneDiffers", "45.10.2.1", false), (row.Status, row.IPAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void Nothing_is_recommended_while_the_servers_differ()
    {
        var row = Row(
            Ns1 + " / ns2.child A 45.10.5.1",
            false,
            HandMade.ChildServer("45.10.1.1", "ns1.child", 2, NameServers + " / " + Ns1 + " / ns2.child A 45.10.2.1"),
            HandMade.ChildServer("45.10.5.1", "ns2.child", 1, NameServers + " / " + Ns1 + " / ns2.child A 45.10.5.1"));

        Assert.Equal(("GlueDiffers", "45.10.2.1", false), (row.Status, row.IPAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void Nothing_is_recommended_that_only_servers_say_which_the_zone_does_not_name()
    {
        // Both servers that answer stand at addresses that the zone names for nobody: old hosts, or somebody else's.
        var zone = NameServers + " / ns1.child A 45.10.8.1 / ns2.child A 45.10.9.1";
        var row = Row(
            Ns1 + " / ns2.child A 45.10.2.1", false, HandMade.ChildServer("45.10.1.1", "ns1.child", 1, zone), HandMade.ChildServer("45.10.2.1", "ns2.child", 1, zone));

        Assert.Equal(("GlueDiffers", "45.10.9.1", false), (row.Status, row.IPAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void What_the_named_server_says_is_recommended_wherever_it_stands()
    {
        var row = Row(
            Ns1 + " / ns2.child A 45.10.2.1", false, HandMade.ChildServer("45.10.7.1", string.Empty, 1, NameServers + " / ns1.child A 45.10.8.1 / ns2.child A 45.10.9.1", isGiven: true));

        Assert.Equal(("GlueDiffers", true), (row.Status, row.CanRepair));
    }

    [Theory]
    [InlineData(false, "10.1.1.2", "", false)]
    [InlineData(true, "10.1.1.2", "10.1.1.2", true)]
    [InlineData(true, "45.10.2.1", "45.10.2.1", true)]
    public void An_address_that_is_not_public_is_recommended_in_a_private_audit_only(bool isPrivate, string address, string right, bool canRepair)
    {
        var row = Row(Ns1 + " / ns2.child A 45.10.5.1", isPrivate, Server("45.10.1.1", "ns1.child", Ns1 + " / ns2.child A " + address));

        Assert.Equal((right, canRepair), (row.IPAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void Glue_that_serves_the_zone_is_not_set_to_what_the_zone_says_where_that_is_no_good()
    {
        const string Zone = NameServers + " / " + Ns1 + " / ns2.child A 192.168.1.2";
        var row = Row(Ns1 + " / ns2.child A 45.10.2.1", false, HandMade.ChildServer("45.10.1.1", "ns1.child", 1, Zone), HandMade.ChildServer("45.10.2.1", "ns2.child", 1, Zone));

        Assert.Equal(("ZoneDiffers", "45.10.2.1", "", "", false), (row.Status, row.IPAddress.ToString(), row.MissingAddress.ToString(), row.StaleAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void Nothing_is_recommended_where_one_address_of_several_is_not_public() => Assert.False(
        Row(Ns1 + " / ns2.child A 45.10.5.1", false, Server("45.10.1.1", "ns1.child", Ns1 + " / ns2.child A 45.10.2.1 / ns2.child AAAA fd00::2")).CanRepair);

    [Fact]
    public void Nothing_is_recommended_for_a_name_that_only_one_side_knows()
    {
        var rows = DelegationComparison.From(DelegationReport.Of(HandMade.View(
            "child NS ns1.child / child NS ns2.child",
            Ns1 + " / ns2.child A 45.10.2.1",
            false,
            HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / child NS ns3.child / " + Ns1 + " / ns3.child A 45.10.3.1"))));

        Assert.Equal(["Match False", "NotInZone False", "NotInParent False"], rows.Select(row => row.Status + " " + row.CanRepair));
    }

    /// <summary>A parent server that serves the child too answers for it: what it would delegate to, and with which glue, it does not show.</summary>
    [Fact]
    public void Nothing_is_said_to_match_where_the_delegation_cannot_be_seen()
    {
        var view = HandMade.View(
            [HandMade.ParentServer("45.10.1.1", HandMade.Answer("child NS", "aa", "child NS ns1.child"))],
            [HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / " + Ns1)],
            []);

        var row = Assert.Single(DelegationComparison.From(DelegationReport.Of(view)));

        Assert.Equal(("NotObservable", "ns1.child.example", "45.10.1.1", false), (row.Status, row.NameServer, row.IPAddress.ToString(), row.CanRepair));
    }

    [Fact]
    public void One_address_at_a_time_nothing_is_recommended() => Assert.All(
        Row(Ns1 + " / ns2.child A 45.10.5.1", false, Server("45.10.1.1", "ns1.child", Ns1 + " / ns2.child A 45.10.2.1")).PerAddress(), row => Assert.False(row.CanRepair));

    private static ChildServer Server(string address, string name, string records) => HandMade.ChildServer(address, name, 1, NameServers + " / " + records);

    private static DelegationComparison Row(string glue, bool isPrivate, params ChildServer[] servers) =>
        DelegationComparison.From(DelegationReport.Of(HandMade.View(NameServers, glue, isPrivate, servers))).Single(row => row.NameServer == "ns2.child.example");
}
