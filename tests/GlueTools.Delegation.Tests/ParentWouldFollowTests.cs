using System;
using System.Linq;
using GlueTools.Delegation.Findings;
using GlueTools.Lab.Scenarios;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>What is said of a CSYNC record is what was seen of it.</summary>
public sealed class ParentWouldFollowTests
{
    [Theory]
    [InlineData(@"CSYNC \# 9 00000001000100FF20", "A parent that follows CSYNC records of follow.example would refuse them now: the type bitmap of its CSYNC record, of 3 octets, is malformed, so that nobody can tell what it asks for.")]
    [InlineData(@"CSYNC \# 7 00000001000100", "A parent that follows CSYNC records of follow.example would refuse them now: the type bitmap of its CSYNC record, of 1 octet, is malformed, so that nobody can tell what it asks for.")]
    [InlineData("CSYNC 1 1", "A parent that follows CSYNC records would do nothing for follow.example now: its CSYNC record names no type to be copied.")]
    [InlineData("CSYNC 1 1 NS", "A parent that follows CSYNC records would do nothing for follow.example now: its CSYNC record asks for what the parent has.")]
    public void A_record_is_told_as_it_was_seen(string record, string expected)
    {
        var network = new SimulatedLab(LabScenario.Parse($"""
            # Title: A child that asks its parent to follow it
            base
            in example.
              follow NS ns1.follow
              follow NS ns2.follow
              ns1.follow A 45.10.1.1
              ns2.follow A 45.10.2.1
            zone follow.example. at 45.10.1.1 45.10.2.1
              @ NS ns1
              @ NS ns2
              ns1 A 45.10.1.1
              ns2 A 45.10.2.1
              @ {record}
            key follow.example. key1
            ds follow.example. key1
            sign follow.example. key1 all
            audit follow.example. acceptance
            """, SimulatedClock.Begin));

        var report = ScenarioRun.Audit(network, ScenarioRun.Options(network) with { Acceptance = true }, network.Scenario.Audits.Single().DomainName);

        Assert.Equal(expected, FindingText.MessageOf(report.Findings.Single(finding => finding.Code.StartsWith("Csync", StringComparison.Ordinal))));
    }
}
