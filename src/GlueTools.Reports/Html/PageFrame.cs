using System.IO;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Html;

/// <summary>What stands around the parts of a page: its policy, its style and script, the table that the script fills, and the sheet for one domain.</summary>
internal static class PageFrame
{
    private const string Signs =
        "<details class=\"legend\"><summary>How to read a picture</summary><ul>"
        + "<li><span class=\"chip-word\">glue</span> the parent gives this address along with the name server; a letter stands for the parents that do, where they differ</li>"
        + "<li><span class=\"chip-word own\">zone</span> the zone in which the name server's name lies publishes the address</li>"
        + "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line both\" d=\"M 0 6 L 36 6\"/><path class=\"head both\" d=\"M 32 1 L 39 6 L 32 11 Z\"/></svg> both hold the address</li>"
        + "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line own\" d=\"M 0 6 L 36 6\"/><path class=\"head own\" d=\"M 32 1 L 39 6 L 32 11 Z\"/></svg> the zone alone has it</li>"
        + "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line stale\" d=\"M 0 6 L 36 6\"/><path class=\"head stale\" d=\"M 32 1 L 39 6 L 32 11 Z\"/></svg> the parent alone has it</li>"
        + "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line broken\" d=\"M 0 6 L 26 6\"/><path class=\"cross\" d=\"M 26 1 L 36 11 M 26 11 L 36 1\"/></svg> whoever follows it reaches no server of the zone</li>"
        + "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line registry\" d=\"M 0 6 L 36 6\"/><path class=\"head registry\" d=\"M 32 1 L 39 6 L 32 11 Z\"/></svg> <b>reg.</b> the registry holds it, where it was asked</li>"
        + "<li><span class=\"mark-word\">1</span> the finding with this number lies here</li>";

    private const string EarlierSigns =
        "<li><svg class=\"key\" viewBox=\"0 0 40 12\" aria-hidden=\"true\"><path class=\"line earlier\" d=\"M 0 6 L 36 6\"/><path class=\"head earlier\" d=\"M 32 1 L 39 6 L 32 11 Z\"/></svg> <b>was</b> glue in the earlier run that this one is laid beside, and is no more; <b>new</b> is glue that was none then</li>";

    /// <summary>What lines and signs in a picture mean.</summary>
    internal static string Legend(bool isCompared) => Signs + (isCompared ? EarlierSigns : string.Empty) + "</ul></details>";

    internal static void Begin(TextWriter output, string title)
    {
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ");
        output.Write(PageResource.Early.Source + " " + PageResource.Script.Source + "; style-src " + PageResource.Style.Source);
        output.Write("; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types gluetools\">\n");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        output.Write("<title>" + HtmlText.Of(title) + "</title>\n<style>" + PageResource.Style.Text + "</style>\n<script>" + PageResource.Early.Text + "</script>\n</head>\n<body>\n");
        output.Write("<a class=\"skip\" href=\"#domains\">Go to the domains</a>\n<main>\n");
    }

    internal static void Table(TextWriter output, bool isDocument, bool isCompared)
    {
        output.Write("<h2 id=\"domains\" tabindex=\"-1\">Domains</h2>\n<div id=\"view\" hidden>\n<div class=\"tools\" role=\"search\" aria-label=\"Domains\">");
        output.Write("<label class=\"find\">Search <input type=\"search\" id=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"keys\" placeholder=\"name, address, finding\"></label>");
        output.Write("<label class=\"find\">Finding <select id=\"code\"><option value=\"\">any</option></select></label>");
        output.Write("<fieldset id=\"statuses\"><legend>Status</legend></fieldset>");
        output.Write("<div class=\"line\"><label><input type=\"checkbox\" id=\"gaps\"> with something not tested</label> " + (isCompared ? "<label><input type=\"checkbox\" id=\"changed\"> that changed</label> " : string.Empty) + "<button type=\"button\" id=\"reset\">Show all</button> <output id=\"shown\" aria-live=\"polite\"></output></div>");
        output.Write("<p id=\"keys\"><kbd>/</kbd> to search, <kbd>↑</kbd> <kbd>↓</kbd> from row to row, <kbd>Enter</kbd> to open" + (isDocument ? string.Empty : ", <kbd>Esc</kbd> to close") + "</p></div>\n");
        output.Write("<table id=\"table\"><thead><tr>");
        foreach (var (by, head) in new[] { ("order", "Status"), ("name", "Domain"), ("problem", "What is wrong"), ("codes", "Findings"), ("parent", "Parent") })
        {
            output.Write("<th scope=\"col\" class=\"" + by + "\" data-by=\"" + by + "\"" + (by == "order" ? " aria-sort=\"ascending\"" : string.Empty) + "><button type=\"button\">" + head + "</button></th>");
        }

        output.Write("</tr></thead><tbody id=\"rows\"></tbody></table>\n<p id=\"none\" class=\"none\" hidden>No domain fits.</p>\n");
        output.Write("<p id=\"unprinted\" hidden>Only the first 2,000 rows are printed: search or filter to print others.</p>\n</div>\n");
        output.Write("<dialog id=\"sheet\"><div class=\"bar\"><button type=\"button\" id=\"previous\">Previous</button> <button type=\"button\" id=\"next\">Next</button> <button type=\"button\" id=\"close\">Close</button></div>");
        output.Write("<div id=\"domain\"></div>" + (isDocument ? string.Empty : Legend(isCompared)) + "</dialog>\n");
    }

    internal static void End(TextWriter output) =>
        output.Write("</main>\n<script>" + PageResource.Script.Text + "</script>\n</body>\n</html>\n");
}
