using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>ICANN's Registry System Testing, by the glue that a registry publishes.</summary>
internal static class RstProfile
{
    internal static CheckProfile Narrow() => Make(
        GluePolicy.Narrow, "narrow", "glue of the delegation's own hosts only", "The zone has glue of hosts in the domain they serve, and no other (narrow); seen in the parent's zone file alone.");

    internal static CheckProfile Wide() => Make(
        GluePolicy.Wide, "wide", "glue of all hosts below it that are used", "The zone has glue of every host below it that a delegation names (wide); seen in the parent's zone file alone.");

    private static CheckProfile Make(GluePolicy policy, string word, string glue, string rule) => new(
        "icann-rst-" + word,
        "ICANN's Registry System Testing for a registry that publishes " + glue,
        "ICANN, RST test specifications, the cases about DNS and the parameter dns.gluePolicy (" + word + ")",
        policy,
        [.. TopLevelRules.All, new(Severity.Error, rule, "GlueAgainstPolicy")],
        [
            "The zone's own signatures beyond the DNSKEY set, and its NSEC or NSEC3 records.",
            "That names at the apex conform to IDNA2008.",
            "That many physical servers behind one address answer alike.",
        ]);
}
