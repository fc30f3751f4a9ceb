using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>The parent delegates the zone, and a resolver that starts at the root gets there.</summary>
internal sealed class ZoneIsDelegated : ICheck
{
    internal static readonly FindingKind NameDoesNotExist = Kind(
        nameof(NameDoesNotExist), Severity.Error, "RFC 8020, section 2", "The parent answers NXDOMAIN.", FindingAspect.NoDelegation);

    internal static readonly FindingKind NotDelegated = Kind(
        nameof(NotDelegated), Severity.Error, "RFC 1034, section 4.2", "The name exists in the parent zone, but no zone cut is there.", FindingAspect.NoDelegation);

    internal static readonly FindingKind NameIsAlias = Kind(
        nameof(NameIsAlias), Severity.Notice, "RFC 1034, section 3.6.2; RFC 6672, section 2.4", "The parent answers that the name is, or lies below, an alias.", FindingAspect.NoDelegation);

    internal static readonly FindingKind ParentUndetermined = Kind(
        nameof(ParentUndetermined), Severity.Warning, "RFC 1034, section 4.3.5", "Servers lead to different parent zones.");

    internal static readonly FindingKind DelegationUnreachable = Kind(
        nameof(DelegationUnreachable), Severity.Critical, "RFC 1034, section 4.2.1", "No name server of the delegation can be reached with authority by a resolver that starts at the root.");

    internal static readonly FindingKind MostNameServersFail = Kind(
        nameof(MostNameServersFail), Severity.Error, "RFC 2182, section 4", "More than half of the name servers of the delegation cannot be reached with authority by a resolver that starts at the root.");

    internal static readonly FindingKind DelegationNotObservable = Kind(
        nameof(DelegationNotObservable), Severity.Info, "RFC 1034, section 4.3.2", "Every parent server is also authoritative for the child, so no referral and no glue can be seen.");

    internal static readonly FindingKind DelegationForgotten = Kind(
        nameof(DelegationForgotten), Severity.Warning, "RFC 1034, section 4.2.1; RFC 4035, section 3.1.4.1", "The parent zone does not delegate the name, and its servers answer for it only because they serve the child too.");

    public IReadOnlyList<FindingKind> Kinds { get; } =
        [NameDoesNotExist, NotDelegated, NameIsAlias, ParentUndetermined, DelegationUnreachable, MostNameServersFail, DelegationNotObservable, DelegationForgotten];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Parent is not { } parent)
        {
            yield break;
        }

        if (Undetermined(view, parent) is { } undetermined)
        {
            yield return undetermined;
        }

        if (Impossible(view, parent) is { } impossible)
        {
            yield return impossible;
        }

        if (parent.IsHiddenByChild && IsByWildcard(view, parent))
        {
            var serving = ServersWhere(parent, server => server.ServesChildToo);
            yield return NotDelegated.Finding(
                view,
                [],
                Wording.OfParent(serving),
                $"{view.DomainName} is no zone: {Prose.Zone(parent.Zone)} has NS records for it, and no SOA record, so that they come from a wildcard there, which delegates nothing.",
                Advice.None($"Delegate {view.DomainName} by NS records of its own if it is to be a zone; else take the wildcard's NS records out of {Prose.Name(parent.Zone)}."));
        }
        else if (parent.IsHiddenByChild && ForgottenDelegation.SeenAt(view, parent) is { Count: > 0 } servers)
        {
            yield return DelegationForgotten.Finding(
                view,
                [],
                Wording.OfParent(servers),
                $"{Prose.Capital(Prose.Zone(parent.Zone, "parent zone"))} has no delegation of {view.DomainName}: asked for its DS records, {servers} {(servers.Count == 1 ? "says" : "say")} that there is no such name, and {(servers.Count == 1 ? "answers" : "answer")} for {view.DomainName} only because {(servers.Count == 1 ? "it serves" : "they serve")} that zone too.",
                ForgottenDelegation.Advice(view));
        }
        else if (parent.IsHiddenByChild)
        {
            yield return DelegationNotObservable.Finding(
                view,
                [],
                Wording.OfParent(ServersWhere(parent, server => server.ServesChildToo)),
                view.DomainName.IsRoot
                    ? (FormattableString)$"The root zone has no parent, so there is no delegation to look at."
                    : $"Every server of {Prose.Zone(parent.Zone, "parent zone")} that answers also serves {view.DomainName}, so they answer for it instead of referring to it.",
                Advice.None(view.DomainName.IsRoot
                    ? (FormattableString)$"Compare the root hints that resolvers start from with the root zone's own name servers."
                    : $"Compare the delegation in {Prose.Zone(parent.Zone, "parent zone")} with the zone by hand, or let other servers serve one of the two."));
        }
        else if (!parent.HasReferral)
        {
            if ((parent.Denial is null ? Denial(view, parent) : Given(view, parent, parent.Denial)) is { } denial)
            {
                yield return denial;
            }
        }
        else if (view.Child is { Origin: SourceKind.Server } child && WayToServers.Of(view, parent, child) is { } way && way.Failing.Count * 2 > parent.NameServers.Count)
        {
            if (way.Serving.Count > 0)
            {
                yield return MostNameServersFail.Finding(
                    view,
                    [],
                    [],
                    $"Only {way.Serving.Count} of the {parent.NameServers.Count} name servers that {Delegating(view, parent)} delegates {view.DomainName} to ({way.Serving}) can be reached and {(way.Serving.Count == 1 ? "answers" : "answer")} with authority; the other {way.Failing.Count} are of no use to resolvers.",
                    Advice.None($"Mend the other name servers or put others in their place; the findings beside this one say what is wrong with each."));
                yield break;
            }

            yield return DelegationUnreachable.Finding(
                view,
                [],
                [],
                $"None of the name servers that {Delegating(view, parent)} delegates {view.DomainName} to ({parent.NameServers}) can be reached and answers with authority, so {(HasAlias(parent, child) ? "resolvers that do not follow the aliases among them" : "resolvers")} cannot resolve any name in it.",
                Advice.None($"Delegate {view.DomainName} to name servers that serve it, with glue where they lie in it; the findings beside this one say what is wrong with those that it has."));
        }
    }

    /// <summary>Whether a name server of the delegation is an alias: there are resolvers that follow one all the same.</summary>
    private static bool HasAlias(ParentSide parent, ChildSide child)
    {
        foreach (var name in parent.NameServers)
        {
            if (child.ResolutionOf(name) is { Status: ResolutionStatus.Alias } || child.Published(name, System.Net.Sockets.AddressFamily.InterNetwork).IsAlias)
            {
                return true;
            }
        }

        return false;
    }

    private static string Delegating(DelegationView view, ParentSide parent) => parent.Origin == SourceKind.Proposal ? Wording.TheParent(view) : Prose.Name(parent.Zone);

    private static FindingKind Kind(string code, Severity severity, string reference, string summary, FindingAspect aspect = FindingAspect.Other) =>
        new(nameof(ZoneIsDelegated), code, severity, reference, summary) { Aspect = aspect };

    /// <summary>Whether every parent server that has NS records of the name says that the name is one of the parent zone.</summary>
    private static bool IsByWildcard(DelegationView view, ParentSide parent)
    {
        var any = false;
        foreach (var server in parent.Servers)
        {
            if (server.ServesChildToo)
            {
                if (view.Child?.ServerAt(server.Server.Address)?.State != ChildServerState.DeniesZone)
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    /// <summary>A delegation that somebody has written down, and that is none wherever it stands: at a wildcard, or of a name below a top-level domain that is not there.</summary>
    private static Finding? Impossible(DelegationView view, ParentSide parent)
    {
        var zone = view.DomainName;
        if (parent is { Origin: SourceKind.ZoneFile, HasReferral: true } && HostNames.Labels(zone)[0] == "*")
        {
            return NotDelegated.Finding(
                view,
                [],
                [],
                $"{Prose.Capital(Wording.TheParent(view))} has NS records at the wildcard {zone}: what they mean is left open (RFC 4592, section 4.2), and they delegate no zone, since no zone has that name.",
                Advice.None($"Take them out, and delegate each zone below {Prose.Name(zone.Parent)} by NS records of its own."));
        }

        // From the root down nothing was found above the name but the root zone itself.
        return parent is { Origin: SourceKind.Proposal, Zone.IsRoot: true } && zone.LabelCount > 1 && view.Problem is null && !view.Conditions.IsPrivateAudit
            ? NameDoesNotExist.Finding(
                view,
                [],
                [],
                $"{zone} lies below {zone.LastLabels(1)}, and the root zone delegates no such top-level domain, so nobody can delegate {zone}.",
                Advice.None($"Check the spelling of {zone.LastLabels(1)}; in a network with names of its own, start from the servers that have them."))
            : null;
    }

    private static Finding? Undetermined(DelegationView view, ParentSide parent)
    {
        OrderedSet<DomainName>? detours = null;
        foreach (var server in parent.Servers)
        {
            if (IsDetour(server))
            {
                (detours ??= new()).Add(server.Cut.ToLower());
            }
        }

        if (detours is null)
        {
            return null;
        }

        var detouring = ServersWhere(parent, IsDetour);
        return ParentUndetermined.Finding(
            view,
            [],
            Wording.OfParent(detouring),
            $"Some servers of {Prose.Name(parent.Zone)} refer to {detours} for {view.DomainName}, others do not, so different resolvers look for it in different zones.",
            Advice.Of(Changes.ParentServer(view, Wording.OfParent(detouring), ServerSetting.ServeSameCopy)));
    }

    private static bool IsDetour(ParentServer server) => server.Kind == ResponseKind.Referral && server.Referral is null;

    private static Finding Given(DelegationView view, ParentSide parent, ParentDenial denial)
    {
        var file = Prose.Capital(Wording.TheParent(view));
        var zone = view.DomainName;
        return denial.Kind switch
        {
            ResponseKind.Alias => NameIsAlias.Finding(
                view, [], [], $"{file} has an alias of {denial.Target!.Value} at or above {zone}, so that {zone} is no zone.",
                Advice.None($"Audit the zone that the alias leads to; to make {zone} a zone, replace the alias in {parent.Zone} by NS records.")),
            ResponseKind.NoData => NotDelegated.Finding(
                view, [], [], $"{file} has {zone}, and no NS records for it.", Advice.None($"Delegate {zone} there if it is to be a zone of its own; else audit {parent.Zone}.")),
            _ => NameDoesNotExist.Finding(
                view, [], [], $"{file} has nothing of the name {zone}.", Advice.None($"Check the spelling, and whether {denial.Source} is the file that is to be loaded.")),
        };
    }

    private static Finding? Denial(DelegationView view, ParentSide parent)
    {
        var aliases = ServersWhere(parent, server => server.Kind == ResponseKind.Alias);
        if (aliases.Count > 0)
        {
            return NameIsAlias.Finding(
                view,
                [],
                Wording.OfParent(aliases),
                Denials.AreUnanimous(parent, aliases)
                    ? (FormattableString)$"{view.DomainName} is no zone: {Prose.Name(parent.Zone)} says it is {AliasText(parent)}{Denials.While(parent, ResponseKind.Alias)}."
                    : $"{Denials.Saying(parent, aliases)} that {view.DomainName} is {AliasText(parent)}{Denials.While(parent, ResponseKind.Alias)}.",
                Advice.None($"Audit the zone that the alias leads to; to make {view.DomainName} a zone, replace the alias in {Prose.Name(parent.Zone)} by NS records."));
        }

        var noData = ServersWhere(parent, server => server.Kind == ResponseKind.NoData);
        if (noData.Count > 0)
        {
            return NotDelegated.Finding(
                view,
                [],
                Wording.OfParent(noData),
                Denials.AreUnanimous(parent, noData)
                    ? (FormattableString)$"{view.DomainName} exists in {Prose.Zone(parent.Zone)}, which has no NS records for it."
                    : $"{Denials.Saying(parent, noData)} that {view.DomainName} exists without NS records{Denials.While(parent, ResponseKind.NoData)}.",
                Advice.None(parent.Zone.LabelCount == 1 && !view.Conditions.IsPrivateAudit
                    ? (FormattableString)$"Check, at the registrar, whether {view.DomainName} is registered, paid for and not on hold, and which name servers it has there: where {parent.Zone} has a wildcard, names that nobody has registered exist, too."
                    : $"Delegate {view.DomainName} if it is to be a zone of its own; else audit {Prose.Name(parent.Zone)}."));
        }

        var denying = ServersWhere(parent, server => server.Kind == ResponseKind.NameDoesNotExist);
        var serving = ServersWhere(parent, server => server.ServesChildToo);
        if (denying.Count > 0)
        {
            return NameDoesNotExist.Finding(
                view,
                [],
                Wording.OfParent(denying),
                $"{Denials.Saying(parent, denying)} that {view.DomainName} does not exist (NXDOMAIN){Denials.While(parent, ResponseKind.NameDoesNotExist)}.",
                Missing(view, parent, serving.Count > 0));
        }

        return NobodyAnswers(view, parent);
    }

    /// <summary>What some parent servers serve themselves, the others have to delegate.</summary>
    private static Advice Missing(DelegationView view, ParentSide parent, bool isServed)
    {
        var names = new OrderedSet<DomainName>();
        foreach (var server in parent.Servers)
        {
            names.UnionWith(server.Apex?.NameServers ?? []);
        }

        var without = ServersWhere(parent, server => !server.ServesChildToo && server.Server.Name is { } name && names.Contains(name));
        var delegated = Changes.NameServers(view, ChangePlace.Delegation, [], names);
        IReadOnlyList<Change> changes = without.Count == 0 ? [delegated] : [Changes.Server(view, Wording.OfChild(without), ServerSetting.ServeZone), delegated];
        return isServed && names.Count > 0 ? Advice.Of(changes).With($" of {view.DomainName}; only servers that do not serve it need to show them")
            : parent.Zone.LabelCount == 1 && !view.Conditions.IsPrivateAudit ? Advice.None($"Check the spelling and, at the registrar, whether {view.DomainName} is registered, paid for and not on hold.")
            : Advice.None($"Check the spelling, and in {Prose.Zone(parent.Zone)} whether {view.DomainName} is to be there.");
    }

    private static Finding? NobodyAnswers(DelegationView view, ParentSide parent)
    {
        var asked = 0;
        foreach (var server in parent.Servers)
        {
            if (server.NotAsked != NotAskedReason.None || !view.Conditions.IsTested(server.Server.Address) || server.Kind == ResponseKind.Referral)
            {
                return null;
            }

            asked++;
        }

        return asked == 0 ? null : DelegationUnreachable.Finding(
            view,
            [],
            Wording.OfParent(ServersWhere(parent, _ => true)),
            $"No server of {Prose.Zone(parent.Zone, "parent zone")} gives a usable answer for {view.DomainName}, so resolvers cannot find it.",
            Advice.None($"Mend the servers of {Prose.Name(parent.Zone)} first; see the findings beside this one."));
    }

    private static string AliasText(ParentSide parent)
    {
        foreach (var server in parent.Servers)
        {
            foreach (var record in server.Exchange?.Message?.Answer ?? System.Array.Empty<ResourceRecord>())
            {
                if (record.Data is AliasData alias)
                {
                    return record.Type == RecordType.DNAME
                        ? "below " + record.Owner + ", whose subtree is an alias (DNAME) of " + alias.Target
                        : "an alias (CNAME) of " + alias.Target;
                }
            }
        }

        return "an alias";
    }

    private static List<ServerAddress> ServersWhere(ParentSide parent, System.Func<ParentServer, bool> condition)
    {
        var servers = new List<ServerAddress>();
        foreach (var server in parent.Servers)
        {
            if (condition(server))
            {
                servers.Add(server.Server);
            }
        }

        return servers;
    }
}
