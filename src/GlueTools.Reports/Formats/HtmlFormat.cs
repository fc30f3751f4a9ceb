using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Html;

namespace GlueTools.Reports.Formats;

/// <summary>For people: one page with the picture of each delegation, which opens from a mail attachment.</summary>
internal sealed class HtmlFormat : IReportFormat
{
    public string Word => "html";

    public string Extension => "html";

    public bool Streams => false;

    public bool ShowsEvidence => true;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => new Writer(new HtmlReport(output, settings, totals ?? new ReportTotals()));

    private sealed class Writer(HtmlReport report) : IReportWriter
    {
        public void Write(ReportedDomain domain) => report.Write(domain);

        public void End(ReportTotals totals) => report.End();
    }
}
