using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Tests;

/// <summary>The rules for changes find what they look for.</summary>
public sealed class ChangeRulesTests
{
    private static readonly DelegationView View = HandMade.View(
        "child NS ns1.child / child NS ns2.child",
        "ns1.child A 45.10.1.1 / ns2.child A 45.10.2.1",
        false,
        HandMade.ChildServer("45.10.1.1", "ns1.child", 1, "child NS ns1.child / child NS ns2.child / ns1.child A 45.10.1.1 / ns2.child A 45.10.2.1"));

    [Fact]
    public void A_change_that_puts_an_address_there_that_nobody_can_reach() => Assert.Single(
        Broken(Advice.Of(Changes.Glue(View, HandMade.Name("ns2.child"), [], HandMade.Addresses("192.168.1.2"))), Advice.None($"Nothing.")));

    [Fact]
    public void A_change_that_puts_there_what_another_takes_away() => Assert.Single(Broken(
        Advice.Of(Changes.Glue(View, HandMade.Name("ns2.child"), [], HandMade.Addresses("45.10.2.9"))),
        Advice.Of(Changes.Addresses(View, HandMade.Name("ns2.child"), HandMade.Addresses("45.10.2.9"), []))));

    [Fact]
    public void A_name_server_that_another_finding_takes_out() => Assert.Single(Broken(
        Advice.Of(Changes.NameServers(View, ChangePlace.Zone, [], [HandMade.Name("ns3")])), Advice.Of(Changes.NameServers(View, ChangePlace.Delegation, [HandMade.Name("ns3")], []))));

    [Fact]
    public void Nothing_where_all_is_well() => Assert.Empty(Broken(
        Advice.Of(Changes.Glue(View, HandMade.Name("ns2.child"), [], HandMade.Addresses("45.10.2.9"))),
        Advice.Of(Changes.Addresses(View, HandMade.Name("ns1.child"), HandMade.Addresses("45.10.2.9"), []))));

    private static System.Collections.Generic.IReadOnlyList<string> Broken(Advice first, Advice second) => ChangeRules.Broken(
        View, [GlueMatchesChild.GlueStale.Finding(View, [], [], $"Wrong.", first), GlueMatchesChild.GlueIncomplete.Finding(View, [], [], $"Wrong.", second)]);
}
