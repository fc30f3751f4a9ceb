using System.Net;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>The row says what a verdict does not rest on.</summary>
public sealed class NotTestedTests
{
    private readonly SimulatedLab _lab = new(LabSamples.Load("sample"));

    [Theory]
    [InlineData("45.10.8.1", "ChildServer")]
    [InlineData("45.10.1.1", "")]
    public void A_server_named_as_the_truth_that_does_not_answer_for_the_zone_is_told(string childServer, string expected)
    {
        var options = ScenarioRun.Options(_lab) with { ChildServers = [IPAddress.Parse(childServer)] };

        var row = DelegationResult.From(ScenarioRun.Audit(_lab, options, DomainName.Parse("stale.example")));

        Assert.Equal(expected, row.NotTested.ToString());
    }

    [Fact]
    public void What_a_depth_or_a_family_leaves_out_is_told()
    {
        var options = ScenarioRun.Options(_lab) with { Depth = AuditDepth.Core, IPv4Only = true };

        var row = DelegationResult.From(ScenarioRun.Audit(_lab, options, DomainName.Parse("healthy1.example")));

        Assert.Equal("IPv6;TCP", row.NotTested.ToString());
        Assert.Equal("Healthy", row.Status);
    }
}
