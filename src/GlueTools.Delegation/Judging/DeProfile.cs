using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>DENIC's predelegation check for domains below .de.</summary>
internal static class DeProfile
{
    internal static CheckProfile Make() => new(
        "de",
        "DENIC's predelegation check for domains below .de",
        "DENIC, Nameserver Predelegation Check (DENIC-23), sections 2.1.1 and 2.1.2, and what registrars say of the rest",
        GluePolicy.Unstated,
        [
            new(Severity.Error, "All name servers of the request can be reached and have authority.", "ServerUnresponsive", "ServerUdpUnavailable", "ServerNotAuthoritative", "ServerRefuses", "ServerFails", "ServerDeniesZone", "ServerRefersUpward", "ServerMalformed"),
            new(Severity.Error, "There are at least two name servers, of which one has an IPv4 address.", "TooFewNameServers", "NoIPv4NameServer"),
            new(Severity.Warning, "At least one name server has an address that none of the others has. Found is any address that two share.", "NameServersShareAddress"),
            new(Severity.Error, "The name servers know one another, and all of them are in the request.", "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint"),
            new(Severity.Error, "The SOA records of all name servers are the same.", "SoaSerialsDiffer"),
            new(Severity.Warning, "The addresses differ in their first three octets.", "NameServersSharePrefix"),
        ],
        [
            "The ranges of refresh, retry, expire and minimum in the SOA record.",
        ]);
}
