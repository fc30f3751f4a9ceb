using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GlueTools.Reports.Documents;

namespace GlueTools.Reports.Html;

/// <summary>
/// A report as one page that needs nothing else. Up to <see cref="MostArticles"/> domains it is a document: a table, then each domain. Above that it is the table,
/// and what is said of a domain lies packed in the page until it is opened. Each domain is drawn once, as it comes; what is kept in memory meanwhile does not grow with their number.
/// </summary>
public sealed class HtmlReport
{
    /// <summary>Domains up to which the page is a document.</summary>
    public const int MostArticles = 100;

    /// <summary>Domains that a reader without script sees in the table.</summary>
    public const int MostPlainRows = 1000;

    private readonly TextWriter _output;
    private readonly ReportSettings _settings;
    private readonly Func<Stream> _openAside;
    private readonly PlainRows _plain = new(MostPlainRows);
    private readonly VantagePoint _vantage = new();
    private readonly List<DrawnDomain> _drawn = new(MostArticles);
    private PackWriter? _packs;
    private int _count;

    /// <summary>Begins a report.</summary>
    /// <param name="output">Where it goes, once all domains are there.</param>
    /// <param name="settings">What was said about it.</param>
    /// <param name="openAside">Opens a stream for what is drawn of more domains than are a document.</param>
    public HtmlReport(TextWriter output, ReportSettings settings, Func<Stream> openAside)
    {
        _output = output;
        _settings = settings;
        _openAside = openAside;
    }

    /// <summary>Takes a domain.</summary>
    public void Write(ReportedDomain domain)
    {
        var id = "d" + _count.ToString(CultureInfo.InvariantCulture);
        if (_count < MostArticles)
        {
            _drawn.Add(DrawnDomain.Of(domain, id, _settings));
        }
        else
        {
            if (_count == MostArticles)
            {
                BeginPacks();
            }

            _packs!.Add(domain, id);
        }

        _plain.Add(domain, _settings);
        _vantage.Add(domain);
        _count++;
    }

    /// <summary>Writes the page.</summary>
    /// <param name="totals">What all domains came to.</param>
    public void End(ReportTotals totals)
    {
        PageFrame.Begin(_output, SummaryPart.TitleOf(totals));
        SummaryPart.Write(_output, totals.EndedUtc == default ? _settings : _settings with { WrittenUtc = totals.EndedUtc }, totals, _vantage);
        PageFrame.Table(_output, isDocument: _packs is null, isCompared: totals.Comparison is not null);
        if (_packs is null)
        {
            WriteDocument(isCompared: totals.Comparison is not null);
        }
        else
        {
            _packs.CopyTo(_output);
            var remark = _plain.Count < totals.Domains
                ? "The " + Number(_plain.Count) + " domains that are most urgent, of " + Number(totals.Domains) + ". The others, and the picture of each delegation, need a browser that runs the page's script."
                : "The picture of each delegation needs a browser that runs the page's script.";
            PlainTable(remark, _plain.InOrder());
        }

        PageFrame.End(_output);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>There are more than a document has: what was drawn of the first is packed with the rest.</summary>
    private void BeginPacks()
    {
        _packs = PackWriter.On(_openAside(), _settings);
        foreach (var drawn in _drawn)
        {
            _packs.Add(drawn);
        }

        _drawn.Clear();
    }

    private void WriteDocument(bool isCompared)
    {
        _drawn.Sort((left, right) => left.Order != right.Order ? left.Order - right.Order : string.CompareOrdinal(left.Name, right.Name));
        PlainTable(string.Empty, _drawn.ConvertAll(drawn => drawn.Markup));
        _output.Write("<section class=\"articles\" aria-labelledby=\"each\"><h2 id=\"each\">Each domain</h2>" + PageFrame.Legend(isCompared) + "\n");
        foreach (var drawn in _drawn)
        {
            _output.Write(drawn.Article);
            _output.Write('\n');
        }

        _output.Write("</section>\n<script type=\"application/json\" class=\"rows\">[");
        for (var i = 0; i < _drawn.Count; i++)
        {
            _output.Write(i == 0 ? string.Empty : ",");
            _output.Write(_drawn[i].DataWithId);
        }

        _output.Write("]</script>\n");
    }

    private void PlainTable(string remark, IEnumerable<string> rows)
    {
        _output.Write("<div id=\"plain\">" + (remark.Length == 0 ? string.Empty : "<p>" + remark + "</p>") + "<table><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Domain</th>");
        _output.Write("<th scope=\"col\">What was found</th><th scope=\"col\">Not tested</th></tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            _output.Write(row);
        }

        _output.Write("</tbody></table></div>\n");
    }
}
