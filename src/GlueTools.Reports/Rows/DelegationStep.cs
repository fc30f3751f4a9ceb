using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;

namespace GlueTools;

/// <summary>One server asked on the way from the root to a name.</summary>
public sealed class DelegationStep
{
    private DelegationStep(string domainName, string status)
    {
        DomainName = SafeText.Cell(domainName);
        Status = status;
    }

    /// <summary>The name traced.</summary>
    public string DomainName { get; }

    /// <summary>1 for the servers the trace starts from; one more with each zone.</summary>
    public int Step { get; private set; }

    /// <summary>The zone that the server was asked as a server of.</summary>
    public string ZoneName { get; private set; } = string.Empty;

    /// <summary>The server's name; empty where only its address was given.</summary>
    public string Server { get; private set; } = string.Empty;

    /// <summary>Its address.</summary>
    public string ServerAddress { get; private set; } = string.Empty;

    /// <summary>How that was found: Start where the trace starts from it, Glue where the referral gave it, Lookup where its name had to be resolved; empty where nothing was asked.</summary>
    public string FoundBy { get; private set; } = string.Empty;

    /// <summary>Answer, Referral, NoData, NameDoesNotExist, Alias, UpwardReferral, NotAuthoritative, Refused, Failed, Malformed, None; or Unknown, Invalid, Skipped.</summary>
    public string Status { get; }

    /// <summary>The status as a number that sorts: 0 where all is well, 1 (Info) to 5 (Critical); Unknown -1, Invalid -2, Skipped -3.</summary>
    public int Rank => Status is "Answer" or "Referral" or "NoData" or "NameDoesNotExist" or "Alias" ? 0 : Status == "None" ? RowRank.Of(RowStatus.Unknown, null) : RowRank.Of(Status, Severity.Warning);

    /// <summary>The response code; empty without an answer.</summary>
    public string RCode { get; private set; } = string.Empty;

    /// <summary>Whether the answer has authority.</summary>
    public bool AA { get; private set; }

    /// <summary>Whether the UDP answer was truncated.</summary>
    public bool TC { get; private set; }

    /// <summary>Udp or Tcp.</summary>
    public string Transport { get; private set; } = string.Empty;

    /// <summary>Microseconds to the answer; 0 without one.</summary>
    public long RoundTripUs { get; private set; }

    /// <summary>The zone that a referral leads to; empty where it gives none.</summary>
    public string Referral { get; private set; } = string.Empty;

    /// <summary>The name servers it names.</summary>
    public TextList NameServers { get; private set; } = TextList.None;

    /// <summary>The addresses beside them, as name/address.</summary>
    public TextList Glue { get; private set; } = TextList.None;

    /// <summary>What to know beyond that: how the server was found where not by glue, or why there is no answer.</summary>
    public string Detail { get; private set; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => RowLiteral.Of(
        (nameof(DomainName), DomainName), (nameof(Step), Step), (nameof(ZoneName), ZoneName), (nameof(Server), Server),
        (nameof(ServerAddress), ServerAddress), (nameof(FoundBy), FoundBy), (nameof(Status), Status), (nameof(Rank), Rank), (nameof(RCode), RCode),
        (nameof(AA), AA), (nameof(TC), TC), (nameof(Transport), Transport), (nameof(Referral), Referral), (nameof(NameServers), NameServers),
        (nameof(Glue), Glue), (nameof(Detail), Detail));

    /// <summary>A row for a name that could not be traced.</summary>
    public static DelegationStep Without(string domainName, string status, string detail) => new(domainName, status) { Detail = SafeText.Cell(detail) };

    /// <summary>The rows of a trace, a row for each server asked.</summary>
    /// <param name="name">The name traced.</param>
    /// <param name="trace">What came of it.</param>
    public static IReadOnlyList<DelegationStep> From(DomainName name, TraceResult trace)
    {
        if (trace.Problem is { } problem)
        {
            return [Without(name.Text, RowStatus.Unknown, problem)];
        }

        var rows = new List<DelegationStep>();
        foreach (var step in trace.Steps)
        {
            rows.Add(From(name, step));
        }

        return rows;
    }

    private static DelegationStep From(DomainName name, TraceStep step)
    {
        var message = step.Exchange.Message;
        var named = step.NameServers;
        var glue = new List<string>();
        foreach (var address in named?.Glue ?? [])
        {
            glue.Add(address.Name.Text + "/" + address.Address);
        }

        return new DelegationStep(name.Text, step.Kind.ToString())
        {
            Step = step.Level,
            ZoneName = step.Zone.Text,
            Server = step.Server.Name?.Text ?? string.Empty,
            ServerAddress = step.Server.Address.ToString(),
            FoundBy = step.Level == 1 ? "Start" : step.Note.Length == 0 ? "Glue" : "Lookup",
            RCode = message?.ResponseCode.ToText() ?? string.Empty,
            AA = message?.IsAuthoritative == true,
            TC = message?.IsTruncated == true || step.Exchange.TruncatedMessage is not null,
            Transport = message is null ? string.Empty : step.Exchange.Protocol.ToString(),
            RoundTripUs = step.Exchange.RoundTripUs,
            Referral = step.Kind == ResponseKind.Referral ? step.Cut.Text : string.Empty,
            NameServers = named is null ? TextList.None : TextList.Of(named.NameServers),
            Glue = TextList.Of(glue),
            Detail = message is null ? Prose.Capital(Wording.Failure(step.Exchange.Outcome)) + "." + (step.Note.Length > 0 ? " Server found: " + step.Note + "." : string.Empty) : step.Note,
        };
    }
}
