using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>IANA's technical requirements for the name servers of top-level domains.</summary>
internal static class IanaProfile
{
    internal static CheckProfile Make() => new(
        "iana-tld",
        "IANA's technical requirements for the name servers of top-level domains",
        "IANA, Technical requirements for authoritative name servers, read as other programs that follow it list its points",
        GluePolicy.Unstated,
        [.. TopLevelRules.All, new(Severity.Error, "The names of name servers are valid host names.", "NameServerIsNoHostName", "NameServerCannotExist")],
        []);
}
