using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>The head of a report about the earlier run that it is laid beside: how many domains changed, what changed how often, and what only one of the runs holds.</summary>
internal static class ComparisonPart
{
    /// <summary>Kinds of changes that are seen at once.</summary>
    private const int MostKinds = 8;

    internal static void Write(TextWriter output, ReportSettings settings, ComparisonTotals totals)
    {
        output.Write("<section aria-labelledby=\"since\"><h2 id=\"since\">Since the earlier run</h2>");
        if (settings.Against.Length > 0)
        {
            output.Write("<p class=\"against\">Laid beside <code>" + HtmlText.Of(settings.Against) + "</code></p>");
        }

        output.Write("<ul class=\"tiles\">");
        Tile(output, "Changed", totals.Changed, "changed");
        Tile(output, "Same", totals.AsBefore, "as before");
        Tile(output, RowStatus.Unknown, totals.NotCompared, "not compared");
        output.Write("</ul>");
        Kinds(output, totals);
        if (totals.OnlyBefore > 0)
        {
            output.Write("<p class=\"gap\"><b>Not in this run</b> " + Number(totals.OnlyBefore) + (totals.OnlyBefore == 1 ? " domain" : " domains") + " of the earlier run: ");
            output.Write(HtmlText.Of(string.Join(", ", totals.Missing)) + (totals.OnlyBefore > totals.Missing.Count ? " and others" : string.Empty) + "</p>");
        }

        output.Write("</section>\n");
    }

    private static void Kinds(TextWriter output, ComparisonTotals totals)
    {
        if (totals.Kinds.Count == 0)
        {
            return;
        }

        var kinds = totals.Kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, System.StringComparer.Ordinal).ToList();
        Table(output, kinds.Take(MostKinds), "What changed, by kind");
        if (kinds.Count > MostKinds)
        {
            output.Write("<details class=\"rest\"><summary>" + Number(kinds.Count - MostKinds) + " more kinds of change</summary>");
            Table(output, kinds.Skip(MostKinds), "More that changed, by kind");
            output.Write("</details>");
        }
    }

    private static void Table(TextWriter output, IEnumerable<KeyValuePair<string, long>> kinds, string label)
    {
        output.Write("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"" + label + "\"><table class=\"codes\"><thead><tr><th scope=\"col\">What changed</th>");
        output.Write("<th scope=\"col\" class=\"count\">Times</th></tr></thead><tbody>");
        foreach (var kind in kinds)
        {
            output.Write("<tr><th scope=\"row\">" + HtmlText.Of(kind.Key) + "</th><td class=\"count\">" + Number(kind.Value) + "</td></tr>");
        }

        output.Write("</tbody></table></div>");
    }

    private static void Tile(TextWriter output, string look, long count, string words)
    {
        if (count > 0)
        {
            output.Write("<li class=\"tile " + look + "\"><b>" + Number(count) + "</b> <span>" + words + "</span></li>");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
