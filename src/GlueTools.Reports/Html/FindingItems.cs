using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>The findings of a domain: what was seen, what to change where, and who showed it.</summary>
internal static class FindingItems
{
    internal static void Write(StringBuilder html, IReadOnlyList<IReadOnlyList<Finding>> findings, ReportSettings settings)
    {
        html.Append("<ol class=\"findings\">");
        foreach (var alike in findings)
        {
            var finding = alike[0];
            html.Append("<li class=\"").Append(HtmlText.Of(finding.Severity)).Append("\"><p class=\"what\">");
            Badge(html, finding.Severity);
            html.Append(' ');
            using (var code = new StringWriter(html, CultureInfo.InvariantCulture))
            {
                Code(code, finding.Code, settings.PageOf(finding.Check));
            }

            html.Append("</p>");
            Alike(html, alike);
            html.Append("<p>").Append(HtmlText.Of(finding.Message)).Append("</p>");
            if (finding.Remedy.Length > 0)
            {
                html.Append("<p class=\"remedy\"><b>Change</b> ").Append(HtmlText.Of(finding.Remedy)).Append("</p>");
            }

            if (alike.Count > 1)
            {
                html.Append("<p>").Append(SameSentence.Likewise(alike)).Append("</p>");
            }

            Changes(html, alike.SelectMany(one => one.Change).Distinct().ToList());

            Facts(html, alike);
            html.Append("</li>");
        }

        html.Append("</ol>");
    }

    /// <summary>Which name servers and addresses are meant, where one sentence stands for several findings.</summary>
    private static void Alike(StringBuilder html, IReadOnlyList<Finding> alike)
    {
        if (alike.Count == 1)
        {
            return;
        }

        html.Append("<ul class=\"alike\">");
        foreach (var one in alike)
        {
            html.Append("<li><code>").Append(HtmlText.Of(ReportWords.Where(one))).Append("</code></li>");
        }

        html.Append("</ul>");
    }

    /// <summary>A status or severity as a word with a sign, so that no reader depends on the colour.</summary>
    internal static void Badge(StringBuilder html, string status) =>
        html.Append("<span class=\"badge ").Append(HtmlText.Of(status)).Append("\">").Append(HtmlText.Of(status)).Append("</span>");

    /// <summary>A code, as a link where its page has an address of the web.</summary>
    internal static void Code(TextWriter html, string code, string page)
    {
        var isLink = page.StartsWith("https://", StringComparison.Ordinal) || page.StartsWith("http://", StringComparison.Ordinal);
        html.Write(isLink ? "<a href=\"" + HtmlText.Of(page) + "\" rel=\"noreferrer\">" : string.Empty);
        html.Write("<code>" + HtmlText.Of(code) + "</code>");
        html.Write(isLink ? "</a>" : string.Empty);
    }

    /// <summary>The change as data: what goes (-) in one colour, what comes (+) in the other.</summary>
    private static void Changes(StringBuilder html, List<string> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        html.Append("<ul class=\"changes\">");
        foreach (var change in changes)
        {
            html.Append("<li><code>");
            var isFirst = true;
            foreach (var word in change.Split(' '))
            {
                html.Append(isFirst ? string.Empty : " ");
                isFirst = false;
                Word(html, word);
            }

            html.Append("</code></li>");
        }

        html.Append("</ul>");
    }

    private static void Word(StringBuilder html, string word)
    {
        var tag = word.StartsWith("-", StringComparison.Ordinal) ? "del" : word.StartsWith("+", StringComparison.Ordinal) ? "ins" : null;
        if (tag is null)
        {
            html.Append(HtmlText.Of(word));
            return;
        }

        // A comma joins changes; it is no part of what goes or comes.
        var value = word.TrimEnd(',');
        html.Append('<').Append(tag).Append('>').Append(HtmlText.Of(value)).Append("</").Append(tag).Append('>').Append(word.Length > value.Length ? "," : string.Empty);
    }

    private static void Facts(StringBuilder html, IReadOnlyList<Finding> alike)
    {
        html.Append("<details><summary>Who showed it, and the rule</summary><dl>");
        Fact(html, "Check", alike[0].Check);
        foreach (var finding in alike)
        {
            Fact(html, "Name server", finding.NameServer);
            Fact(html, "Addresses", string.Join(", ", finding.IPAddress));
            Fact(html, "Shown by", string.Join(", ", finding.Servers));
        }

        Fact(html, "Rule", alike[0].Reference);
        html.Append("</dl></details>");
    }

    private static void Fact(StringBuilder html, string name, string value)
    {
        if (value.Length > 0)
        {
            html.Append("<dt>").Append(name).Append("</dt><dd>").Append(HtmlText.Of(value)).Append("</dd>");
        }
    }
}
