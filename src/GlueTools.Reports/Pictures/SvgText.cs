using System;
using System.Globalization;
using System.Text;
using GlueTools.Reports.Escaping;

namespace GlueTools.Reports.Pictures;

/// <summary>Writes the elements that a picture is made of. Looks come from the page's style sheet by class: the page allows no style in an attribute.</summary>
internal sealed class SvgText(StringBuilder output)
{
    /// <summary>Marks that are drawn at one place; where there are more, the last one says so.</summary>
    internal const int MostMarks = 4;

    /// <summary>The room that a mark takes.</summary>
    internal const int MarkWidth = 20;

    /// <summary>What is markup already.</summary>
    internal SvgText Raw(string markup)
    {
        output.Append(markup);
        return this;
    }

    /// <summary>A text that is cut in its middle where there is no room for it; pointing at it shows the whole.</summary>
    internal void Text(int x, int y, string style, string text, int most)
    {
        var isCut = text.Length > most;
        output.Append("<text x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y)).Append("\" class=\"").Append(style).Append("\">");
        output.Append(HtmlText.Of(isCut ? Cut(text, most) : text));
        if (isCut)
        {
            output.Append("<title>").Append(HtmlText.Of(text)).Append("</title>");
        }

        output.Append("</text>");
    }

    internal void Box(Place place, string style) => Rectangle(place.X, place.Y, place.Width, place.Height, 8, style);

    internal void Rectangle(int x, int y, int width, int height, int round, string style)
    {
        output.Append("<rect x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y)).Append("\" width=\"").Append(Number(width)).Append("\" height=\"").Append(Number(height));
        output.Append("\" rx=\"").Append(Number(round)).Append("\" class=\"").Append(style).Append("\"/>");
    }

    internal void Path(string style, params object[] steps)
    {
        output.Append("<path class=\"").Append(style).Append("\" d=\"");
        foreach (var step in steps)
        {
            output.Append(step is int number ? Number(number) : step).Append(' ');
        }

        output.Length--;
        output.Append("\"/>");
    }

    /// <summary>A line from one layer to the next, with the head of an arrow.</summary>
    internal void Arrow(string style, int x1, int y1, int x2, int y2)
    {
        var bend = (x1 + x2) / 2;
        Path("line " + style, "M", x1, y1, "C", bend, y1, bend, y2, x2 - 3, y2);
        Path("head " + style, "M", x2 - 8, y2 - 5, "L", x2 - 1, y2, "L", x2 - 8, y2 + 5, "Z");
    }

    /// <summary>An arrow that does not arrive: it ends in a cross.</summary>
    internal void BrokenArrow(string style, int x1, int y1, int x2, int y2)
    {
        const int Short = 16, Arm = 6;
        var bend = (x1 + x2) / 2;
        Path("line broken " + style, "M", x1, y1, "C", bend, y1, bend, y2, x2 - Short - Arm, y2);
        Path("cross", "M", x2 - Short - Arm, y2 - Arm, "L", x2 - Short + Arm, y2 + Arm, "M", x2 - Short - Arm, y2 + Arm, "L", x2 - Short + Arm, y2 - Arm);
    }

    /// <summary>The numbers of findings in their order, ending at the right.</summary>
    internal void Marks(int right, int middle, PictureNode node)
    {
        const int Size = MarkWidth - 2;
        var count = Math.Min(node.Marks.Count, MostMarks);
        for (var i = 0; i < count; i++)
        {
            var isRest = i == MostMarks - 1 && node.Marks.Count > MostMarks;
            var mark = node.Marks[i];
            var x = right - ((count - i) * MarkWidth);
            Rectangle(x, middle - (Size / 2), Size, Size, Size / 2, "mark " + HtmlText.Of(mark.Severity));
            output.Append("<text x=\"").Append(Number(x + (Size / 2))).Append("\" y=\"").Append(Number(middle + 4)).Append("\" class=\"number ").Append(HtmlText.Of(mark.Severity)).Append("\">");
            output.Append(isRest ? "+" : Number(mark.Number)).Append("</text>");
        }
    }

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The beginning and the end, where names differ.</summary>
    private static string Cut(string text, int most)
    {
        var end = (most - 1) / 2;
        return text.Substring(0, most - 1 - end) + "…" + text.Substring(text.Length - end);
    }
}
