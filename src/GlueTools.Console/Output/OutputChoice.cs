using GlueTools.Reports.Formats;

namespace GlueTools.Console.Output;

/// <summary>What the user chose of how rows are written.</summary>
/// <param name="Format">The format.</param>
/// <param name="HasHeader">Whether CSV begins with the names of its columns.</param>
/// <param name="Report">The report that is written instead of rows; null for rows.</param>
internal readonly record struct OutputChoice(OutputFormat Format, bool HasHeader = true, IReportFormat? Report = null);
