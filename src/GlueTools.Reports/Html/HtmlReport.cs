using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Html;

/// <summary>
/// A report as one page that needs nothing else. Up to <see cref="MostArticles"/> domains it is a document: a table, then each domain. Above that it is the table,
/// and what is said of a domain lies packed in the page until it is opened. What is kept while it is written does not grow with the number of domains.
/// </summary>
public sealed class HtmlReport
{
    /// <summary>Domains up to which the page is a document.</summary>
    public const int MostArticles = 100;

    /// <summary>Domains that a reader without script sees in the table.</summary>
    public const int MostPlainRows = 1000;

    private readonly TextWriter _output;
    private readonly ReportSettings _settings;
    private readonly ReportTotals _totals;
    private readonly bool _isDocument;
    private readonly List<(int Order, string Name, string Markup, string Data)> _kept = [];
    private readonly PlainChoice _plain;
    private readonly StringBuilder _rows = new(), _articles = new();
    private JsonWriter _data;
    private int _count;

    /// <summary>Begins a report.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="settings">What was said about it.</param>
    /// <param name="totals">What all domains come to.</param>
    public HtmlReport(TextWriter output, ReportSettings settings, ReportTotals totals)
    {
        _output = output;
        _settings = settings;
        _totals = totals;
        _isDocument = totals.Domains <= MostArticles;
        _plain = new PlainChoice(totals, MostPlainRows);
        _data = NewData();
        PageFrame.Begin(output, SummaryPart.TitleOf(totals));
        SummaryPart.Write(output, settings, totals);
        PageFrame.Table(output, _isDocument);
    }

    /// <summary>Takes a domain.</summary>
    public void Write(ReportedDomain domain)
    {
        if (_isDocument)
        {
            Keep(domain);
            return;
        }

        DomainRow.AddData(_data, domain);
        _articles.Append(_articles.Length == 0 ? string.Empty : DataPack.Separator.ToString());
        DomainArticle.Write(_articles, domain, IdOf(_count), _settings);
        if (_plain.Takes(domain.Result.Status))
        {
            var markup = new StringBuilder();
            DomainRow.AddMarkup(markup, domain.Result, string.Empty, _settings);
            _kept.Add((StatusOrder.Of(domain.Result.Status), domain.Result.DomainName, markup.ToString(), string.Empty));
        }

        _count++;
        if (_count % DataPack.Size == 0)
        {
            WritePack();
        }
    }

    /// <summary>Writes what stands at the end.</summary>
    public void End()
    {
        _kept.Sort((left, right) => left.Order != right.Order ? left.Order - right.Order : string.CompareOrdinal(left.Name, right.Name));
        if (_isDocument)
        {
            WriteDocument();
        }
        else
        {
            WritePack();
            PlainTable(_kept.Count < _totals.Domains
                ? "The " + Number(_kept.Count) + " domains that are most urgent, of " + Number(_totals.Domains) + ". The others, and the picture of each delegation, need a browser that runs the page's script."
                : "The picture of each delegation needs a browser that runs the page's script.");
        }

        PageFrame.End(_output);
    }

    private JsonWriter NewData() => new JsonWriter(new StringWriter(_rows, CultureInfo.InvariantCulture)).BeginArray();

    private static string IdOf(int index) => "d" + index.ToString(CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Keeps a domain of a document until all are there, so that what is most urgent comes first.</summary>
    private void Keep(ReportedDomain domain)
    {
        // The id stands in the markup several times, so the place among the sorted domains is not in it.
        var id = IdOf(_count++);
        var markup = new StringBuilder();
        var row = new StringBuilder();
        using var data = new StringWriter(CultureInfo.InvariantCulture);
        DomainArticle.Write(markup, domain, id, _settings);
        DomainRow.AddData(new JsonWriter(data), domain, id);
        DomainRow.AddMarkup(row, domain.Result, id, _settings);
        _kept.Add((StatusOrder.Of(domain.Result.Status), domain.Result.DomainName, row.ToString() + DataPack.Separator + markup, data.ToString()));
    }

    private void WriteDocument()
    {
        var articles = new List<string>(_kept.Count);
        for (var i = 0; i < _kept.Count; i++)
        {
            var end = _kept[i].Markup.IndexOf(DataPack.Separator);
            articles.Add(_kept[i].Markup.Substring(end + 1));
            _kept[i] = (0, string.Empty, _kept[i].Markup.Substring(0, end), _kept[i].Data);
        }

        PlainTable(string.Empty);
        _output.Write("<section class=\"articles\" aria-labelledby=\"each\"><h2 id=\"each\">Each domain</h2>" + PageFrame.Legend + "\n");
        foreach (var article in articles)
        {
            _output.Write(article);
            _output.Write('\n');
        }

        _output.Write("</section>\n<script type=\"application/json\" class=\"rows\">[");
        for (var i = 0; i < _kept.Count; i++)
        {
            _output.Write(i == 0 ? _kept[i].Data : "," + _kept[i].Data);
        }

        _output.Write("]</script>\n");
    }

    private void WritePack()
    {
        if (_articles.Length == 0)
        {
            return;
        }

        _data.EndArray();
        _output.Write("<script type=\"application/json\" class=\"rows\">" + _rows + "</script>\n<script type=\"text/plain\" class=\"pack\">" + DataPack.Of(_articles.ToString()) + "</script>\n");
        _articles.Clear();
        _rows.Clear();
        _data = NewData();
    }

    private void PlainTable(string remark)
    {
        _output.Write("<div id=\"plain\">" + (remark.Length == 0 ? string.Empty : "<p>" + remark + "</p>") + "<table><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Domain</th>");
        _output.Write("<th scope=\"col\">What was found</th><th scope=\"col\">Not tested</th></tr></thead><tbody>\n");
        foreach (var row in _kept)
        {
            _output.Write(row.Markup);
        }

        _output.Write("</tbody></table></div>\n");
    }
}
