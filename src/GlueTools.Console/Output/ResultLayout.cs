using System.Collections.Generic;
using System.Linq;
using GlueTools.Reports.Documents;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GlueTools.Console.Output;

/// <summary>How the verdict on a domain is written.</summary>
internal static class ResultLayout
{
    /// <summary>Terminal columns from which the findings' sentences are shown.</summary>
    private const int SentencesFromWidth = 60;

    /// <summary>The layout of verdicts.</summary>
    /// <param name="width">Terminal columns.</param>
    /// <param name="shape">The properties of JSON and CSV; null for those of a verdict without evidence.</param>
    /// <param name="isLean">Whether the findings' sentences are left out.</param>
    internal static RowLayout<DelegationResult> Create(int width, RowShape? shape = null, bool isLean = false) => new(
    [
        new("Domain", row => row.DomainName),
        new("Status", row => row.Status) { NoWrap = true, Style = row => TableStyle.OfStatus(row.Status) },
        new("Findings", _ => string.Empty) { Cell = row => Cell(row, width >= SentencesFromWidth && !isLean) },
    ])
    {
        Shape = shape ?? RowShape.Result,
    };

    private static Rows Cell(DelegationResult row, bool withSentences)
    {
        var lines = new List<IRenderable>();
        foreach (var alike in SameSentence.Groups(row.Findings))
        {
            lines.AddRange(alike.Select(Heading));
            if (withSentences)
            {
                lines.Add(new Padder(new Text(alike[0].Message), new Padding(2, 0, 0, 0)));
                lines.Add(new Padder(new Text(alike[0].Remedy, new Style(decoration: Decoration.Dim)), new Padding(2, 0, 0, 0)));
                if (SameSentence.Likewise(alike) is { Length: > 0 } likewise)
                {
                    lines.Add(new Padder(new Text(likewise), new Padding(2, 0, 0, 0)));
                }
            }
        }

        if (row.Findings.Count == 0 && row.FirstProblem.Length > 0)
        {
            lines.Add(new Text(row.FirstProblem));
        }

        if (row.RequestedChange.Length > 0)
        {
            lines.Add(new Text(row.RequestedChange));
        }

        if (row.NotTested.Count > 0 && row.NameServerCount > 0)
        {
            lines.Add(new Text("Not tested: " + string.Join(", ", row.NotTested) + "."));
        }

        var ceilings = row.Limits.Where(limit => !IsAboutReport(limit)).ToList();
        // Where nothing was found, the sentence above has said so.
        if (ceilings.Count > 0 && row.Findings.Count > 0)
        {
            lines.Add(new Text("Not looked at for " + string.Join("; for ", ceilings) + "."));
        }

        return new Rows(lines);
    }

    // Who gave the options knows them; the table need not repeat them for each domain. JSON and CSV do.
    private static bool IsAboutReport(string limit) =>
        limit.StartsWith("reported ", System.StringComparison.Ordinal) || limit.StartsWith("not reported: ", System.StringComparison.Ordinal) || limit.StartsWith("severity changed: ", System.StringComparison.Ordinal)
        || limit.StartsWith("depth ", System.StringComparison.Ordinal) || limit.StartsWith("sample ", System.StringComparison.Ordinal);

    private static Paragraph Heading(Finding finding)
    {
        var heading = new Paragraph(finding.Code, TableStyle.OfStatus(finding.Severity));
        foreach (var part in new[] { finding.NameServer, string.Join(" ", finding.IPAddress) })
        {
            if (part.Length > 0)
            {
                heading.Append("  " + part);
            }
        }

        return heading;
    }
}
