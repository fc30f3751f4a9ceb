using System.Linq;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;
using GlueTools.Lab.Scenarios;
using GlueTools.Network.Options;
using GlueTools.Simulation;

namespace GlueTools.Delegation.Tests;

/// <summary>Rows say which servers of the parent were not heard, and which were not asked: what these have may be otherwise.</summary>
public sealed class UnheardTests
{
    private const string Silence = "1 of 4 parent servers gave no referral (ns2.badparent.example/45.10.2.1: it answers REFUSED).";

    private readonly SimulatedLab _lab = new(LabSamples.Load("sample"));

    [Fact]
    public void Sides_that_agree_do_so_as_far_as_the_parent_was_heard()
    {
        var rows = DelegationComparison.From(Audit("child.badparent.example"));

        Assert.All(rows, row => Assert.Equal(("Match", "Parent and zone agree as far as the parent's side was seen. " + Silence, "without a referral: parent servers ns2.badparent.example/45.10.2.1"), (row.Status, row.Detail, row.Limits.ToString())));
        Assert.All(DelegationComparison.From(Audit("healthy1.example")), row => Assert.Equal(("Parent and zone agree.", ""), (row.Detail, row.Limits.ToString())));
    }

    [Theory]
    [InlineData("1.2.3.4", false, "Unknown")]
    [InlineData("1.2.3.4", true, "Unknown")]
    [InlineData("0.0.0.0/0", false, "Present")]
    public void No_address_counts_as_nobodys_while_servers_were_not_heard(string wanted, bool perServer, string status)
    {
        var prefix = Prefix(wanted);

        var row = Assert.Single(GlueRecord.From(Audit("child.badparent.example"), perServer, [prefix]).DistinctBy(row => row.Status));

        Assert.Equal(status, row.Status);
        Assert.Equal(perServer ? "It answers REFUSED." : status == "Present" ? Silence : "None of the parent's servers that gave a referral has such an address in it; of the others nobody can say. " + Silence, row.Detail);
        Assert.Empty(GlueRecord.From(Audit("healthy1.example"), perServer, [Prefix("1.2.3.4")]));
    }

    [Fact]
    public void A_family_that_was_not_asked_is_no_silence_and_stands_among_the_limits()
    {
        var prefix = Prefix("1.2.3.4");
        var report = Audit("healthy1.example", options => options with { IPv4Only = true });

        Assert.Empty(GlueRecord.From(report, perServer: false, [prefix]));
        Assert.All(DelegationComparison.From(report), row => Assert.Equal(("Parent and zone agree.", "not tested: IPv6"), (row.Detail, row.Limits.ToString())));
        Assert.All(GlueRecord.From(report, perServer: false), row => Assert.Equal("not tested: IPv6", row.Limits.ToString()));
    }

    [Fact]
    public void A_sample_of_the_parent_and_a_lesser_depth_are_limits()
    {
        const string sample = "sample of the parent: its other servers";
        var report = Audit("healthy1.example", options => options with { ParentSample = 1, Depth = AuditDepth.Core });

        Assert.Equal(sample + ";depth Core: TCP, EDNS, recursion and DNSKEY at the servers of the zone", DelegationResult.From(report).Limits.ToString());
        Assert.Equal("Healthy", DelegationResult.From(report).Status);
        Assert.All(DelegationComparison.From(report), row => Assert.Equal(sample, row.Limits.ToString()));
        Assert.All(GlueRecord.From(report, perServer: false), row => Assert.Equal(("1/1", sample), (row.ServedBy, row.Limits.ToString())));
        Assert.Empty(DelegationResult.From(Audit("healthy1.example")).Limits);
    }

    private static AddressPrefix Prefix(string text) => AddressPrefix.TryParse(text, out var prefix) ? prefix : throw new System.FormatException(text);

    private DelegationReport Audit(string domain, System.Func<AuditOptions, AuditOptions>? change = null)
    {
        var options = ScenarioRun.Options(_lab);
        return ScenarioRun.Audit(_lab, change is null ? options : change(options), DomainName.Parse(domain));
    }
}
