using System;
using System.Globalization;
using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>For spreadsheets: a line for each domain, with the same columns that a verdict has everywhere.</summary>
internal sealed class CsvFormat : IReportFormat
{
    private static readonly (string Name, Func<DelegationResult, object> Value)[] Columns =
    [
        (nameof(DelegationResult.DomainName), row => row.DomainName),
        (nameof(DelegationResult.ParentZone), row => row.ParentZone),
        (nameof(DelegationResult.Status), row => row.Status),
        (nameof(DelegationResult.Rank), row => row.Rank),
        (nameof(DelegationResult.IsHealthy), row => row.IsHealthy),
        (nameof(DelegationResult.CriticalCount), row => row.CriticalCount),
        (nameof(DelegationResult.ErrorCount), row => row.ErrorCount),
        (nameof(DelegationResult.WarningCount), row => row.WarningCount),
        (nameof(DelegationResult.NoticeCount), row => row.NoticeCount),
        (nameof(DelegationResult.InfoCount), row => row.InfoCount),
        (nameof(DelegationResult.NameServerCount), row => row.NameServerCount),
        (nameof(DelegationResult.GlueCount), row => row.GlueCount),
        (nameof(DelegationResult.FirstProblem), row => row.FirstProblem),
        (nameof(DelegationResult.NotTested), row => row.NotTested),
        (nameof(DelegationResult.Limits), row => row.Limits),
        (nameof(DelegationResult.RequestedChange), row => row.RequestedChange),
        (nameof(DelegationResult.FurtherZoneCount), row => row.FurtherZoneCount),
        (nameof(DelegationResult.QueryCount), row => row.QueryCount),
        (nameof(DelegationResult.DurationUs), row => row.DurationUs),
        (nameof(DelegationResult.Findings), row => row.Findings),
    ];

    public string Word => "csv";

    public string Extension => "csv";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals)
    {
        CsvText.WriteLine(output, Array.ConvertAll(Columns, column => column.Name));
        return new Writer(output);
    }

    private sealed class Writer(TextWriter output) : IReportWriter
    {
        public void Write(ReportedDomain domain) =>
            CsvText.WriteLine(output, Array.ConvertAll(Columns, column => Convert.ToString(column.Value(domain.Result), CultureInfo.InvariantCulture) ?? string.Empty));

        public void End(ReportTotals totals)
        {
        }
    }
}
