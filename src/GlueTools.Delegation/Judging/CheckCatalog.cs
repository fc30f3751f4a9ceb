using System.Collections.Generic;
using GlueTools.Delegation.Checks;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Judging;

/// <summary>All checks, in the order in which they are listed and explained.</summary>
public static class CheckCatalog
{
    private static readonly ICheck[] All =
    [
        new ZoneIsDelegated(),
        new ParentServersAnswer(),
        new ParentServersAgree(),
        new InDomainGluePresent(),
        new GlueMatchesChild(),
        new SiblingGlueMatches(),
        new AddressesArePublic(),
        new NameServerSetsAgree(),
        new ChildServersAgree(),
        new ServersAnswerWithAuthority(),
        new ServersBehave(),
        new NameServersResolve(),
        new NameServersAreNotAliases(),
        new NameServersAreHostNames(),
        new NameServersSuffice(),
        new AddressesAreDistinct(),
        new DependenciesResolve(),
        new DependenciesAreIndependent(),
        new ReferralIsComplete(),
        new DsMatchesChild(),
        new DnskeysAreSigned(),
        new TtlsAgree(),
        new ParentZoneIsClean(),
        new PreviousServerRetired(),
        new ResolversAgree(),
        new RegistryIsPublished(),
        new RegistryKnowsZone(),
        new RegistrationIsSound(),
        new ParentWouldFollow(),
    ];

    /// <summary>Everything that can be found.</summary>
    public static IReadOnlyList<FindingKind> Kinds { get; } = Collect();

    internal static IReadOnlyList<ICheck> Checks => All;

    private static List<FindingKind> Collect()
    {
        var kinds = new List<FindingKind>();
        foreach (var check in All)
        {
            kinds.AddRange(check.Kinds);
        }

        return kinds;
    }
}
