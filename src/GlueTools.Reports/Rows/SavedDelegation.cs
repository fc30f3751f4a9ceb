using System.Globalization;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>The evidence about one domain, to be kept, sent and judged again without the network. Everything beside <see cref="Evidence"/> is for reading.</summary>
public sealed class SavedDelegation
{
    private SavedDelegation(string domainName, string status, string detail)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
        Detail = SafeText.Cell(detail);
    }

    /// <summary>The domain.</summary>
    public string DomainName { get; }

    /// <summary>The zone that delegates it.</summary>
    public string ParentZone { get; private set; } = string.Empty;

    /// <summary>Collected, Unknown, Invalid or Skipped.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => RowRank.Of(Status, null);

    /// <summary>Why nothing could be collected; empty where something was.</summary>
    public string Detail { get; }

    /// <summary>The name servers of the delegation.</summary>
    public TextList ParentNameServers { get; private set; } = TextList.None;

    /// <summary>The zone's own name servers.</summary>
    public TextList ChildNameServers { get; private set; } = TextList.None;

    /// <summary>When the first answer of the parent was asked for, ISO 8601, UTC; empty where nothing was asked.</summary>
    public string CollectedUtc { get; private set; } = string.Empty;

    /// <summary>The evidence itself; empty where nothing could be collected.</summary>
    public string Evidence { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(ParentZone), ParentZone), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(Detail), Detail),
        (nameof(ParentNameServers), ParentNameServers), (nameof(ChildNameServers), ChildNameServers), (nameof(CollectedUtc), CollectedUtc));

    /// <summary>A row for a name that was not collected.</summary>
    public static SavedDelegation Without(string domainName, string status, string why) => new(domainName, status, why);

    /// <summary>The row of a view that was collected with the octets of its answers.</summary>
    public static SavedDelegation From(DelegationView view)
    {
        string evidence = string.Empty, why = view.Problem ?? string.Empty;
        try
        {
            evidence = EvidenceWriter.Write(view);
        }
        catch (EvidenceFormatException tooMuch)
        {
            why = tooMuch.Message;
        }

        return new(view.DomainName.Text, why.Length == 0 ? "Collected" : RowStatus.Unknown, why)
        {
            ParentZone = view.Parent?.Zone.Text ?? string.Empty,
            ParentNameServers = view.Parent is null ? TextList.None : TextList.Of(view.Parent.NameServers),
            ChildNameServers = view.Child is null ? TextList.None : TextList.Of(view.Child.NameServers),
            CollectedUtc = FirstAsked(view),
            Evidence = evidence,
        };
    }

    private static string FirstAsked(DelegationView view)
    {
        foreach (var server in view.Parent?.Servers ?? [])
        {
            if (server.Exchange is { } exchange)
            {
                return exchange.StartedUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            }
        }

        return string.Empty;
    }
}
