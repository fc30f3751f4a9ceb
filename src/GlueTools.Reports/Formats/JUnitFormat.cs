using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;
using GlueTools.Delegation.Findings;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Formats;

/// <summary>
/// For CI systems: a test case for each domain. One whose worst finding reaches the severity that counts as failed is a failure; findings below it stand in a test
/// that passed; Unknown and Skipped are skipped tests, as nobody knows; Invalid is an error, since the list is wrong.
/// </summary>
internal sealed class JUnitFormat : IReportFormat
{
    public string Word => "junit";

    public string Extension => "xml";

    public bool Streams => false;

    public bool ShowsEvidence => false;

    public bool ShowsChanges => false;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(output, settings, totals!);

    private sealed class Writer : IReportWriter
    {
        private const string Suite = "delegations";

        private readonly XmlWriter _xml;
        private readonly ReportSettings _settings;

        internal Writer(TextWriter output, ReportSettings settings, ReportTotals totals)
        {
            _settings = settings;
            output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            _xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = "  ", NewLineChars = "\n", CloseOutput = false });
            _xml.WriteStartElement("testsuites");
            WriteCounts(totals);
            _xml.WriteStartElement("testsuite");
            WriteCounts(totals);
            // Of a suite, and not of all together: some readers know no such attribute there.
            Attribute("skipped", Number(totals.WithStatus(RowStatus.Unknown) + totals.WithStatus(RowStatus.Skipped)));
            Attribute("timestamp", settings.WrittenUtc.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }

        public void Write(ReportedDomain domain)
        {
            var row = domain.Result;
            _xml.WriteStartElement("testcase");
            Attribute("classname", row.ParentZone.Length == 0 ? Suite : row.ParentZone);
            Attribute("name", row.DomainName.Length == 0 ? "(no name)" : row.DomainName);
            Attribute("time", Seconds(row.DurationUs));
            var text = TextOf(row);
            switch (row.Status)
            {
                case RowStatus.Unknown or RowStatus.Skipped:
                    Outcome("skipped", null, row.FirstProblem, string.Empty);
                    Said(text);
                    break;
                case RowStatus.Invalid:
                    Outcome("error", row.Status, row.FirstProblem, text);
                    break;
                default:
                    if (IsFailed(row))
                    {
                        Outcome("failure", row.Findings[0].Code, row.FirstProblem, text);
                    }
                    else
                    {
                        Said(text);
                    }

                    break;
            }

            _xml.WriteEndElement();
        }

        public void End(ReportTotals totals)
        {
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            _xml.Dispose();
        }

        private bool IsFailed(DelegationResult row) => row.Worst() is { } worst && worst >= _settings.FailOn;

        private void WriteCounts(ReportTotals totals)
        {
            Attribute("name", Suite);
            Attribute("tests", Number(totals.Domains));
            Attribute("failures", Number(totals.Failed(_settings.FailOn)));
            Attribute("errors", Number(totals.WithStatus(RowStatus.Invalid)));
            Attribute("time", Seconds(totals.DurationUs));
        }

        private void Outcome(string element, string? type, string message, string text)
        {
            _xml.WriteStartElement(element);
            if (type is not null)
            {
                Attribute("type", type);
            }

            Attribute("message", message);
            if (text.Length > 0)
            {
                _xml.WriteString(PlainLines(text));
            }

            _xml.WriteEndElement();
        }

        private void Said(string text)
        {
            if (text.Length > 0)
            {
                _xml.WriteElementString("system-out", PlainLines(text));
            }
        }

        private string TextOf(DelegationResult row)
        {
            var text = new StringBuilder();
            foreach (var finding in row.Findings)
            {
                var where = ReportWords.Where(finding);
                Line(text, finding.Severity + " " + finding.Code + (where.Length == 0 ? string.Empty : " " + where));
                Line(text, finding.Message);
                Line(text, finding.Remedy);
                Line(text, _settings.PageOf(finding.Check));
            }

            Line(text, row.RequestedChange);
            Line(text, ReportWords.NotTested(row));
            Line(text, ReportWords.Limits(row));
            return text.ToString();
        }

        private static void Line(StringBuilder text, string line)
        {
            if (line.Length > 0)
            {
                text.Append(line.Replace("\n", " ")).Append('\n');
            }
        }

        private void Attribute(string name, string value) => _xml.WriteAttributeString(name, PlainText.Of(value));

        private static string PlainLines(string text) => string.Join("\n", Array.ConvertAll(text.Split('\n'), line => PlainText.Of(line)));

        private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

        private static string Seconds(long microseconds) => (microseconds / 1_000_000m).ToString("0.000", CultureInfo.InvariantCulture);
    }
}
