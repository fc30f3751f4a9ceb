using System.Linq;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;
using Xunit;

namespace GlueTools.Delegation.Tests.Mending;

/// <summary>A change that does harm shows when it is made.</summary>
public sealed class MendedScenarioTests
{
    private static readonly DomainName Domain = DomainName.Parse("healthy1.example"), Second = DomainName.Parse("ns2.healthy1.example");

    [Fact]
    public void Nothing_is_found_where_nothing_is_changed() => Assert.Empty(FoundAfter((_, _) => []));

    [Fact]
    public void Glue_that_is_changed_to_a_dead_address_is_found() => Assert.Contains("GlueDangling", FoundAfter((view, _) => [Changes.Glue(view, Second, view.Parent!.GlueOf(Second), [IPAddress.Parse("45.99.200.1")])]));

    [Fact]
    public void A_name_server_that_is_taken_out_on_one_side_is_found() =>
        Assert.Contains("NameServerOnlyInChild", FoundAfter((view, _) => [Changes.NameServers(view, ChangePlace.Delegation, [Second], [])]));

    [Fact]
    public void A_name_server_that_takes_the_place_of_another_on_both_sides_serves_the_zone() => Assert.Empty(FoundAfter((view, _) =>
    [
        Changes.NameServers(view, ChangePlace.Delegation, [Second], [], ChangeAction.Replace),
        Changes.NameServers(view, ChangePlace.Zone, [Second], [], ChangeAction.Replace),
    ]));

    private static string[] FoundAfter(System.Func<Evidence.DelegationView, DelegationReport, Change[]> changes)
    {
        var scenario = LabSamples.Load("sample");
        var audit = new LabAudit(Domain, [], []);
        var before = ScenarioRun.Audit(new SimulatedLab(scenario), audit);
        var after = ScenarioRun.Audit(new SimulatedLab(MendedScenario.Of(scenario, before.View, [changes(before.View, before)])!), audit);
        return [.. after.Findings.Select(finding => finding.Code)];
    }
}
