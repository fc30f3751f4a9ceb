using System;
using System.Collections.Generic;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Html;

/// <summary>The line of a domain in the table: as data for the script, and as markup for readers without one.</summary>
internal static class DomainRow
{
    /// <summary>Characters of names and addresses that a search finds a domain by.</summary>
    private const int MostSearched = 600;

    /// <summary>Findings that are written out in a line; the count says how many there are.</summary>
    private const int MostFindings = 8;

    /// <summary>Adds the line as a list: name, parent, status, codes, what is wrong, findings, what is left out, names and addresses to search in, changes since the earlier run, and where it stands in the page.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="id">Its article; empty where it is packed, and its place says which it is.</param>
    internal static void AddData(JsonWriter json, ReportedDomain domain, string id = "")
    {
        var row = domain.Result;
        json.BeginArray();
        Text(json, row.DomainName);
        Text(json, row.ParentZone);
        Text(json, row.Status);
        json.BeginArray();
        foreach (var code in Codes(row))
        {
            Text(json, code);
        }

        json.EndArray();
        Text(json, row.FirstProblem);
        json.Number(null, row.Findings.Count);
        Text(json, LeftOut(row));
        Text(json, Searched(domain));
        json.Number(null, ChangePart.CountOf(domain));
        if (id.Length > 0)
        {
            Text(json, id);
        }

        json.EndArray();
    }

    /// <summary>Adds the line as a row of a table.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="link">The article of the domain; empty where it stands in none.</param>
    /// <param name="settings">What was said about the report.</param>
    internal static void AddMarkup(StringBuilder html, ReportedDomain domain, string link, ReportSettings settings)
    {
        var row = domain.Result;
        html.Append("<tr><td>");
        FindingItems.Badge(html, row.Status);
        html.Append("</td><th scope=\"row\">");
        html.Append(link.Length == 0 ? HtmlText.Of(row.DomainName) : "<a href=\"#" + link + "\">" + HtmlText.Of(row.DomainName) + "</a>");
        html.Append("</th><td>");
        if (link.Length > 0 || row.Findings.Count == 0)
        {
            html.Append(HtmlText.Of(row.FirstProblem.Length > 0 ? row.FirstProblem : row.Findings.Count > 0 ? string.Join(", ", Codes(row)) : "Nothing is wrong."));
        }
        else
        {
            Findings(html, row);
        }

        var changed = ChangePart.WordsOf(domain);
        html.Append(changed.Length == 0 ? string.Empty : "<p>" + changed + " since the earlier run</p>").Append("</td><td>").Append(HtmlText.Of(LeftOut(row))).Append("</td></tr>\n");
    }

    private static void Text(JsonWriter json, string text) => json.Text(null, PlainText.Of(text));

    private static void Findings(StringBuilder html, DelegationResult row)
    {
        html.Append(row.Status is RowStatus.Unknown ? "<p>" + HtmlText.Of(row.FirstProblem) + "</p>" : string.Empty).Append("<ul>");
        for (var i = 0; i < row.Findings.Count && i < MostFindings; i++)
        {
            var finding = row.Findings[i];
            html.Append("<li>").Append(HtmlText.Of(finding.Severity)).Append(" <code>").Append(HtmlText.Of(finding.Code)).Append("</code> ").Append(HtmlText.Of(finding.Message));
            html.Append(finding.Remedy.Length > 0 ? " <b>Change:</b> " + HtmlText.Of(finding.Remedy) : string.Empty).Append("</li>");
        }

        html.Append(row.Findings.Count > MostFindings ? "<li>and " + (row.Findings.Count - MostFindings) + " more findings</li>" : string.Empty).Append("</ul>");
    }

    private static List<string> Codes(DelegationResult row)
    {
        var codes = new List<string>();
        foreach (var finding in row.Findings)
        {
            if (!codes.Contains(finding.Code))
            {
                codes.Add(finding.Code);
            }
        }

        return codes;
    }

    private static string LeftOut(DelegationResult row)
    {
        var parts = new List<string>(row.NotTested);
        if (row.Limits.Count > 0)
        {
            parts.Add(row.Limits.Count == 1 ? "a limit" : row.Limits.Count + " limits");
        }

        return string.Join(", ", parts);
    }

    private static string Searched(ReportedDomain domain)
    {
        var text = new StringBuilder();
        foreach (var name in domain.View?.NameServers ?? [])
        {
            text.Append(name.Text).Append(' ');
            foreach (var address in domain.View!.Parent?.GlueOf(name) ?? [])
            {
                text.Append(address).Append(' ');
            }
        }

        foreach (var server in domain.View?.Child?.Servers ?? [])
        {
            text.Append(server.Address).Append(' ');
        }

        return text.ToString(0, Math.Min(text.Length, MostSearched));
    }
}
