using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Delegation.Findings;
using GlueTools.Delegation.Judging;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>The head of a report: what was asked and when, how many domains are how, what could not be tested, and which faults there are.</summary>
internal static class SummaryPart
{
    /// <summary>Kinds of findings that are seen at once; the others are a click away.</summary>
    private const int MostCodes = 8;

    internal static string TitleOf(ReportTotals totals) => totals.Domains == 1 ? "The delegation of one domain" : "Delegations of " + Number(totals.Domains) + " domains";

    internal static void Write(TextWriter output, ReportSettings settings, ReportTotals totals, VantagePoint vantage)
    {
        output.Write("<header class=\"top\"><h1>" + TitleOf(totals) + "</h1><dl class=\"asked\">");
        Fact(output, "Asked", settings.Asked);
        Fact(output, "When", When(totals));
        Fact(output, "From", settings.VantagePoint);
        Fact(output, "Begun at", vantage.From());
        Fact(output, "Depth", vantage.Depth());
        Fact(output, "Questions", totals.Questions == 0 ? string.Empty : Number(totals.Questions) + " put to servers");
        Fact(output, "Written", Time(settings.WrittenUtc) + (settings.Version.Length == 0 ? string.Empty : " by GlueTools " + settings.Version));
        output.Write("</dl></header>\n<section aria-labelledby=\"verdicts\"><h2 id=\"verdicts\">Verdicts</h2><ul class=\"tiles\">");
        foreach (var status in StatusOrder.All)
        {
            var count = totals.WithStatus(status);
            if (count > 0)
            {
                output.Write("<li class=\"tile " + status + "\"><b>" + Number(count) + "</b> <span>" + status + "</span></li>");
            }
        }

        output.Write("</ul></section>\n");
        if (totals.Comparison is { } comparison)
        {
            ComparisonPart.Write(output, settings, comparison);
        }

        NotTested(output, totals);
        Codes(output, settings, totals);
    }

    /// <summary>Said as loudly as faults: what nobody could look at is not healthy.</summary>
    private static void NotTested(TextWriter output, ReportTotals totals)
    {
        output.Write("<section aria-labelledby=\"untested\"><h2 id=\"untested\">Not tested</h2>");
        var gaps = new List<string>();
        var without = totals.WithStatus(RowStatus.Unknown) + totals.WithStatus(RowStatus.Invalid) + totals.WithStatus(RowStatus.Skipped);
        if (without > 0)
        {
            gaps.Add("<b>" + Number(without) + "</b> of " + Number(totals.Domains) + " domains have <b>no verdict</b>: " + NoVerdicts(totals) + ".");
        }

        foreach (var what in totals.NotTested)
        {
            gaps.Add("<b>" + HtmlText.Of(WordsOf(what.Key)) + "</b> not tested for <b>" + Number(what.Value) + "</b> of " + Number(totals.Domains) + (totals.Domains == 1 ? " domain." : " domains."));
        }

        if (totals.Limited > 0)
        {
            gaps.Add("<b>" + Number(totals.Limited) + "</b> of " + Number(totals.Domains) + " verdicts leave something out: a ceiling, an option or a policy. Each domain says what.");
        }

        output.Write(gaps.Count == 0 ? "<p class=\"well\">Nothing was left out.</p></section>\n" : "<ul class=\"gaps\"><li>" + string.Join("</li><li>", gaps) + "</li></ul></section>\n");
    }

    private static string NoVerdicts(ReportTotals totals)
    {
        var parts = new List<string>();
        foreach (var (status, words) in new[] { (RowStatus.Unknown, "nothing could be found out"), (RowStatus.Invalid, "no domain name"), (RowStatus.Skipped, "nothing that can be delegated") })
        {
            if (totals.WithStatus(status) > 0)
            {
                parts.Add(Number(totals.WithStatus(status)) + " " + status + " (" + words + ")");
            }
        }

        return string.Join(", ", parts);
    }

    private static string WordsOf(string what) => what == "ChildServer" ? "The servers named as the zone's truth were" : what + " was";

    private static void Codes(TextWriter output, ReportSettings settings, ReportTotals totals)
    {
        output.Write("<section aria-labelledby=\"faults\"><h2 id=\"faults\">Findings</h2>");
        if (totals.Findings == 0)
        {
            output.Write("<p class=\"well\">None.</p></section>\n");
            return;
        }

        var codes = new List<CodeTotal>(totals.Codes);
        codes.Sort((left, right) => Level(right) != Level(left) ? Level(right) - Level(left) : left.Count != right.Count ? right.Count.CompareTo(left.Count) : string.CompareOrdinal(left.Code, right.Code));
        Table(output, settings, codes.GetRange(0, Math.Min(MostCodes, codes.Count)), "Findings by code");
        if (codes.Count > MostCodes)
        {
            output.Write("<details class=\"rest\"><summary>" + Number(codes.Count - MostCodes) + " more kinds of finding</summary>");
            Table(output, settings, codes.GetRange(MostCodes, codes.Count - MostCodes), "More findings by code");
            output.Write("</details>");
        }

        output.Write("</section>\n");
    }

    private static void Table(TextWriter output, ReportSettings settings, List<CodeTotal> codes, string label)
    {
        output.Write("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"" + label + "\"><table class=\"codes\"><thead><tr><th scope=\"col\">Severity</th>");
        output.Write("<th scope=\"col\">Finding</th><th scope=\"col\" class=\"count\">Times</th><th scope=\"col\">When it is found</th></tr></thead><tbody>");
        foreach (var code in codes)
        {
            output.Write("<tr><td><span class=\"badge " + HtmlText.Of(code.Severity) + "\">" + HtmlText.Of(code.Severity) + "</span></td><th scope=\"row\">");
            FindingItems.Code(output, code.Code, settings.PageOf(code.Check));
            output.Write("</th><td class=\"count\">" + Number(code.Count) + "</td><td>" + HtmlText.Of(SummaryOf(code.Code)) + "</td></tr>");
        }

        output.Write("</tbody></table></div>");
    }

    private static string SummaryOf(string code)
    {
        foreach (var kind in CheckCatalog.Kinds)
        {
            if (kind.Code == code)
            {
                return kind.Summary;
            }
        }

        return string.Empty;
    }

    private static int Level(CodeTotal code) => Enum.TryParse<Severity>(code.Severity, out var severity) ? (int)severity : -1;

    private static string When(ReportTotals totals) => totals.FirstAskedUtc is not { } first ? string.Empty
        : totals.LastAskedUtc is { } last && Time(last) != Time(first) ? Time(first) + " to " + Time(last) : Time(first);

    private static void Fact(TextWriter output, string name, string value)
    {
        if (value.Length > 0)
        {
            output.Write("<div><dt>" + name + "</dt><dd>" + HtmlText.Of(value) + "</dd></div>");
        }
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
