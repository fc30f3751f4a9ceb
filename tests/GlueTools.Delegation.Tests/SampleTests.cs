using System.Linq;
using GlueTools.Lab;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Delegation.Tests;

/// <summary>The embedded sample hierarchy gives exactly the findings that it says it holds.</summary>
public sealed class SampleTests : System.IDisposable
{
    private readonly LabNetwork _network = LabNetwork.Start(LabSamples.Load("sample"));

    public static TheoryData<string> Domains => new(LabSamples.Load("sample").Audits.Select(audit => audit.DomainName.Text));

    public void Dispose() => _network.Dispose();

    [Theory]
    [MemberData(nameof(Domains))]
    public void A_sample_domain_has_exactly_the_findings_it_expects(string domain)
    {
        var audit = _network.Scenario.Audits.Single(one => one.DomainName.Text == domain);

        var report = ScenarioRun.Audit(_network, audit);

        Assert.Null(report.View.Problem);
        Assert.Equal(string.Join("\n", ScenarioRun.Expected(audit)), string.Join("\n", ScenarioRun.Found(report)));
    }
}
