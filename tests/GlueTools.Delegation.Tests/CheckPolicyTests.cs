using System.Collections.Generic;
using System.Linq;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;

namespace GlueTools.Delegation.Tests;

/// <summary>Which findings a policy leaves, and how severe they are then.</summary>
public sealed class CheckPolicyTests
{
    /// <summary>An Error, a Notice and an Info of three checks.</summary>
    private static readonly Findings.Finding[] Found = new[] { "GlueStale", "NameServerOnlyInChild", "NsTtlDiffers" }
        .Select(code => CheckCatalog.Kinds.Single(kind => kind.Code == code))
        .Select(kind => new Findings.Finding(kind, HandMade.Child, [], [], [], $"Wrong.", Advice.None($"Mend it.")))
        .ToArray();

    [Theory]
    [InlineData("", "", Severity.Info, "GlueStale NameServerOnlyInChild NsTtlDiffers")]
    [InlineData("GlueStale", "", Severity.Info, "GlueStale")]
    [InlineData("gluematcheschild NSTTLDIFFERS", "", Severity.Info, "GlueStale NsTtlDiffers")]
    [InlineData("GlueMatchesChild", "GlueStale", Severity.Info, "")]
    [InlineData("", "NameServerSetsAgree", Severity.Info, "GlueStale NsTtlDiffers")]
    [InlineData("", "", Severity.Notice, "GlueStale NameServerOnlyInChild")]
    [InlineData("", "", Severity.Error, "GlueStale")]
    [InlineData("NsTtlDiffers", "", Severity.Error, "")]
    [InlineData("", "GlueStale", Severity.Notice, "NameServerOnlyInChild")]
    public void Findings_remain_by_check_or_code_and_by_severity(string include, string exclude, Severity minimum, string kept)
    {
        var policy = new CheckPolicy { Include = Names(include), Exclude = Names(exclude), MinimumSeverity = minimum };

        Assert.Equal(Names(kept), policy.Apply(Found).Select(finding => finding.Code));
    }

    [Fact]
    public void A_code_is_as_severe_as_this_house_says()
    {
        var policy = new CheckPolicy { Severities = new Dictionary<string, Severity> { ["nsttldiffers"] = Severity.Error }, MinimumSeverity = Severity.Notice };

        Assert.Equal(["GlueStale Error", "NameServerOnlyInChild Notice", "NsTtlDiffers Error"], policy.Apply(Found).Select(finding => finding.Code + " " + finding.Severity));
    }

    [Fact]
    public void What_is_neither_a_check_nor_a_code_is_told_and_a_severity_is_a_code_s()
    {
        var policy = new CheckPolicy
        {
            Include = ["GlueStale", "Stale"], Exclude = ["ttlsagree", "Ttl"], Severities = new Dictionary<string, Severity> { ["GlueStale"] = Severity.Info, ["GlueMatchesChild"] = Severity.Info },
        };

        Assert.Equal(["Stale", "Ttl", "GlueMatchesChild"], policy.UnknownNames);
    }

    private static string[] Names(string text) => text.Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
}
