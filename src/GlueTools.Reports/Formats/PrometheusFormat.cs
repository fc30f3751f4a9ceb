using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>
/// For the textfile collector of node_exporter or windows_exporter: gauges without times of their own. Up to a number of domains each has a series; above it there
/// are the sums only, as every series costs memory in whatever keeps them.
/// </summary>
internal sealed class PrometheusFormat : IReportFormat
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string Word => "prometheus";

    public string Extension => "prom";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(output, settings);

    private sealed class Writer(TextWriter output, ReportSettings settings) : IReportWriter
    {
        // A name that comes twice would be a series twice, and the collector then leaves the whole file out.
        private readonly SortedDictionary<string, int> _ranks = new(StringComparer.Ordinal);
        private bool _isTooMany;

        public void Write(ReportedDomain domain)
        {
            if (_isTooMany)
            {
                return;
            }

            var row = domain.Result;
            _ranks[row.DomainName] = _ranks.TryGetValue(row.DomainName, out var before) ? Worse(before, row.Rank) : row.Rank;
            if (_ranks.Count > settings.MaxSeries)
            {
                _isTooMany = true;
                _ranks.Clear();
            }
        }

        public void End(ReportTotals totals)
        {
            Family("gluetools_build_info", "The program that wrote this file.");
            Sample("gluetools_build_info", 1, ("version", settings.Version));
            Family("gluetools_report_timestamp_seconds", "When this file was written.");
            Sample("gluetools_report_timestamp_seconds", Seconds(totals.EndedUtc));
            if (totals.LastAskedUtc is { } asked)
            {
                Family("gluetools_last_audit_timestamp_seconds", "When the last domain was begun whose answers are known.");
                Sample("gluetools_last_audit_timestamp_seconds", Seconds(asked));
            }

            Family("gluetools_domains", "Domains by status.");
            foreach (var status in ReportWords.Statuses)
            {
                Sample("gluetools_domains", totals.WithStatus(status), ("status", status.ToLowerInvariant()));
            }

            Family("gluetools_domains_limited", "Domains whose verdict leaves something out.");
            Sample("gluetools_domains_limited", totals.Limited);
            WriteNotTested(totals);
            WriteCodes(totals);
            Family("gluetools_questions", "Questions put on the network.");
            Sample("gluetools_questions", totals.Questions);
            Family("gluetools_domain_series_left_out", "1 where there are too many domains for a series of each.");
            Sample("gluetools_domain_series_left_out", _isTooMany ? 1 : 0);
            WriteDomains();
        }

        private static int Worse(int one, int other) => one < 0 || other < 0 ? Math.Max(one, other) > 0 ? Math.Max(one, other) : Math.Min(one, other) : Math.Max(one, other);

        private static long Seconds(DateTime utc) => (utc - Epoch).Ticks / TimeSpan.TicksPerSecond;

        private void WriteNotTested(ReportTotals totals)
        {
            if (totals.NotTested.Count > 0)
            {
                Family("gluetools_domains_not_tested", "Domains by what could not be tested of them.");
            }

            foreach (var what in totals.NotTested)
            {
                Sample("gluetools_domains_not_tested", what.Value, ("what", what.Key));
            }
        }

        private void WriteCodes(ReportTotals totals)
        {
            if (totals.Codes.Count > 0)
            {
                Family("gluetools_findings", "Findings by code.");
            }

            foreach (var code in totals.Codes)
            {
                Sample("gluetools_findings", code.Count, ("check", code.Check), ("code", code.Code), ("severity", code.Severity.ToLowerInvariant()));
            }
        }

        private void WriteDomains()
        {
            if (_ranks.Count > 0)
            {
                Family("gluetools_domain_rank", "The verdict on a domain: 0 healthy, 2 notice, 3 warning, 4 error, 5 critical; -1 unknown, -2 invalid, -3 skipped.");
            }

            foreach (var domain in _ranks)
            {
                Sample("gluetools_domain_rank", domain.Value, ("domain", domain.Key));
            }
        }

        private void Family(string name, string help) => output.Write("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");

        private void Sample(string name, long value, params (string Name, string Value)[] labels)
        {
            var inner = string.Join(",", Array.ConvertAll(labels, label => label.Name + "=\"" + Label(label.Value) + "\""));
            output.Write(name + (inner.Length == 0 ? string.Empty : "{" + inner + "}") + " " + value.ToString(CultureInfo.InvariantCulture) + "\n");
        }

        private static string Label(string text) => PlainText.Of(text).Replace("\\", "\\\\").Replace("\"", "\\\"");
    }
}
