using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Checks;

/// <summary>Name servers outside the child can be found without going in circles, and without going far.</summary>
internal sealed class DependenciesResolve : ICheck
{
    internal static readonly FindingKind CircularDependency = new(
        nameof(DependenciesResolve), nameof(CircularDependency), Severity.Error, "RFC 1034, section 4.2.1; RFC 9471, section 2.3", "Name servers outside the child can only be found through one another.") { Aspect = FindingAspect.Unresolvable };

    internal static readonly FindingKind DeepDependency = new(
        nameof(DependenciesResolve), nameof(DeepDependency), Severity.Notice, "RFC 1034, section 5.3.3", "A resolver with an empty cache needs more than 8 further zones to find an address of a name server.");

    /// <summary>Further zones that a resolver with an empty cache may need before it is worth a word.</summary>
    private const int ReasonableZones = 8;

    public IReadOnlyList<FindingKind> Kinds { get; } = [CircularDependency, DeepDependency];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        // What the parent's own file says of them, unless somebody was asked.
        foreach (var name in view.Parent?.Surroundings?.Circular ?? [])
        {
            if (view.Child?.ResolutionOf(name) is null)
            {
                yield return CircularDependency.Finding(
                    view,
                    name,
                    [],
                    [],
                    $"The name server {name} can only be found through itself: {Wording.TheParent(view)} has no address for any name server of {view.DomainName}, and the zones that they lie in lead back to it.",
                    Advice.None($"Break the circle: give one of these zones a name server with glue, or one that lies elsewhere."));
            }
        }

        if (view.Parent is not { } parent || view.Child is not { } child)
        {
            yield break;
        }

        foreach (var name in view.NameServers)
        {
            if (view.RelationOf(name) == NameServerRelation.InDomain || child.ResolutionOf(name) is not { Status: ResolutionStatus.Circular } resolved)
            {
                continue;
            }

            // Sibling glue breaks the circle: the parent itself says where the server is.
            if (view.RelationOf(name) == NameServerRelation.Sibling && parent.GlueOf(name).Count > 0)
            {
                continue;
            }

            yield return CircularDependency.Finding(
                view,
                name,
                [],
                [],
                $"The name server {name} can only be found through itself{(resolved.Circle is { } circle ? ": " + circle : string.Empty)}.",
                Advice.None($"Break the circle: give one of these zones a name server with glue, or one that lies elsewhere."));
        }

        if (view.FurtherZones is { } zones && zones > ReasonableZones)
        {
            yield return DeepDependency.Finding(
                view,
                [],
                [],
                $"A resolver with an empty cache has to find {zones} further zones before it can ask a name server of {view.DomainName}.",
                Advice.None($"Use name servers in {view.DomainName} itself, with glue, or in a zone with few dependencies of its own."));
        }
    }
}
