using System;
using System.IO;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Formats;

/// <summary>
/// A format that works on each domain once, as it comes, and keeps what it made of it in a file aside: what stands before the domains is written when all are counted. So the evidence
/// behind a verdict need not be kept for a second pass.
/// </summary>
public interface IPartsAside : IReportFormat
{
    /// <summary>Begins a report.</summary>
    /// <param name="output">Where it goes, at the end.</param>
    /// <param name="settings">What the user says about it.</param>
    /// <param name="openAside">Opens a stream that is written and then read from its beginning; whoever gives it closes it.</param>
    IReportWriter Open(TextWriter output, ReportSettings settings, Func<Stream> openAside);
}
