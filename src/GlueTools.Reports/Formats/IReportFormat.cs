using System.IO;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Formats;

/// <summary>A format of reports. It is one file, and a line in <see cref="ReportFormats"/>.</summary>
public interface IReportFormat
{
    /// <summary>The word by which users ask for it, in small letters.</summary>
    string Word { get; }

    /// <summary>How its files end, without the dot.</summary>
    string Extension { get; }

    /// <summary>Whether domains are written as they come. Otherwise all are written aside first, counted, and then given one after the other, with their totals at hand from the beginning.</summary>
    bool Streams { get; }

    /// <summary>Whether it shows the evidence behind a verdict, which is then kept for it.</summary>
    bool ShowsEvidence { get; }

    /// <summary>Whether it shows what is otherwise than in an earlier run. Such a format streams or keeps its parts aside itself.</summary>
    bool ShowsChanges { get; }

    /// <summary>Begins a report.</summary>
    /// <param name="output">Where it goes; UTF-8 where it becomes octets. The format neither flushes nor closes it.</param>
    /// <param name="settings">What the user says about it.</param>
    /// <param name="totals">What all domains come to; null for a format that streams.</param>
    IReportWriter Open(TextWriter output, ReportSettings settings, ReportTotals? totals);
}
