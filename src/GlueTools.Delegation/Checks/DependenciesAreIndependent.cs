using System.Collections.Generic;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Graph;

namespace GlueTools.Delegation.Checks;

/// <summary>No one thing beyond the way to the parent takes the domain away, and every name server counts. Looks only where the dependencies were collected.</summary>
internal sealed class DependenciesAreIndependent : ICheck
{
    internal static readonly FindingKind SinglePointOfFailure = new(
        nameof(DependenciesAreIndependent), nameof(SinglePointOfFailure), Severity.Info, "RFC 2182, section 3.1", "Losing one zone, operator or network takes the domain away, while its parent can still be reached; looked for only with dependencies.");

    internal static readonly FindingKind FalseRedundancy = new(
        nameof(DependenciesAreIndependent), nameof(FalseRedundancy), Severity.Info, "RFC 2182, section 3.1", "Losing fewer servers than the domain has takes it away, since its name servers depend on them; looked for only with dependencies.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [SinglePointOfFailure, FalseRedundancy];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        if (view.Dependencies is null || DependencyGraph.Of(view) is not { } graph)
        {
            yield break;
        }

        var points = new List<string>();
        foreach (var point in CutPoints.Of(graph, systems: null))
        {
            // That a domain has one name server is another finding.
            if (point is { IsAvoidable: true, IsImplied: false } && point.Kind != CutKind.NameServer)
            {
                points.Add("the " + point);
            }
        }

        if (points.Count > 0)
        {
            yield return SinglePointOfFailure.Finding(
                view,
                [],
                [],
                $"Losing {(points.Count == 1 ? points[0] : "any one of these")} takes {view.DomainName} away, while {Prose.Zone(view.Parent!.Zone)} can still be reached{(points.Count == 1 ? string.Empty : ": " + Prose.List(points))}.",
                Advice.None($"If that is more than {view.DomainName} should depend on, add a name server that needs none of it: of another operator, in another network, with a name below another top-level domain."));
        }

        var measures = DependencyMeasures.Of(graph);
        if (measures.HasFalseRedundancy)
        {
            var cut = new List<string>();
            foreach (var machine in measures.SmallestCut!)
            {
                cut.Add(machine.ToString());
            }

            yield return FalseRedundancy.Finding(
                view,
                [],
                [],
                $"{view.DomainName} has {measures.UsableServers} servers that can be reached, but losing {Prose.List(cut)} takes it away.",
                Advice.None($"Give {view.DomainName} name servers whose own names are found without {Prose.List(cut)}: with glue, or in zones with other name servers."));
        }
    }
}
