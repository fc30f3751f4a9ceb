using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>ISNIC's requirements for domains below .is.</summary>
internal static class IsProfile
{
    internal static CheckProfile Make() => new(
        "is",
        "ISNIC's requirements for domains below .is",
        "ISNIC, Technical requirements and Nameserver requirements",
        GluePolicy.Unstated,
        [
            new(Severity.Error, "Name servers answer over UDP and TCP.", "ServerUnresponsive", "ServerUdpUnavailable", "ServerTcpUnavailable"),
            new(Severity.Error, "The name of a name server has letters, digits, hyphens and dots only.", "NameServerIsNoHostName"),
            new(Severity.Error, "The name of a name server has an address.", "NameServerUnresolvable", "NameServerHasNoAddress"),
            new(Severity.Error, "The NS records are right.", "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint"),
        ],
        [
            "The names and times in the SOA record.",
            "That the NS records have a TTL of a day at least.",
            "That the reverse name of each address leads back to the name server.",
            "That name servers are registered with the registry.",
        ]);
}
