using System;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Dns.Names;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>For spreadsheets: a line for each domain, with the same columns that a verdict has everywhere.</summary>
internal sealed class CsvFormat : IReportFormat
{
    private static readonly RowField<DelegationResult>[] Columns = [.. DelegationResult.Fields.Where(field => field.Name != nameof(DelegationResult.Evidence))];

    public string Word => "csv";

    public string Extension => "csv";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals)
    {
        CsvText.WriteLine(output, Array.ConvertAll(Columns, column => column.Name));
        return new Writer(output);
    }

    private sealed class Writer(TextWriter output) : IReportWriter
    {
        public void Write(ReportedDomain domain) =>
            CsvText.WriteLine(output, Array.ConvertAll(Columns, column => Cell(column.Value(domain.Result))));

        // Of findings these are the codes, which a spreadsheet can filter by.
        private static string Cell(object value) => value switch
        {
            string text => SafeText.Cell(text),
            TextList texts => string.Join(";", texts.Select(SafeText.Cell)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };

        public void End(ReportTotals totals)
        {
        }
    }
}
