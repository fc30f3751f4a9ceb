using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Every name server outside the child has an address that can be found.</summary>
internal sealed class NameServersResolve : ICheck
{
    internal static readonly FindingKind NameServerUnresolvable = new(
        nameof(NameServersResolve), nameof(NameServerUnresolvable), Severity.Error, "RFC 2181, section 10.3", "No address can be found for a name server outside the child.") { Aspect = FindingAspect.Unresolvable };

    internal static readonly FindingKind NameServerCannotExist = new(
        nameof(NameServersResolve), nameof(NameServerCannotExist), Severity.Error, "RFC 2181, section 10.3; RFC 6761", "A name server's name is one that nobody can have: an address, a single label, or below what is no top-level domain, is reserved, or is not for the public.") { Aspect = FindingAspect.Unresolvable };

    internal static readonly FindingKind NameServerDomainDoesNotExist = new(
        nameof(NameServersResolve), nameof(NameServerDomainDoesNotExist), Severity.Critical, "RFC 9874; SAC125", "The domain that a name server lies in appears unregistered: whoever registers it can take the zone over.") { Aspect = FindingAspect.Unresolvable };

    internal static readonly FindingKind NameServerIsSacrificial = new(
        nameof(NameServersResolve), nameof(NameServerIsSacrificial), Severity.Notice, "RFC 9874; SAC125", "A name server has a name as registrars make them up for hosts whose own domain is deleted: a hint, no proof.");

    internal static readonly FindingKind NameServerIsWildcard = new(
        nameof(NameServersResolve), nameof(NameServerIsWildcard), Severity.Notice, "RFC 4592, section 3.3", "The addresses of a name server are those of a wildcard, and nobody there answers for the zone.");

    internal static readonly FindingKind NameServerOutOfReach = new(
        nameof(NameServersResolve), nameof(NameServerOutOfReach), Severity.Notice, "RFC 1034, section 5.3.2", "The servers that the audit starts from lead nowhere for a name server, so nobody was asked there.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServerUnresolvable, NameServerCannotExist, NameServerDomainDoesNotExist, NameServerIsSacrificial, NameServerIsWildcard, NameServerOutOfReach];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        foreach (var name in view.NameServers)
        {
            if (SacrificialNames.Pattern(name) is { } pattern)
            {
                yield return NameServerIsSacrificial.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The name server {name} has a name such as registrars make up ({pattern}) for a host whose own domain is deleted while others still use it.",
                    Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name)));
            }
        }

        // What the parent's own file says of them, unless somebody was asked.
        foreach (var name in view.Parent?.Surroundings?.Unfindable ?? [])
        {
            if (view.Child?.ResolutionOf(name) is not null)
            {
                continue;
            }

            if (Unregistered(view, view.Parent!.Zone, name) is { } domain)
            {
                yield return NameServerDomainDoesNotExist.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The domain {domain}, in which the name server {name} lies, does not exist: {Wording.TheParent(view)} is of the zone that it would be in, and has nothing of it. Whoever registers it can answer for {view.DomainName}{LikelyName.Later(view, name)}.",
                    Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name), [Changes.Registration(domain, domain.Parent)]));
            }
            else
            {
                yield return NameServerUnresolvable.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"No address can be found for the name server {name}: {Wording.TheParent(view)} has none for it, and delegates no zone that it could lie in{LikelyName.Later(view, name)}.",
                    Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name)));
            }
        }

        if (view.Child is not { } child)
        {
            yield break;
        }

        foreach (var name in view.NameServers)
        {
            if (view.RelationOf(name) != NameServerRelation.InDomain && child.ResolutionOf(name) is { } resolved && Judge(view, name, resolved) is { } finding)
            {
                yield return finding;
            }

            if (Wildcards.Of(view, child, name) is { } wildcard)
            {
                yield return NameServerIsWildcard.Finding(
                    view,
                    name,
                    wildcard.Addresses,
                    [],
                    $"The addresses of the name server {name} ({wildcard.Addresses}) are those of the wildcard {wildcard.Name}, which every name below {wildcard.Name.Parent} gets that has no records of its own, and no server there answers for {view.DomainName} with authority, so {name} may be a slip{LikelyName.Later(view, name)}.",
                    Wildcards.Advice(view, name));
            }
        }
    }

    /// <summary>The domain of a name server that the parent's file has nothing of, where anybody could register it; null where nobody could, or something is there.</summary>
    private static DomainName? Unregistered(DelegationView view, DomainName zone, DomainName name)
    {
        foreach (var one in view.Parent!.Surroundings!.Domainless)
        {
            if (one == name)
            {
                return Registries.Registrable(new NameServerAddresses(name, ResolutionStatus.NameDoesNotExist, null, zone, null, name.LastLabels(zone.LabelCount + 1)));
            }
        }

        return null;
    }

    private static Finding? Judge(DelegationView view, DomainName name, NameServerAddresses resolved)
    {
        // Made only where it is needed: most name servers have no fault.
        object Guess() => LikelyName.Later(view, name);

        // In a network of its own nobody from outside registers anything.
        if (!view.Conditions.IsPrivateAudit && (Registries.Registrable(resolved) ?? Registries.RegistrableBeside(view, resolved)) is { } domain)
        {
            return NameServerDomainDoesNotExist.Finding(
                view,
                name,
                [],
                [],
                $"The domain {domain}, in which the name server {name} lies, does not exist (NXDOMAIN from the servers of {ZoneText(resolved)}): whoever registers it can answer for {view.DomainName}{Guess()}.",
                Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name), HostNames.Oddity(name) is null ? [Changes.Registration(domain, resolved.Zone ?? domain.Parent)] : []));
        }

        if (resolved.Status == ResolutionStatus.OutOfReach)
        {
            return NameServerOutOfReach.Finding(
                view,
                name,
                [],
                [],
                $"The servers that the audit starts from lead nowhere for the name server {name}, so nobody was asked for its addresses or for {view.DomainName} there.",
                Advice.None($"Where clients resolve {name} by other servers, start an audit of {view.DomainName} from those; else give {view.DomainName} a name server that can be found from here."));
        }

        if (name.IsRoot)
        {
            return NameServerCannotExist.Finding(
                view, name, [], [], $"An NS record of {view.DomainName} names the root (NS .), which is no host: alone it would say that the zone is to live nowhere, beside others it says nothing.",
                Advice.OneOf($"Let a name server take the place of the root.", Changes.TakeOut(view, name)));
        }

        if (Impossible(view, name, resolved) is { } reason)
        {
            var guess = HostNames.SpelledAddress(name) is null ? Guess() : string.Empty;
            return NameServerCannotExist.Finding(
                view, name, [], [], $"No host can have the name of the name server {name}: {reason}{guess}.", Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name)));
        }

        return Problem(resolved) is not { } problem || IsKnownAtParent(view, name, resolved) ? null : NameServerUnresolvable.Finding(
            view, name, [], [], $"No address can be found for the name server {name}: {problem}{Guess()}.", NameServerAdvice.Unresolvable(view, name, resolved));
    }

    /// <summary>Why nobody can have the name, as a registry has just denied it; null where somebody could.</summary>
    private static string? Impossible(DelegationView view, DomainName name, NameServerAddresses resolved)
    {
        if (resolved.Zone is not { } zone || resolved.DeniedDomain is not { } denied || denied.LabelCount != zone.LabelCount + 1)
        {
            return null;
        }

        if (zone.IsRoot)
        {
            const string Denial = " (NXDOMAIN from the servers of the root zone)";
            return HostNames.SpelledAddress(name) is not null ? "it is an address, and NS records take names only"
                : view.Conditions.IsPrivateAudit ? "the root zone that the audit starts from has no " + denied + " (NXDOMAIN)"
                : Registries.ReservedFor(denied) is { } purpose ? "the top-level domain " + denied + " is reserved for " + purpose + ", and is not in the root zone" + Denial
                : name.LabelCount == 1 ? "it is a single label, and there is no such top-level domain" + Denial
                : "there is no top-level domain " + denied + Denial;
        }

        if (!view.Conditions.IsPrivateAudit && HostNames.Oddity(denied) is { } oddity && Registries.IsRegistry(zone))
        {
            return "there is no " + denied + " (NXDOMAIN from the servers of " + zone + "), and nobody can register it, since it " + oddity;
        }

        return zone.LabelCount == 1 && !view.Conditions.IsPrivateAudit && Registries.ClosedTo(zone) is { } whom
            ? "there is no " + denied + " (NXDOMAIN from the servers of " + zone + "), and " + zone + " is only for " + whom
            : null;
    }

    // A circle that sibling glue breaks is no fault: the parent itself says where the server is.
    private static bool IsKnownAtParent(DelegationView view, DomainName name, NameServerAddresses resolved) =>
        resolved.Status == ResolutionStatus.Circular && view.RelationOf(name) == NameServerRelation.Sibling && view.Parent!.GlueOf(name).Count > 0;

    private static string? Problem(NameServerAddresses resolved) => resolved.Status switch
    {
        ResolutionStatus.NoAddress => "the servers of " + ZoneText(resolved) + " say it has none",
        ResolutionStatus.NameDoesNotExist => "the servers of " + ZoneText(resolved) + " say it does not exist",
        ResolutionStatus.Circular => "it can only be found through itself",
        ResolutionStatus.Failed when resolved.Circle is { } circle => "no server of " + ZoneText(resolved) + " whose address is known gives a usable answer, and those without lead back to it (" + circle + ")",
        ResolutionStatus.Failed => "no server of " + ZoneText(resolved) + " gives a usable answer",
        _ => null,
    };

    private static string ZoneText(NameServerAddresses resolved) => resolved.Zone is { } zone ? (zone.IsRoot ? "the root zone" : zone.Text) : "its zone";
}
