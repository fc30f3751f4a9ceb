using System;
using System.Linq;

namespace GlueTools.Plans.Tests;

/// <summary>Where a family of addresses could not be tested, nothing is planned or offered for repair for its addresses, and nothing against them; and it is said.</summary>
public sealed class UntestedTests
{
    private const string Start =
        """
        base
        path no-ipv6
        in example.
          shop      NS    ns1.shop
          shop      NS    ns2.shop
          ns1.shop  A     45.10.1.1

        """;

    private const string Zone =
        """

        zone shop.example. at 45.10.1.1 45.11.2.1 2a10:11:2::1
          @         NS    ns1
          @         NS    ns2
          ns1       A     45.10.1.1
          ns2       A     45.11.2.1
          ns2       AAAA  2a10:dead:2::1

        """;

    private const string Glue = "  ns2.shop  A     45.11.2.1", Serving = "\n  ns2.shop  AAAA  2a10:11:2::1";

    private const string Which = "Test shop.example from where IPv6 works before anything is changed about 2a10:11:2::1 and 2a10:dead:2::1: IPv6 was not tested here, so it does not show at which of them the zone is served.";

    private const string Whether = "Test shop.example from where IPv6 works before anything is changed about 2a10:dead:2::1: IPv6 was not tested here, so it does not show whether the zone is served there.";

    [Theory]
    [InlineData(Glue + Serving, "45.11.2.1;2a10:11:2::1", Which)]
    [InlineData(Glue, "45.11.2.1", Whether)]
    public void Glue_that_may_serve_is_not_to_be_replaced_by_what_nobody_asked(string glue, string held, string sentence)
    {
        var report = PlannedScenario.Audit(Start + glue + Zone);
        var row = DelegationComparison.From(report)[1];

        Assert.Equal(("ZoneDiffers", false, held, "", ""), (row.Status, row.CanRepair, row.IPAddress.ToString(), row.MissingAddress.ToString(), row.StaleAddress.ToString()));
        Assert.Equal((sentence, "not tested: IPv6"), (row.Detail, row.Limits.ToString()));
        Assert.Empty(PlannedScenario.Plan(report).Steps);
    }

    [Fact]
    public void What_is_known_of_the_other_family_is_mended_and_the_rest_left_as_it_is()
    {
        var report = PlannedScenario.Audit(Start + "  ns2.shop  A     45.11.9.1" + Serving + Zone);
        var row = DelegationComparison.From(report)[1];
        var change = RequiredChange.From(PlannedScenario.Plan(report))[1];

        Assert.Equal(("GlueDiffers", false, "45.11.2.1;2a10:11:2::1", "45.11.9.1"), (row.Status, row.CanRepair, row.IPAddress.ToString(), row.StaleAddress.ToString()));
        Assert.Equal("The parent has 45.11.9.1 where it should have 45.11.2.1. " + Which, row.Detail);
        Assert.Equal(("Change", "45.11.2.1;2a10:11:2::1"), (change.Action, change.Required.ToString()));
        Assert.Contains(change.Remark, remark => remark.Contains(Which, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_server_of_which_that_is_open_is_not_called_well()
    {
        var change = RequiredChange.From(PlannedScenario.Plan(Start + Glue + Serving + Zone))[1];

        Assert.Equal(("Decide", "Undecided", "Whether ns2.shop.example stays as it is does not show from here (GlueStale): " + Which), (change.Action, change.Status, change.Detail));
    }

    [Fact]
    public void Addresses_that_both_sides_have_are_no_reason_to_leave_what_is_wrong_beside_them()
    {
        var row = DelegationComparison.From(PlannedScenario.Audit(Start + "  ns2.shop  A     45.11.9.1" + Serving + Zone.Replace("2a10:dead:2::1", "2a10:11:2::1", StringComparison.Ordinal)))[1];

        Assert.Equal(("GlueDiffers", true, "45.11.2.1;2a10:11:2::1"), (row.Status, row.CanRepair, row.IPAddress.ToString()));
    }

    [Fact]
    public void Servers_of_the_parent_that_were_not_heard_are_told_beside_what_stays()
    {
        var report = PlannedScenario.Audit(Start.Replace("path no-ipv6\n", "", StringComparison.Ordinal) + Glue + Zone.Replace("  ns2       AAAA  2a10:dead:2::1\n", "", StringComparison.Ordinal) + "server 37.209.194.10 silent shop.example.\n");
        var rows = RequiredChange.From(PlannedScenario.Plan(report), report.View.Parent);

        Assert.Equal(["Keep", "Keep"], rows.Select(row => row.Action));
        Assert.All(rows, row => Assert.Contains(row.Remark, remark => remark.StartsWith("1 of 4 parent servers gave no referral (ns2.nic.example/37.209.194.10: ", StringComparison.Ordinal) && remark.EndsWith(" What they have may be otherwise.", StringComparison.Ordinal)));
    }
}
