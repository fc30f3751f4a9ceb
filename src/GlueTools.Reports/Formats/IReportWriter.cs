using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Formats;

/// <summary>One report that is being written.</summary>
public interface IReportWriter
{
    /// <summary>Takes a domain, and keeps nothing of it.</summary>
    void Write(ReportedDomain domain);

    /// <summary>Writes what stands at the end.</summary>
    /// <param name="totals">What all domains came to.</param>
    void End(ReportTotals totals);
}
