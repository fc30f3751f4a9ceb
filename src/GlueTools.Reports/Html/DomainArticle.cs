using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GlueTools.Delegation.Evidence;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;
using GlueTools.Reports.Pictures;

namespace GlueTools.Reports.Html;

/// <summary>All that a page says of one domain.</summary>
internal static class DomainArticle
{
    internal static void Write(StringBuilder html, ReportedDomain domain, string id, ReportSettings settings)
    {
        var row = domain.Result;
        html.Append("<article class=\"domain\" id=\"").Append(id).Append("\" aria-labelledby=\"").Append(id).Append("h\"><header>");
        FindingItems.Badge(html, row.Status);
        html.Append("<h3 id=\"").Append(id).Append("h\" tabindex=\"-1\">").Append(HtmlText.Of(row.DomainName)).Append("</h3><p class=\"facts\">");
        html.Append(HtmlText.Of(string.Join(" · ", Facts(domain)))).Append("</p></header>");
        Verdict(html, row);
        Gaps(html, row);
        if (row.RequestedChange.Length > 0)
        {
            html.Append("<p class=\"asks\"><b>The zone asks its parent</b> ").Append(HtmlText.Of(row.RequestedChange)).Append("</p>");
        }

        ChangePart.Write(html, domain);
        var view = domain.View;
        var findings = SameSentence.Groups(row.Findings);
        var isDrawn = view is { Parent: not null } or { Child: not null };
        if (isDrawn)
        {
            html.Append("<figure><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Picture of the delegation\">");
            PictureWriter.Write(html, view!, findings, id, domain.Before);
            html.Append("</div></figure>");
        }

        if (row.Findings.Count > 0)
        {
            html.Append("<h4>").Append(row.Findings.Count == 1 ? "One finding" : Number(row.Findings.Count) + " findings").Append("</h4>");
            FindingItems.Write(html, findings, settings);
        }

        if (view is null)
        {
            html.Append("<p class=\"none\">No evidence was kept of this domain, so there is no picture of it.</p>");
        }
        else
        {
            NameServerTable.Write(html, view, domain.Before);
            EvidenceList.Write(html, view);
        }

        html.Append("</article>");
    }

    private static IEnumerable<string> Facts(ReportedDomain domain)
    {
        var row = domain.Result;
        if (row.ParentZone.Length > 0)
        {
            yield return "delegated by " + (row.ParentZone == "." ? "the root zone" : row.ParentZone);
        }

        if (domain.AskedUtc is { } asked)
        {
            yield return asked.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        }

        if (row.QueryCount > 0)
        {
            yield return Number(row.QueryCount) + " questions in " + (row.DurationUs / 1000).ToString(CultureInfo.InvariantCulture) + " ms";
        }

        if (domain.View?.Conditions is { } conditions)
        {
            yield return "depth " + conditions.Depth;
            if (conditions.FromGivenServers)
            {
                yield return "from servers that the user named";
            }

            if (conditions.Depth != AuditDepth.Core && conditions.TcpOnly)
            {
                yield return "over TCP alone";
            }
        }

        if (domain.File.Length > 0)
        {
            yield return domain.File + (domain.Line > 0 ? ", line " + domain.Line.ToString(CultureInfo.InvariantCulture) : string.Empty);
        }
    }

    private static void Verdict(StringBuilder html, DelegationResult row)
    {
        if (row.Status is RowStatus.Unknown or RowStatus.Invalid or RowStatus.Skipped)
        {
            html.Append("<p class=\"gap\"><b>No verdict</b> ").Append(HtmlText.Of(row.FirstProblem)).Append("</p>");
        }
        else if (row.Findings.Count == 0)
        {
            html.Append("<p class=\"well\">Nothing is wrong").Append(row.NotTested.Count + row.Limits.Count > 0 ? " in what was looked at" : string.Empty).Append(".</p>");
        }
    }

    private static void Gaps(StringBuilder html, DelegationResult row)
    {
        if (row.NotTested.Count > 0)
        {
            html.Append("<p class=\"gap\"><b>Not tested</b> ").Append(HtmlText.Of(string.Join(", ", row.NotTested))).Append("</p>");
        }

        foreach (var limit in row.Limits)
        {
            html.Append("<p class=\"gap\"><b>Left out</b> ").Append(HtmlText.Of(limit)).Append("</p>");
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
