using System;
using System.Collections.Generic;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Json;

namespace GlueTools;

/// <content>As rows are kept: to be shown another way, never to be judged.</content>
public sealed partial class DelegationResult
{
    private static readonly string[] Statuses = [.. Enum.GetNames(typeof(Severity)), RowStatus.Healthy, RowStatus.Unknown, RowStatus.Invalid, RowStatus.Skipped];

    /// <summary>All properties, in the order in which they are declared.</summary>
    internal static IReadOnlyList<RowField<DelegationResult>> Fields { get; } =
    [
        RowField<DelegationResult>.Text(nameof(DomainName), row => row.DomainName, (row, text) => row.DomainName = text),
        RowField<DelegationResult>.Text(nameof(ParentZone), row => row.ParentZone, (row, text) => row.ParentZone = text),
        RowField<DelegationResult>.Text(nameof(Status), row => row.Status, (row, text) => row.Status = text),
        RowField<DelegationResult>.Number(nameof(Rank), row => row.Rank, null),
        RowField<DelegationResult>.Truth(nameof(IsHealthy), row => row.IsHealthy),
        RowField<DelegationResult>.Number(nameof(CriticalCount), row => row.CriticalCount, null),
        RowField<DelegationResult>.Number(nameof(ErrorCount), row => row.ErrorCount, null),
        RowField<DelegationResult>.Number(nameof(WarningCount), row => row.WarningCount, null),
        RowField<DelegationResult>.Number(nameof(NoticeCount), row => row.NoticeCount, null),
        RowField<DelegationResult>.Number(nameof(InfoCount), row => row.InfoCount, null),
        RowField<DelegationResult>.Number(nameof(NameServerCount), row => row.NameServerCount, (row, number) => row.NameServerCount = Small(number)),
        RowField<DelegationResult>.Number(nameof(GlueCount), row => row.GlueCount, (row, number) => row.GlueCount = Small(number)),
        RowField<DelegationResult>.Text(nameof(FirstProblem), row => row.FirstProblem, (row, text) => row.FirstProblem = text),
        RowField<DelegationResult>.List(nameof(NotTested), row => row.NotTested, (row, list) => row.NotTested = list),
        RowField<DelegationResult>.List(nameof(Limits), row => row.Limits, (row, list) => row.Limits = list),
        RowField<DelegationResult>.Text(nameof(RequestedChange), row => row.RequestedChange, (row, text) => row.RequestedChange = text),
        RowField<DelegationResult>.Number(nameof(FurtherZoneCount), row => row.FurtherZoneCount, (row, number) => row.FurtherZoneCount = Small(number)),
        RowField<DelegationResult>.Number(nameof(QueryCount), row => row.QueryCount, (row, number) => row.QueryCount = Small(number)),
        RowField<DelegationResult>.Number(nameof(DurationUs), row => row.DurationUs, (row, number) => row.DurationUs = number),
        RowField<DelegationResult>.Rows(nameof(Findings), Finding.Fields, row => row.Findings, (row, findings) => row.Take(Finding.From(findings, row.DomainName))),
        RowField<DelegationResult>.Opaque(nameof(Evidence), row => row.Evidence, (row, text) => row.Evidence = text),
    ];

    /// <summary>The row that an object holds.</summary>
    /// <exception cref="FormatException">It holds none.</exception>
    internal static DelegationResult From(JsonValue kept)
    {
        var row = new DelegationResult(string.Empty, string.Empty, string.Empty);
        RowField<DelegationResult>.Read(kept, Fields, row);
        return Array.IndexOf(Statuses, row.Status) >= 0 ? row : throw new FormatException("'" + nameof(Status) + "' is none of the words that an audit writes there.");
    }

    private static int Small(long number) =>
        number is >= -1 and <= int.MaxValue ? (int)number : throw new FormatException("a number in it is none that an audit writes.");

    private void Take(FindingList findings)
    {
        var counts = new int[5];
        foreach (var finding in findings)
        {
            counts[finding.SeverityLevel]++;
            _worst = _worst is { } worst && (int)worst > finding.SeverityLevel ? worst : (Severity)finding.SeverityLevel;
        }

        Findings = findings;
        InfoCount = counts[(int)Severity.Info];
        NoticeCount = counts[(int)Severity.Notice];
        WarningCount = counts[(int)Severity.Warning];
        ErrorCount = counts[(int)Severity.Error];
        CriticalCount = counts[(int)Severity.Critical];
    }
}
