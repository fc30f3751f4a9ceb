using GlueTools.Console.Output;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Graph;
using GlueTools.Delegation.Judging;

namespace GlueTools.Console.Running;

/// <summary>The rows of what a domain depends on.</summary>
internal static class DependencyKinds
{
    /// <summary>A row for each zone, name server and address.</summary>
    internal static RowKind<DependencyNode> Node(AutonomousSystems? systems) => new()
    {
        Layout = Layouts.DependencyNode,
        OfReport = report =>
        {
            if (DependencyGraph.Of(report.View) is { } graph)
            {
                return DependencyNode.From(DependencyMeasures.Of(graph, systems), systems);
            }

            var (status, why) = DependencySummary.WhyNot(report);
            return [DependencyNode.Without(report.View.DomainName.Text, status, why)];
        },
        Without = DependencyNode.Without,
        // That one of several name servers is out of reach is shown, and no verdict on the domain.
        StatusOf = row => row.Status,
        SeverityOf = row => row.Status == "OutOfReach" && row.Kind == "Zone" && row.Name == row.DomainName ? Severity.Critical : null,
    };

    /// <summary>A row for each domain.</summary>
    internal static RowKind<DependencySummary> Summary(AutonomousSystems? systems) => new()
    {
        Layout = Layouts.DependencySummary,
        OfReport = report =>
        {
            if (DependencyGraph.Of(report.View) is { } graph)
            {
                return [DependencySummary.From(DependencyMeasures.Of(graph, systems))];
            }

            var (status, why) = DependencySummary.WhyNot(report);
            return [DependencySummary.Without(report.View.DomainName.Text, status, why)];
        },
        Without = DependencySummary.Without,
        StatusOf = row => row.Status,
        SeverityOf = row => row.Status == "OutOfReach" ? Severity.Critical : null,
    };
}
