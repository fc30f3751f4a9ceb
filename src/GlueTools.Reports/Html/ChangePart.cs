using System.Collections.Generic;
using System.Linq;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>What is otherwise about a domain than in the earlier run: both runs side by side, a line for each thing.</summary>
internal static class ChangePart
{
    internal static void Write(StringBuilder html, ReportedDomain domain)
    {
        if (domain.Changes is not { } changes)
        {
            return;
        }

        var told = changes.Where(ComparisonTotals.IsChange).ToList();
        if (changes.Count == 0)
        {
            html.Append("<p class=\"same-as\">As in the earlier run.</p>");
        }

        if (told.Count > 0)
        {
            html.Append("<h4>What changed</h4><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"What changed\"><table class=\"then\"><thead><tr><th scope=\"col\">What</th>");
            Head(html, "Earlier", told[0].BeforeUtc);
            Head(html, "Now", told[0].SinceUtc);
            html.Append("</tr></thead><tbody>");
            foreach (var change in told)
            {
                Row(html, change);
            }

            html.Append("</tbody></table></div>");
        }

        foreach (var change in changes)
        {
            if (!ComparisonTotals.IsChange(change))
            {
                html.Append("<p class=\"gap\"><b>Not compared</b> ").Append(HtmlText.Of((change.Code.Length == 0 ? string.Empty : change.Code + ": ") + change.Detail)).Append("</p>");
            }
        }
    }

    /// <summary>How much of a domain is otherwise, in a few words; empty where nothing is, or nothing was compared.</summary>
    internal static string WordsOf(ReportedDomain domain) => CountOf(domain) switch { 0 => string.Empty, 1 => "1 change", var count => count + " changes" };

    internal static int CountOf(ReportedDomain domain) => domain.Changes?.Count(ComparisonTotals.IsChange) ?? 0;

    private static void Head(StringBuilder html, string word, string utc)
    {
        html.Append("<th scope=\"col\">").Append(word);
        if (utc.Length > 0)
        {
            html.Append(" <span class=\"when\">").Append(HtmlText.Of(utc.Replace('T', ' ').Replace("Z", " UTC"))).Append("</span>");
        }

        html.Append("</th>");
    }

    private static void Row(StringBuilder html, DelegationChange change)
    {
        html.Append("<tr><th scope=\"row\"><b>").Append(HtmlText.Of(change.Status)).Append("</b> ").Append(HtmlText.Of(ChangeWords.Of(change))).Append("</th><td>");
        Values(html, change.Before, change.After, "del");
        html.Append("</td><td>");
        Values(html, change.After, change.Before, "ins");
        html.Append("</td></tr>");
    }

    /// <summary>The values of one run, with those marked that the other has not.</summary>
    private static void Values(StringBuilder html, TextList values, TextList others, string mark)
    {
        if (values.Count == 0)
        {
            html.Append("<span class=\"none\">none</span>");
            return;
        }

        for (var i = 0; i < values.Count; i++)
        {
            var isOwn = !others.Contains(values[i]);
            html.Append(i == 0 ? string.Empty : "<br>").Append(isOwn ? "<" + mark + ">" : string.Empty).Append(HtmlText.Of(values[i])).Append(isOwn ? "</" + mark + ">" : string.Empty);
        }
    }
}
