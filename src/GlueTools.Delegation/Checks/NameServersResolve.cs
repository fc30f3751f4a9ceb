using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Every name server outside the child has an address that can be found.</summary>
internal sealed class NameServersResolve : ICheck
{
    internal static readonly FindingKind NameServerUnresolvable = new(
        nameof(NameServersResolve), nameof(NameServerUnresolvable), Severity.Error, "RFC 2181, section 10.3", "No address can be found for a name server outside the child.") { Aspect = FindingAspect.Unresolvable };

    internal static readonly FindingKind NameServerDomainDoesNotExist = new(
        nameof(NameServersResolve), nameof(NameServerDomainDoesNotExist), Severity.Critical, "RFC 9874; SAC125", "The domain that a name server lies in appears unregistered: whoever registers it can take the zone over.") { Aspect = FindingAspect.Unresolvable };

    public IReadOnlyList<FindingKind> Kinds { get; } = [NameServerUnresolvable, NameServerDomainDoesNotExist];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Child is not { } child)
        {
            yield break;
        }

        foreach (var name in view.NameServers)
        {
            if (view.RelationOf(name) == NameServerRelation.InDomain || child.ResolutionOf(name) is not { } resolved)
            {
                continue;
            }

            if (resolved.UnregisteredDomain is { } domain)
            {
                yield return NameServerDomainDoesNotExist.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The domain {domain}, in which the name server {name} lies, does not exist (NXDOMAIN from the servers of {ZoneText(resolved)}): whoever registers it can answer for {view.DomainName}.",
                    Advice.OneOf($"Let another name server take the place of {name}.", Changes.TakeOut(view, name), domain.LabelCount > 1 ? [Changes.Registration(domain)] : []));
            }
            else if (Problem(resolved) is { } problem && !IsKnownAtParent(view, name, resolved))
            {
                yield return NameServerUnresolvable.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"No address can be found for the name server {name}: {problem}.",
                    NameServerAdvice.Unresolvable(view, name, resolved));
            }
        }
    }

    // A circle that sibling glue breaks is no fault: the parent itself says where the server is.
    private static bool IsKnownAtParent(DelegationView view, DomainName name, NameServerAddresses resolved) =>
        resolved.Status == ResolutionStatus.Circular && view.RelationOf(name) == NameServerRelation.Sibling && view.Parent!.GlueOf(name).Count > 0;

    private static string? Problem(NameServerAddresses resolved) => resolved.Status switch
    {
        ResolutionStatus.NoAddress => "the servers of " + ZoneText(resolved) + " say it has none",
        ResolutionStatus.NameError => "the servers of " + ZoneText(resolved) + " say it does not exist",
        ResolutionStatus.Circular => "it can only be found through itself",
        ResolutionStatus.Failed => "no server of " + ZoneText(resolved) + " gives a usable answer",
        _ => null,
    };

    private static string ZoneText(NameServerAddresses resolved) => resolved.Zone is { } zone ? (zone.IsRoot ? "the root zone" : zone.Text) : "its zone";
}
