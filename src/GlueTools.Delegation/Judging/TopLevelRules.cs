using System.Collections.Generic;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>What is demanded of a top-level domain's own delegation, whoever demands it.</summary>
internal static class TopLevelRules
{
    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        new(Severity.Error, "There are at least two name servers.", "TooFewNameServers"),
        new(Severity.Error, "Every name server answers over UDP and TCP at all of its addresses.", "ServerUnresponsive", "ServerUdpUnavailable", "ServerTcpUnavailable"),
        new(Severity.Error, "Every name server answers for the zone with authority.", "ServerNotAuthoritative", "ServerRefuses", "ServerFails", "ServerDeniesZone", "ServerRefersUpward", "ServerMalformed"),
        new(Severity.Warning, "The name servers are in at least two networks. The rule counts autonomous systems, which cannot be seen here; that all are in one prefix is all that is found.", "NameServersSharePrefix"),
        new(Severity.Error, "Glue and the zone give the same addresses.", "GlueMissing", "GlueMissingForFamily", "GlueStale", "GlueNameNotInChild", "GlueIncomplete", "GlueDangling"),
        new(Severity.Error, "Delegation and zone name the same name servers.", "NameServerOnlyAtParent", "NameServerOnlyInChild", "NameServerSetsDisjoint"),
        new(Severity.Error, "All name servers give the same SOA and NS records.", "SoaSerialsDiffer", "ChildServersDisagreeOnNameServers"),
        new(Severity.Error, "A referral fits 512 octets.", "ReferralOver512"),
        new(Severity.Error, "No address is of a network that is set aside.", "AddressNotPublic"),
        new(Severity.Error, "No name server offers recursion.", "ServerOffersRecursion"),
        new(Severity.Error, "Answers come from the address that was asked.", "ServerRepliesFromElsewhere"),
        new(Severity.Error, "A DS record has a digest that is in use.", "DsUnsupported"),
        new(Severity.Error, "DS records name keys of the zone, which sign it.", "DsWithoutDnskey", "DsMatchesNoKey", "DnskeyNotSignedByDsKey", "DnskeySignatureWrong", "DnskeySignatureExpired", "DnskeySignatureNotYetValid"),
    ];
}
