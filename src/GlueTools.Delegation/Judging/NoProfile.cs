using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>Norid's technical requirements for domains below .no.</summary>
internal static class NoProfile
{
    internal static CheckProfile Make() => new(
        "no",
        "Norid's technical requirements for domains below .no",
        "Norid, Domain name policy for .no, appendix F, points 1 to 7",
        GluePolicy.Unstated,
        [
            new(Severity.Error, "There are at least two name servers, on machines of their own.", "TooFewNameServers", "NameServersShareAddress"),
            new(Severity.Error, "The name servers give the same names, and as many, as the application.", "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint", "ChildServersDisagreeOnNameServers"),
            new(Severity.Error, "All name servers answer with authority.", "ServerNotAuthoritative", "ServerRefuses", "ServerFails", "ServerDeniesZone", "ServerRefersUpward", "ServerMalformed"),
            new(Severity.Error, "All name servers can be reached, at an IPv4 address at least.", "ServerUnresponsive", "ServerUdpUnavailable", "NoIPv4NameServer"),
            new(Severity.Error, "The serial in the SOA record is the same at all name servers.", "SoaSerialsDiffer"),
            new(Severity.Error, "NS records name no alias.", "NameServerIsAlias"),
        ],
        [
            "That mail reaches the address in the SOA record.",
            "That MX records name no alias.",
        ]);
}
