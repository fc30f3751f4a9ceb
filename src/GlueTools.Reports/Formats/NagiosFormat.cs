using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>
/// For Nagios, Icinga and what reads the same: one line with the state, the worst domains and performance data. CRITICAL where a domain reaches the severity that
/// counts as failed, else WARNING where one reaches Warning, else UNKNOWN where one has no verdict or none was tested, else OK.
/// </summary>
internal sealed class NagiosFormat : IReportFormat, IExitStatus
{
    /// <summary>Exit status of a plug-in that cannot tell.</summary>
    private const int Unknown = 3;

    private const int MostNamed = 3, LongestName = 80, LongestText = 900;

    private static readonly string[] States = ["OK", "WARNING", "CRITICAL", "UNKNOWN"];

    public string Word => "nagios";

    public string Extension => "nagios";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(output, settings);

    public int ExitStatusOf(ReportTotals totals, ReportSettings settings)
    {
        return totals.Failed(settings.FailOn) > 0 ? 2
            : totals.Failed(Severity.Warning) > 0 ? 1
            : totals.WithStatus(RowStatus.Unknown) + totals.WithStatus(RowStatus.Invalid) > 0 || totals.Domains == 0 ? Unknown
            : 0;
    }

    public int FailureStatus => Unknown;

    public string FailureLine(string why) => "GLUE UNKNOWN - " + PlainText.Cut(Plain(why), LongestText) + "\n";

    // The bar begins performance data, and these are what monitoring systems take out of a text or read as theirs.
    private static string Plain(string text) => PlainText.Of(text, "|$`'\"<>&;");

    private sealed class Writer(TextWriter output, ReportSettings settings) : IReportWriter
    {
        // The worst so far, worst first; of equal ones the first.
        private readonly List<(int Rank, string Text)> _worst = [];

        public void Write(ReportedDomain domain)
        {
            var row = domain.Result;
            // What has no verdict comes after what has a bad one, and before what is well.
            var rank = ReportWords.IsGap(row) ? 2 : row.Rank;
            if (rank < 2 || (_worst.Count == MostNamed && _worst[MostNamed - 1].Rank >= rank))
            {
                return;
            }

            var at = _worst.Count;
            while (at > 0 && _worst[at - 1].Rank < rank)
            {
                at--;
            }

            _worst.Insert(at, (rank, (row.DomainName.Length == 0 ? "(no name)" : Plain(PlainText.Cut(row.DomainName, LongestName))) + " " + (row.Findings.Count > 0 ? row.Findings[0].Code + " (" + row.Findings[0].Severity + ")" : "(" + row.Status + ")")));
            if (_worst.Count > MostNamed)
            {
                _worst.RemoveAt(MostNamed);
            }
        }

        public void End(ReportTotals totals)
        {
            var text = "GLUE " + States[new NagiosFormat().ExitStatusOf(totals, settings)] + " - " + (totals.Domains == 0 ? "no domain was tested" : Counts(totals));
            foreach (var (_, named) in _worst)
            {
                text += (text.Contains(": ") ? ", " : ": ") + named;
            }

            output.Write(PlainText.Cut(text, LongestText) + " | " + Performance(totals) + "\n");
        }

        private static string Counts(ReportTotals totals)
        {
            var parts = new List<string>();
            foreach (var status in ReportWords.Statuses)
            {
                if (totals.WithStatus(status) is > 0 and var count)
                {
                    parts.Add(count.ToString(CultureInfo.InvariantCulture) + " " + status.ToLowerInvariant());
                }
            }

            return string.Join(", ", parts) + " of " + ReportWords.Count(totals.Domains, "domain").Replace(",", string.Empty)
                + (totals.Limited == 0 ? string.Empty : " (" + ReportWords.Count(totals.Limited, "verdict").Replace(",", string.Empty) + (totals.Limited == 1 ? " leaves" : " leave") + " something out)");
        }

        private static string Performance(ReportTotals totals)
        {
            var data = new List<string> { Datum("domains", totals.Domains) };
            foreach (var status in ReportWords.Statuses)
            {
                data.Add(Datum(status.ToLowerInvariant(), totals.WithStatus(status)));
            }

            data.Add(Datum("findings", totals.Findings));
            data.Add(Datum("questions", totals.Questions));
            return string.Join(" ", data);
        }

        // Label, value, no unit, no thresholds, the least possible.
        private static string Datum(string label, long value) => "'" + label + "'=" + value.ToString(CultureInfo.InvariantCulture) + ";;;0";
    }
}
