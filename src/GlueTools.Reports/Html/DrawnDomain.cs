using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Html;

/// <summary>A domain as markup, while it is not known yet whether the page will be a document.</summary>
internal sealed class DrawnDomain
{
    private DrawnDomain(ReportedDomain domain, string article, string markup, string data, string dataWithId)
    {
        Order = StatusOrder.Of(domain.Result.Status);
        Name = domain.Result.DomainName;
        Article = article;
        Markup = markup;
        Data = data;
        DataWithId = dataWithId;
    }

    /// <summary>How urgent it is.</summary>
    internal int Order { get; }

    /// <summary>Its name.</summary>
    internal string Name { get; }

    /// <summary>All that is said of it.</summary>
    internal string Article { get; }

    /// <summary>Its row in the table for readers without script, with a link to the article.</summary>
    internal string Markup { get; }

    /// <summary>Its line for the script of a page where articles are packed.</summary>
    internal string Data { get; }

    /// <summary>Its line for the script of a document, whose articles are sorted after they got their ids.</summary>
    internal string DataWithId { get; }

    internal static DrawnDomain Of(ReportedDomain domain, string id, ReportSettings settings)
    {
        var article = new StringBuilder();
        var row = new StringBuilder();
        DomainArticle.Write(article, domain, id, settings);
        DomainRow.AddMarkup(row, domain, id, settings);
        return new DrawnDomain(domain, article.ToString(), row.ToString(), DataOf(domain, string.Empty), DataOf(domain, id));
    }

    private static string DataOf(ReportedDomain domain, string id)
    {
        using var data = new StringWriter(CultureInfo.InvariantCulture);
        DomainRow.AddData(new JsonWriter(data), domain, id);
        return data.ToString();
    }
}
