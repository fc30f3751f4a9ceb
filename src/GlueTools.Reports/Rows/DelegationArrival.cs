using System.Linq;
using GlueTools.Delegation.Arrivals;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>Whether a change has come to all of the parent's servers, and until when caches may keep what was before.</summary>
public sealed class DelegationArrival
{
    private const string Arrived = "Arrived", Pending = "Pending";

    private DelegationArrival(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>The zone whose servers were asked.</summary>
    public string ParentZone { get; private set; } = string.Empty;

    /// <summary>Arrived, Pending (the time was over first), Unknown, Invalid or Skipped.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where it has arrived, 4 where it has not; Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => Status == Arrived ? 0 : RowRank.Of(Status, Severity.Error);

    /// <summary>Servers of the parent that show what is wanted.</summary>
    public int NewCount { get; private set; }

    /// <summary>Servers of the parent that may be asked from here.</summary>
    public int ServerCount { get; private set; }

    /// <summary>What they are to show: each name server with its addresses.</summary>
    public TextList Wanted { get; private set; } = TextList.None;

    /// <summary>When the last of them was first seen with it; empty where one was not.</summary>
    public string SinceUtc { get; private set; } = string.Empty;

    /// <summary>Until when caches that obey TTLs may keep what was before; empty where nothing is known.</summary>
    public string CachesUntilUtc { get; private set; } = string.Empty;

    /// <summary>When the waiting began.</summary>
    public string StartedUtc { get; private set; } = string.Empty;

    /// <summary>When it ended.</summary>
    public string EndedUtc { get; private set; } = string.Empty;

    /// <summary>Each server with what it shows and since when: those of the parent, then resolvers, then the registry.</summary>
    public ArrivalServerList Servers { get; private set; } = ArrivalServerList.None;

    /// <summary>All of it in one sentence.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(ParentZone), ParentZone), (nameof(Status), Status), (nameof(Rank), Rank),
        (nameof(NewCount), NewCount), (nameof(ServerCount), ServerCount), (nameof(Wanted), Wanted), (nameof(SinceUtc), SinceUtc),
        (nameof(CachesUntilUtc), CachesUntilUtc), (nameof(Servers), Servers), (nameof(Detail), Detail));

    /// <summary>The row of what was waited for.</summary>
    /// <param name="arrival">How far it came.</param>
    public static DelegationArrival From(Arrival arrival) => new(arrival.DomainName.Text, arrival.Problem is not null ? RowStatus.Unknown : arrival.IsComplete ? Arrived : Pending)
    {
        ParentZone = arrival.ParentZone is { } zone ? (zone.IsRoot ? "." : zone.Text) : string.Empty,
        NewCount = arrival.NewCount,
        ServerCount = arrival.ServerCount,
        Wanted = arrival.Wanted is { } wanted ? TextList.Of(wanted.ToTexts()) : TextList.None,
        SinceUtc = ArrivalServer.Text(arrival.SinceUtc),
        CachesUntilUtc = ArrivalServer.Text(arrival.CachesUntilUtc),
        StartedUtc = ArrivalServer.Text(arrival.StartedUtc),
        EndedUtc = ArrivalServer.Text(arrival.AtUtc),
        Servers = ArrivalServer.Of(arrival),
        Detail = SafeText.Cell(arrival.Problem ?? Sentence(arrival)),
    };

    /// <summary>A row for a name that is none.</summary>
    /// <param name="domainName">The name, as far as there is one.</param>
    /// <param name="status">Its status.</param>
    /// <param name="detail">Why.</param>
    public static DelegationArrival Without(string domainName, string status, string detail) => new(domainName, status) { Detail = SafeText.Cell(detail) };

    private static string Sentence(Arrival arrival)
    {
        var text = arrival.ToProgress();
        var open = arrival.Servers.Count(server => server.State == ArrivalState.Old);
        foreach (var server in arrival.Servers.Where(server => server.State == ArrivalState.Old).Take(1))
        {
            text += "; " + server.Server + " " + server.Detail + (open > 1 ? ", as " + (open - 1) + " more" : string.Empty);
        }

        foreach (var resolver in arrival.Resolvers)
        {
            text += "; resolver " + resolver.Server + " " + (resolver.State switch
            {
                ArrivalState.New => "resolves to what is wanted",
                ArrivalState.Old => resolver.Detail + " until " + Times.Clock(resolver.OldUntilUtc!.Value, arrival.AtUtc),
                ArrivalState.Fails => "fails: " + resolver.Detail,
                _ => resolver.Detail,
            });
        }

        return text + (arrival.Resolvers.Count > 0 ? "; one address of a resolver may have many caches" : string.Empty) + ".";
    }
}
