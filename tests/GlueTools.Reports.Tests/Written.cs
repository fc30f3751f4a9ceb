using System;
using System.Collections.Generic;
using System.IO;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Formats;

namespace GlueTools.Reports.Tests;

/// <summary>Reports as text.</summary>
internal static class Written
{
    internal static ReportSettings Settings { get; } = new()
    {
        WrittenUtc = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc),
        Version = "1.2.3",
        Asked = "glue test -i list.txt",
        HelpBase = "https://docs.example/glue",
    };

    /// <summary>A report in a format, given its totals as that format wants them.</summary>
    internal static string In(string word, IEnumerable<ReportedDomain> domains, ReportSettings? settings = null) =>
        In(ReportFormats.Find(word) ?? throw new ArgumentException("There is no format " + word + "."), domains, settings);

    /// <inheritdoc cref="In(string, IEnumerable{ReportedDomain}, ReportSettings?)"/>
    internal static string In(IReportFormat format, IEnumerable<ReportedDomain> domains, ReportSettings? settings = null)
    {
        var all = new List<ReportedDomain>(domains);
        var totals = Total(all);
        totals.EndedUtc = Settings.WrittenUtc;
        using var output = new StringWriter { NewLine = "\n" };
        var writer = format.Open(output, settings ?? Settings, format.Streams ? null : totals);
        foreach (var domain in all)
        {
            writer.Write(domain);
        }

        writer.End(totals);
        return output.ToString();
    }

    internal static ReportTotals Total(IEnumerable<ReportedDomain> domains)
    {
        var totals = new ReportTotals();
        foreach (var domain in domains)
        {
            totals.Add(domain);
        }

        return totals;
    }
}
