using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;

namespace GlueTools.Delegation.Checks;

/// <summary>Resolvers show what the servers show. Looks only where somebody names a resolver.</summary>
internal sealed class ResolversAgree : ICheck
{
    internal static readonly FindingKind ResolverFails = new(
        nameof(ResolversAgree), nameof(ResolverFails), Severity.Error, "RFC 1034, section 5.3.3; RFC 8914", "A resolver answers with an error.");

    internal static readonly FindingKind ResolverHasOldData = new(
        nameof(ResolversAgree), nameof(ResolverHasOldData), Severity.Notice, "RFC 1035, section 3.2.1; RFC 2181, section 5.4.1", "A resolver shows other name servers or addresses than the zone.");

    internal static readonly FindingKind ResolverDoesNotAnswer = new(
        nameof(ResolversAgree), nameof(ResolverDoesNotAnswer), Severity.Notice, "RFC 1035, section 4.2", "A resolver does not answer.");

    internal static readonly FindingKind ResolverShowsTheSame = new(
        nameof(ResolversAgree), nameof(ResolverShowsTheSame), Severity.Info, "RFC 1034, section 5.3.3", "A resolver shows the name servers and addresses that the zone has.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [ResolverFails, ResolverHasOldData, ResolverDoesNotAnswer, ResolverShowsTheSame];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Resolvers.Count == 0 || view.Parent is not { } parent)
        {
            yield break;
        }

        var known = WantedDelegation.FromZone(view, out _);
        var wanted = known ?? WantedDelegation.Of(view.DomainName, new ProposedDelegation(NamesOf(parent), []));
        foreach (var resolver in view.Resolvers)
        {
            yield return Of(view, parent, resolver.Address, ResolverSight.Of(resolver, wanted), wanted, known is not null);
        }
    }

    private static Finding Of(DelegationView view, ParentSide parent, IPAddress resolver, ResolverSight sight, WantedDelegation wanted, bool isZoneKnown) => sight.State switch
    {
        ArrivalState.Fails => ResolverFails.Finding(
            view, [resolver], [], $"The resolver {resolver} fails: {sight.Detail}. {WhyItFails(view)}.", Advice.None($"{WhatToDoWhereItFails(view, sight)}.")),
        ArrivalState.Silent => ResolverDoesNotAnswer.Finding(
            view, [resolver], [], $"The resolver {resolver} does not answer, so what it shows of {view.DomainName} is not known.", Advice.None($"Ask it from a network that it serves, or name another resolver.")),
        ArrivalState.Old => ResolverHasOldData.Finding(
            view, [resolver], [], $"The resolver {resolver} {sight.Detail}{(isZoneKnown ? ", other than the zone" : ", other than the parent")}; it may keep that until {Times.Iso(sight.OldUntilUtc!.Value)}. {WhyItIsOld(view, parent, wanted)}.", Advice.None($"{WhatToDoWhereItIsOld(view, parent, wanted)}.")),
        _ => ResolverShowsTheSame.Finding(
            view, [resolver], [], $"The resolver {resolver} shows the name servers of {view.DomainName} and their addresses as the servers do; one address may have many caches, and glue it cannot show.", Advice.None($"Nothing need be done.")),
    };

    private static int Serving(DelegationView view)
    {
        var serving = 0;
        foreach (var server in view.Child?.Servers ?? [])
        {
            serving += server.IsAuthoritative ? 1 : 0;
        }

        return serving;
    }

    private static FormattableString WhyItFails(DelegationView view) => Serving(view) switch
    {
        0 when view.Child is null => (FormattableString)$"There is no delegation to follow",
        0 => $"Asked directly, no server of {view.DomainName} answers for it with authority either",
        var serving => $"Asked directly, {serving} of {view.Child!.Servers.Count} server addresses of {view.DomainName} answer for it with authority: direct works, through the resolver not",
    };

    private static FormattableString WhatToDoWhereItFails(DelegationView view, ResolverSight sight) =>
        sight.IsRefused ? (FormattableString)$"Ask it from a network that it serves, or name another resolver"
        : Serving(view) == 0 ? (FormattableString)$"Mend what the other findings say first"
        : view.Parent!.HasDs ? (FormattableString)$"There are DS records, so look whether the signatures hold (a resolver that validates refuses what they do not cover), then whether the resolver can reach the servers"
        : $"Look whether the resolver can reach the servers, over both families and TCP, and whether it filters the name; a failure is kept for up to 5 minutes (RFC 9520)";

    /// <summary>Servers that still give it out would bring it back.</summary>
    private static bool IsStillGivenOut(DelegationView view, ParentSide parent, WantedDelegation wanted)
    {
        foreach (var statement in parent.Statements)
        {
            if (wanted.DifferenceFrom(statement.Delegation, parent.Zone) is not null)
            {
                return true;
            }
        }

        return ZoneInCaches.Of(view, wanted).IsOldServed;
    }

    private static FormattableString WhyItIsOld(DelegationView view, ParentSide parent, WantedDelegation wanted) =>
        IsStillGivenOut(view, parent, wanted) ? $"Some of the servers still give out something else than the zone, so it may come back" : (FormattableString)$"All servers show the zone as it is, so this is what its cache kept";

    private static FormattableString WhatToDoWhereItIsOld(DelegationView view, ParentSide parent, WantedDelegation wanted) =>
        IsStillGivenOut(view, parent, wanted) ? $"Mend what the other findings say; then wait" : (FormattableString)$"Wait, or have its operator flush {view.DomainName}";

    private static IEnumerable<KeyValuePair<Dns.Names.DomainName, IReadOnlyList<IPAddress>>> NamesOf(ParentSide parent)
    {
        foreach (var name in parent.NameServers)
        {
            yield return new(name, []);
        }
    }
}
