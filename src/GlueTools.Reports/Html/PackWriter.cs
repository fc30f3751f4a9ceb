using System.Globalization;
using System.IO;
using System.Text;
using GlueTools.Reports.Documents;
using GlueTools.Reports.Json;

namespace GlueTools.Reports.Html;

/// <summary>Writes the lines and the packed articles of many domains aside, as they will stand in the page, and copies them there when it is begun.</summary>
internal sealed class PackWriter
{
    private const int CopySize = 1 << 16;

    private readonly Stream _aside;
    private readonly TextWriter _text;
    private readonly ReportSettings _settings;
    private readonly StringBuilder _rows = new(), _article = new();
    private readonly DataPack _pack = new();
    private int _count;

    private PackWriter(Stream aside, TextWriter text, ReportSettings settings)
    {
        _aside = aside;
        _text = text;
        _settings = settings;
    }

    /// <summary>Begins to write.</summary>
    /// <param name="aside">Where to; whoever gives it closes it.</param>
    /// <param name="settings">What was said about the report.</param>
    internal static PackWriter On(Stream aside, ReportSettings settings) =>
        new(aside, new StreamWriter(aside, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CopySize), settings);

    internal void Add(ReportedDomain domain, string id)
    {
        Begin();
        DomainRow.AddData(new JsonWriter(new StringWriter(_rows, CultureInfo.InvariantCulture)), domain);
        DomainArticle.Write(_article, domain, id, _settings);
        End();
    }

    internal void Add(DrawnDomain drawn)
    {
        Begin();
        _rows.Append(drawn.Data);
        _article.Append(drawn.Article);
        End();
    }

    /// <summary>Writes all of it to the page.</summary>
    internal void CopyTo(TextWriter output)
    {
        Write();
        _text.Flush();
        _aside.Position = 0;
        using var reader = new StreamReader(_aside, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, CopySize, leaveOpen: true);
        var letters = new char[CopySize];
        for (int read; (read = reader.Read(letters, 0, letters.Length)) > 0;)
        {
            output.Write(letters, 0, read);
        }
    }

    private void Begin() => _rows.Append(_rows.Length == 0 ? '[' : ',');

    private void End()
    {
        _pack.Add(_article);
        _article.Clear();
        if (++_count % DataPack.Size == 0)
        {
            Write();
        }
    }

    private void Write()
    {
        if (_pack.IsEmpty)
        {
            return;
        }

        _text.Write("<script type=\"application/json\" class=\"rows\">");
        _text.Write(_rows.Append(']').ToString());
        _text.Write("</script>\n<script type=\"text/plain\" class=\"pack\">");
        _pack.WriteTo(_text);
        _text.Write("</script>\n");
        _rows.Clear();
    }
}
