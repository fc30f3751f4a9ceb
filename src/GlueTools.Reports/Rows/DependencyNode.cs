using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>Something that a resolver may need to get to a domain: a zone, a name server or an address.</summary>
public sealed class DependencyNode
{
    private DependencyNode(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The domain whose dependencies they are.</summary>
    public string DomainName { get; }

    /// <summary>Zone, NameServer or Address; empty where there is none.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>The zone, the name server or the address.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Reached or OutOfReach, for a resolver with an empty cache; NotLookedAt; or Unknown, Invalid, Skipped.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => Status is RowStatus.Unknown or "NotLookedAt" ? RowRank.Of(RowStatus.Unknown, null) : RowRank.Of(Status, Status == OutOfReach ? Severity.Error : null);

    /// <summary>The zones that a name server serves, the name servers that have an address; of a zone, the zone that delegates it.</summary>
    public TextList UsedBy { get; private set; } = TextList.None;

    /// <summary>What it needs next: of a zone its name servers and the zone above; of a name server its addresses, and the zone that knows them where no glue does.</summary>
    public TextList DependsOn { get; private set; } = TextList.None;

    /// <summary>How its addresses are found: Glue, Lookup, or Start for servers that are known before; empty but for name servers.</summary>
    public string FoundBy { get; private set; } = string.Empty;

    /// <summary>Who runs it, guessed from its name: a registered domain. Empty but for name servers.</summary>
    public string Operator { get; private set; } = string.Empty;

    /// <summary>The /24 or /48 that it lies in; empty but for addresses.</summary>
    public string Prefix { get; private set; } = string.Empty;

    /// <summary>The autonomous system that announces it, by the table given; empty but for addresses, and without a table.</summary>
    public string AutonomousSystem { get; private set; } = string.Empty;

    /// <summary>Whether its loss takes the domain away.</summary>
    public bool IsCutPoint { get; private set; }

    /// <summary>Whether it is a cut point without which the parent zone could still be reached.</summary>
    public bool IsAvoidable { get; private set; }

    /// <summary>What to know beyond that.</summary>
    public string Detail { get; private set; } = string.Empty;

    private static string OutOfReach => "OutOfReach";

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(Kind), Kind), (nameof(Name), Name), (nameof(Status), Status), (nameof(Rank), Rank),
        (nameof(UsedBy), UsedBy), (nameof(DependsOn), DependsOn), (nameof(FoundBy), FoundBy), (nameof(Operator), Operator), (nameof(Prefix), Prefix),
        (nameof(AutonomousSystem), AutonomousSystem), (nameof(IsCutPoint), IsCutPoint), (nameof(IsAvoidable), IsAvoidable), (nameof(Detail), Detail));

    /// <summary>A row for a name of which nothing is known.</summary>
    public static DependencyNode Without(string domainName, string status, string detail) => new(domainName, status) { Detail = SafeText.Cell(detail) };

    /// <summary>The rows of a graph: the domain, then the other zones, each with the name servers and addresses that were not there before.</summary>
    /// <param name="measures">The graph, measured.</param>
    /// <param name="systems">Which autonomous system announces what; null for none.</param>
    public static IReadOnlyList<DependencyNode> From(DependencyMeasures measures, AutonomousSystems? systems)
    {
        var rows = new List<DependencyNode>();
        var seen = new HashSet<object>();
        var graph = measures.Graph;
        foreach (var zone in DependencyOrder.Of(graph))
        {
            rows.Add(Of(measures, zone));
            foreach (var server in zone.Servers)
            {
                if (seen.Add(server.Host))
                {
                    rows.Add(Of(measures, zone, server));
                }

                foreach (var address in server.Host.Addresses)
                {
                    if (seen.Add(address))
                    {
                        rows.Add(Of(measures, address, systems));
                    }
                }
            }
        }

        return rows;
    }

    private static DependencyNode Of(DependencyMeasures measures, GraphZone zone)
    {
        var needs = new List<string>();
        if (zone.Parent is { } parent)
        {
            needs.Add(parent.Name.Text);
        }

        foreach (var server in zone.Servers)
        {
            needs.Add(server.Host.Name.Text);
        }

        var point = measures.PointOf(zone);
        return new DependencyNode(measures.Graph.Domain.Name.Text, !zone.IsKnown ? "NotLookedAt" : measures.IsReached(zone) ? "Reached" : OutOfReach)
        {
            Kind = "Zone",
            Name = SafeText.Cell(zone.Name.Text),
            UsedBy = zone.Parent is null ? TextList.None : TextList.Of([zone.Parent.Name.Text]),
            DependsOn = TextList.Of(needs),
            IsCutPoint = point is not null || (zone.IsDomain && measures.IsReachable),
            IsAvoidable = point?.IsAvoidable == true,
            Detail = zone.IsStart ? "The way begins here." : zone.IsGlueless ? "No name server of it comes with an address." : string.Empty,
        };
    }

    private static DependencyNode Of(DependencyMeasures measures, GraphZone zone, ZoneServer server)
    {
        var host = server.Host;
        var zones = new List<string>();
        var reached = false;
        foreach (var other in measures.Graph.Zones)
        {
            foreach (var own in other.Servers)
            {
                if (own.Host == host)
                {
                    zones.Add(other.Name.Text);
                    reached |= measures.CanAsk(own);
                }
            }
        }

        var needs = new List<string>();
        if (!server.HasGlue && host.Zone is { } home)
        {
            needs.Add(home.Name.Text);
        }

        foreach (var address in host.Addresses)
        {
            needs.Add(address.ToString());
        }

        var point = measures.PointOf(host);
        return new DependencyNode(measures.Graph.Domain.Name.Text, reached ? "Reached" : OutOfReach)
        {
            Kind = "NameServer",
            Name = SafeText.Cell(host.Name.Text),
            UsedBy = TextList.Of(zones),
            DependsOn = TextList.Of(needs),
            FoundBy = zone.IsStart ? "Start" : server.HasGlue ? "Glue" : "Lookup",
            Operator = SafeText.Cell(host.Operator.Text),
            IsCutPoint = point is not null,
            IsAvoidable = point?.IsAvoidable == true,
            Detail = host.Addresses.Count > 0 ? string.Empty : "No address was found" + (host.Status is { } status ? " (" + status + ")" : string.Empty) + ".",
        };
    }

    private static DependencyNode Of(DependencyMeasures measures, IPAddress address, AutonomousSystems? systems)
    {
        var names = new List<string>();
        foreach (var host in measures.Graph.Hosts)
        {
            foreach (var own in host.Addresses)
            {
                if (own.Equals(address))
                {
                    names.Add(host.Name.Text);
                }
            }
        }

        var isUsed = measures.IsUsed(address);
        return new DependencyNode(measures.Graph.Domain.Name.Text, isUsed ? "Reached" : OutOfReach)
        {
            Kind = "Address",
            Name = address.ToString(),
            UsedBy = TextList.Of(names),
            Prefix = Networks.PrefixOf(address),
            AutonomousSystem = systems?.Of(address) ?? string.Empty,
            Detail = isUsed ? string.Empty : "It was seen not to serve the zone, or nothing leads to it.",
        };
    }
}
