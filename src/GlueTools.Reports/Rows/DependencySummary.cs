using System.Collections.Generic;
using GlueTools.Delegation.Graph;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>What a domain's dependencies come to, in numbers. docs/dependencies.md defines each.</summary>
public sealed class DependencySummary
{
    private DependencySummary(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>Reached or OutOfReach, for a resolver with an empty cache; or Unknown, Invalid, Skipped.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => RowRank.Of(Status, Status == "OutOfReach" ? Delegation.Findings.Severity.Critical : null);

    /// <summary>Zones that a resolver may need, the domain's own and those where the way begins left out.</summary>
    public int ZoneCount { get; private set; }

    /// <summary>Machines of these zones and of the domain: name servers that have an address in common are one.</summary>
    public int ServerCount { get; private set; }

    /// <summary>Addresses of these.</summary>
    public int AddressCount { get; private set; }

    /// <summary>Who runs them, guessed from their names.</summary>
    public TextList Operators { get; private set; } = TextList.None;

    /// <summary>The networks that they lie in: /24 and /48.</summary>
    public TextList Prefixes { get; private set; } = TextList.None;

    /// <summary>The autonomous systems that announce them; empty without a table.</summary>
    public TextList AutonomousSystems { get; private set; } = TextList.None;

    /// <summary>The top-level domains among the zones.</summary>
    public TextList TopLevelDomains { get; private set; } = TextList.None;

    /// <summary>Whatever takes the domain away when it is lost, and could be done without: <c>zone example.net</c>, <c>operator example.net</c>, …</summary>
    public TextList CutPoints { get; private set; } = TextList.None;

    /// <summary>The same of what nobody can do without: the way to the parent, and who runs it.</summary>
    public TextList UnavoidableCutPoints { get; private set; } = TextList.None;

    /// <summary>Zones that need one another, each circle as its zones.</summary>
    public TextList Circles { get; private set; } = TextList.None;

    /// <summary>MSQ: the fewest servers that have to be asked, with an empty cache; null where there is no way.</summary>
    public int? MinimumServersQueried { get; private set; }

    /// <summary>What that would be if the domain came with glue.</summary>
    public int BestMinimumServersQueried { get; private set; }

    /// <summary>Machines of the domain that can be reached.</summary>
    public int UsableServerCount { get; private set; }

    /// <summary>The fewest machines whose loss takes the domain away while its parent can be reached; null where it is not known.</summary>
    public int? Redundancy { get; private set; }

    /// <summary>Whether that is fewer than the domain has.</summary>
    public bool HasFalseRedundancy { get; private set; }

    /// <summary>Questions to an answer with an empty cache, at best; null where there is no way.</summary>
    public int? LookupCount { get; private set; }

    /// <summary>The same if the domain came without glue; null where there were no way then, or nobody looked.</summary>
    public int? LookupCountWithoutGlue { get; private set; }

    /// <summary>Name servers of the domain that come without an address.</summary>
    public int GluelessNameServerCount { get; private set; }

    /// <summary>Questions that looking up all of these comes to.</summary>
    public int GluelessQuestionCount { get; private set; }

    /// <summary>What was not looked at.</summary>
    public TextList Limits { get; private set; } = TextList.None;

    /// <summary>Why nothing is known; empty where something is.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(ZoneCount), ZoneCount),
        (nameof(ServerCount), ServerCount), (nameof(AddressCount), AddressCount), (nameof(Operators), Operators), (nameof(Prefixes), Prefixes),
        (nameof(AutonomousSystems), AutonomousSystems), (nameof(TopLevelDomains), TopLevelDomains), (nameof(CutPoints), CutPoints),
        (nameof(UnavoidableCutPoints), UnavoidableCutPoints), (nameof(Circles), Circles), (nameof(MinimumServersQueried), MinimumServersQueried),
        (nameof(BestMinimumServersQueried), BestMinimumServersQueried), (nameof(UsableServerCount), UsableServerCount),
        (nameof(Redundancy), Redundancy), (nameof(HasFalseRedundancy), HasFalseRedundancy), (nameof(LookupCount), LookupCount),
        (nameof(LookupCountWithoutGlue), LookupCountWithoutGlue), (nameof(GluelessNameServerCount), GluelessNameServerCount),
        (nameof(GluelessQuestionCount), GluelessQuestionCount), (nameof(Limits), Limits), (nameof(Detail), Detail));

    /// <summary>A row for a name of which nothing is known.</summary>
    public static DependencySummary Without(string domainName, string status, string detail) => new(domainName, status) { Detail = SafeText.Cell(detail) };

    /// <summary>The row of a graph.</summary>
    /// <param name="measures">The graph, measured.</param>
    public static DependencySummary From(DependencyMeasures measures)
    {
        List<string> avoidable = [], unavoidable = [];
        foreach (var point in measures.CutPoints)
        {
            (point.IsAvoidable ? avoidable : unavoidable).Add(SafeText.Cell(point.ToString()));
        }

        var circles = new List<string>();
        foreach (var circle in measures.Circles)
        {
            circles.Add(SafeText.Cell(string.Join(" ", circle)));
        }

        return new(measures.Graph.Domain.Name.Text, measures.IsReachable ? "Reached" : "OutOfReach")
        {
            ZoneCount = measures.ZoneCount,
            ServerCount = measures.ServerCount,
            AddressCount = measures.AddressCount,
            Operators = TextList.Of(measures.Operators),
            Prefixes = TextList.Of(measures.Prefixes),
            AutonomousSystems = measures.AutonomousSystems is { } systems ? TextList.Of(systems) : TextList.None,
            TopLevelDomains = TextList.Of(measures.TopLevelDomains),
            CutPoints = TextList.Of(avoidable),
            UnavoidableCutPoints = TextList.Of(unavoidable),
            Circles = TextList.Of(circles),
            MinimumServersQueried = measures.MinimumServersQueried,
            BestMinimumServersQueried = measures.BestMinimumServersQueried,
            UsableServerCount = measures.UsableServers,
            Redundancy = measures.IsReachable ? measures.Redundancy : null,
            HasFalseRedundancy = measures.HasFalseRedundancy,
            LookupCount = measures.Lookups,
            LookupCountWithoutGlue = measures.LookupsWithoutGlue,
            GluelessNameServerCount = measures.GluelessNameServers,
            GluelessQuestionCount = measures.GluelessQuestions,
            Limits = TextList.Of(measures.Graph.Limits),
        };
    }

    /// <summary>Why there is no graph of a domain: status and sentence.</summary>
    /// <param name="report">What was found of it.</param>
    public static (string Status, string Detail) WhyNot(DelegationReport report) =>
        (RowStatus.Unknown, RowStatus.WhyUnknown(report.View) ?? "The domain " + report.View.DomainName + " is not delegated, or no delegation can be seen.");
}
