using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Formats;

/// <summary>All formats of reports.</summary>
public static class ReportFormats
{
    /// <summary>The formats, in the order in which they are listed.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } =
    [
        new MarkdownFormat(),
        new SarifFormat(),
        new JUnitFormat(),
        new PrometheusFormat(),
        new NagiosFormat(),
        new HtmlFormat(),
        new CsvFormat(),
    ];

    /// <summary>Whether the rows of a format must carry the evidence behind them, since it is read from them in a second pass.</summary>
    public static bool NeedEvidence(IReportFormat format) => format.ShowsEvidence && format is not IPartsAside;

    /// <summary>The format that a word asks for, in any case; null where there is none.</summary>
    public static IReportFormat? Find(string word)
    {
        foreach (var format in All)
        {
            if (string.Equals(format.Word, word, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The format whose files end as a path does; null where there is none.</summary>
    public static IReportFormat? OfFile(string path)
    {
        foreach (var format in All)
        {
            if (path.EndsWith("." + format.Extension, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }
}
