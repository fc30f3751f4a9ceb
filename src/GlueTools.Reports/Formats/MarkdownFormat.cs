using System.Collections.Generic;
using System.IO;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>For tickets and mails: a heading for each domain, what was seen and what to change; the sums stand at the end, so that it can be read as it comes.</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    public string Word => "markdown";

    public string Extension => "md";

    public bool Streams => true;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => true;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(output, settings);

    private sealed class Writer : IReportWriter
    {
        private readonly TextWriter _output;
        private readonly ReportSettings _settings;

        internal Writer(TextWriter output, ReportSettings settings)
        {
            _output = output;
            _settings = settings;
            Line("# Delegations");
            Line();
            Line("Written " + ReportWords.Time(settings.WrittenUtc) + (settings.Version.Length == 0 ? string.Empty : " by GlueTools " + MarkdownText.Of(settings.Version))
                + (settings.Asked.Length == 0 ? string.Empty : ": " + MarkdownText.Of(settings.Asked)));
            Paragraph(settings.VantagePoint.Length == 0 ? string.Empty : "Asked from " + settings.VantagePoint + ".");
        }

        public void Write(ReportedDomain domain)
        {
            var row = domain.Result;
            Line();
            Line("## " + (row.DomainName.Length == 0 ? "(no name)" : MarkdownText.Of(row.DomainName)) + ": " + row.Status);
            if (row.Findings.Count == 0 && row.FirstProblem.Length > 0)
            {
                Paragraph(row.FirstProblem);
            }

            if (row.Findings.Count > 0)
            {
                Line();
            }

            foreach (var alike in SameSentence.Groups(row.Findings))
            {
                Write(alike);
            }

            Changes(domain);
            Paragraph(row.RequestedChange);
            Paragraph(ReportWords.NotTested(row));
            Paragraph(ReportWords.Limits(row));
        }

        public void End(ReportTotals totals)
        {
            Line();
            Line("## All together");
            Line();
            Line("| Status | Domains |");
            Line("| --- | ---: |");
            foreach (var status in ReportWords.Statuses)
            {
                if (totals.WithStatus(status) is > 0 and var count)
                {
                    Line("| " + status + " | " + Number(count) + " |");
                }
            }

            Line("| All | " + Number(totals.Domains) + " |");
            if (totals.Codes.Count > 0)
            {
                Line();
                Line("| Severity | Finding | Count |");
                Line("| --- | --- | ---: |");
            }

            for (var severity = Severity.Critical; severity >= Severity.Info; severity--)
            {
                foreach (var code in totals.Codes)
                {
                    if (code.Severity == severity.ToString())
                    {
                        Line("| " + code.Severity + " | " + Linked(code.Code, code.Check) + " | " + Number(code.Count) + " |");
                    }
                }
            }

            foreach (var what in totals.NotTested)
            {
                Paragraph("Not tested of " + ReportWords.Count(what.Value, "domain") + ": " + what.Key + ".");
            }

            Compared(totals.Comparison);
        }

        private void Changes(ReportedDomain domain)
        {
            if (domain.Changes is { } changes)
            {
                Line();
                Line(changes.Count == 0 ? "As in the earlier run." : "Since the earlier run:");
                if (changes.Count > 0)
                {
                    Line();
                }

                foreach (var change in changes)
                {
                    Line(ComparisonTotals.IsChange(change)
                        ? "- **" + change.Status + "** " + MarkdownText.Of(ChangeWords.Of(change)) + ": " + Values(change.Before) + " → " + Values(change.After)
                        : "- **Not compared** " + MarkdownText.Of((change.Code.Length == 0 ? string.Empty : change.Code + ": ") + change.Detail));
                }
            }
        }

        private void Compared(ComparisonTotals? comparison)
        {
            if (comparison is null)
            {
                return;
            }

            Line();
            Line("| Since the earlier run" + (_settings.Against.Length == 0 ? string.Empty : ", " + MarkdownText.Of(_settings.Against)) + " | Domains |");
            Line("| --- | ---: |");
            Line("| Changed | " + Number(comparison.Changed) + " |");
            Line("| As before | " + Number(comparison.AsBefore) + " |");
            Line("| Not compared | " + Number(comparison.NotCompared) + " |");
            Line("| Not in this run | " + Number(comparison.OnlyBefore) + " |");
            Paragraph(comparison.OnlyBefore == 0 ? string.Empty : "Not in this run: " + string.Join(", ", comparison.Missing) + (comparison.OnlyBefore > comparison.Missing.Count ? " and others." : "."));
        }

        private static string Values(TextList values) => values.Count == 0 ? "none" : MarkdownText.Of(string.Join(", ", values));

        private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        private void Write(IReadOnlyList<Finding> alike)
        {
            foreach (var finding in alike)
            {
                var where = ReportWords.Where(finding);
                Line("- **" + finding.Severity + " " + Linked(finding.Code, finding.Check) + "**" + (where.Length == 0 ? string.Empty : " " + MarkdownText.Of(where)));
            }

            Item(alike[0].Message);
            Item(alike[0].Remedy);
            Item(SameSentence.Likewise(alike));
        }

        // A line of the item above.
        private void Item(string text)
        {
            if (text.Length > 0)
            {
                Line();
                Line("  " + MarkdownText.Of(text));
            }
        }

        private string Linked(string code, string check)
        {
            var page = _settings.PageOf(check);
            return page.Length == 0 ? MarkdownText.Of(code) : "[" + MarkdownText.Of(code) + "](<" + page + ">)";
        }

        private void Paragraph(string text)
        {
            if (text.Length > 0)
            {
                Line();
                Line(MarkdownText.Of(text));
            }
        }

        private void Line(string text = "")
        {
            _output.Write(text);
            _output.Write('\n');
        }
    }
}
