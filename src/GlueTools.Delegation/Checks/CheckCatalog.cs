using System.Collections.Generic;

namespace GlueTools.Delegation.Checks;

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
        new AddressesArePublic(),
        new NameServerSetsAgree(),
        new ServersAnswerWithAuthority(),
        new NameServersResolve(),
        new NameServersAreNotAliases(),
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
