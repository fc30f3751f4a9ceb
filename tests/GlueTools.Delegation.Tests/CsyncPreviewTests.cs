using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What the child asks its parent to change is told in the result, at Full depth.</summary>
public sealed class CsyncPreviewTests
{
    // CSYNC 1 1 NS A AAAA, and CSYNC 1 1 NS alone (RFC 7477, section 2.1).
    private const string EverythingRecord = @"CSYNC \# 12 000000010001000460000008";
    private const string NameServersRecord = @"CSYNC \# 9 000000010001000120";

    [Theory]
    [InlineData(EverythingRecord, "2a10:10:2::2", "for the name servers to become ns1.sync.example, ns2.sync.example, ns3.sync.example instead of ns1.sync.example, ns2.sync.example; for the glue of ns2.sync.example to become 45.10.2.1, 2a10:10:2::2; for the glue of ns3.sync.example to become 45.10.3.1, 2a10:10:3::1.")]
    [InlineData(NameServersRecord, "2a10:10:2::2", "for the name servers to become ns1.sync.example, ns2.sync.example, ns3.sync.example instead of ns1.sync.example, ns2.sync.example.")]
    [InlineData("TXT none", "2a10:10:2::2", "")]
    public void A_request_of_the_child_is_told_as_what_would_change(string record, string newAddress, string expected)
    {
        var network = new SimulatedLab(Scenario(record, newAddress, third: true));

        var row = DelegationResult.From(ScenarioRun.Audit(network, ScenarioRun.Options(network) with { Depth = AuditDepth.Full }, network.Scenario.Audits.Single().DomainName));

        Assert.Equal(expected.Length == 0 ? string.Empty : "The child asks (CSYNC) " + expected, row.RequestedChange);
    }

    [Fact]
    public void A_request_that_cannot_be_read_is_none_that_would_change_nothing()
    {
        // A window of 255 octets, of which one is there.
        var network = new SimulatedLab(Scenario(@"CSYNC \# 9 00000001000100FF20", "2a10:10:2::2", third: true));

        var row = DelegationResult.From(ScenarioRun.Audit(network, ScenarioRun.Options(network) with { Depth = AuditDepth.Full }, network.Scenario.Audits.Single().DomainName));

        Assert.Equal("The child has a CSYNC record whose type bitmap is malformed, so that nobody can tell what it asks for.", row.RequestedChange);
    }

    [Fact]
    public void A_request_that_would_change_nothing_says_so_and_below_full_depth_nobody_asks()
    {
        var network = new SimulatedLab(Scenario(EverythingRecord, "2a10:10:2::1", third: false));
        var name = network.Scenario.Audits.Single().DomainName;

        var full = DelegationResult.From(ScenarioRun.Audit(network, ScenarioRun.Options(network) with { Depth = AuditDepth.Full }, name));
        var standard = DelegationResult.From(ScenarioRun.Audit(network, ScenarioRun.Options(network), name));

        Assert.Equal("The child asks (CSYNC) that the parent follow it; nothing would change now.", full.RequestedChange);
        Assert.Equal(string.Empty, standard.RequestedChange);
    }

    private static LabScenario Scenario(string record, string newAddress, bool third) => LabScenario.Parse($"""
        # Title: A child that asks its parent to follow it
        base
        in example.
          sync NS ns1.sync
          sync NS ns2.sync
          ns1.sync A 45.10.1.1
          ns1.sync AAAA 2a10:10:1::1
          ns2.sync A 45.10.2.1
          ns2.sync AAAA 2a10:10:2::1
        zone sync.example. at 45.10.1.1 2a10:10:1::1 45.10.2.1 2a10:10:2::1
          @ NS ns1
          @ NS ns2
          {(third ? "@ NS ns3" : "; two are enough")}
          @ {record}
          ns1 A 45.10.1.1
          ns1 AAAA 2a10:10:1::1
          ns2 A 45.10.2.1
          ns2 AAAA {newAddress}
          ns3 A 45.10.3.1
          ns3 AAAA 2a10:10:3::1
        audit sync.example.
        """);
}
