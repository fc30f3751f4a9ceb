using System;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>How much of a zone a finding bears on: what decides whether it resolves is said before what is wrong with one name server.</summary>
internal static class Bearing
{
    private static readonly FindingKind[] OfAll =
    [
        .. new ZoneIsDelegated().Kinds,
        DsMatchesChild.DsWithoutDnskey, DsMatchesChild.DsMatchesNoKey,
        DnskeysAreSigned.DnskeyNotSignedByDsKey, DnskeysAreSigned.DnskeySignatureWrong, DnskeysAreSigned.DnskeySignatureExpired, DnskeysAreSigned.DnskeySignatureNotYetValid,
        NameServerSetsAgree.MoveUnfinished, NameServerSetsAgree.NameServerSetsDisjoint,
    ];

    /// <summary>Whether none of a delegation's name servers can be reached.</summary>
    internal static bool IsUnreachable(Finding finding) => finding.Kind == ZoneIsDelegated.DelegationUnreachable;

    /// <summary>0 where it bears on the whole zone, 1 on a part. What is so at some addresses only names them.</summary>
    internal static int Of(Finding finding) => finding.Addresses.Count == 0 && Array.IndexOf(OfAll, finding.Kind) >= 0 ? 0 : 1;
}
