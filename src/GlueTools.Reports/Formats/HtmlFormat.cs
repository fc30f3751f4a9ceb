using System;
using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Html;

namespace GlueTools.Reports.Formats;

/// <summary>For people: one page with the picture of each delegation, which opens from a mail attachment.</summary>
internal sealed class HtmlFormat : IPartsAside
{
    public string Word => "html";

    public string Extension => "html";

    public bool Streams => false;

    public bool ShowsEvidence => true;

    public bool ShowsChanges => true;

    public IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals) => Open(output, settings, () => new MemoryStream());

    public IReportWriter Open(TextWriter output, ReportSettings settings, Func<Stream> openAside) => new Writer(new HtmlReport(output, settings, openAside));

    private sealed class Writer(HtmlReport report) : IReportWriter
    {
        public void Write(ReportedDomain domain) => report.Write(domain);

        public void End(ReportTotals totals) => report.End(totals);
    }
}
