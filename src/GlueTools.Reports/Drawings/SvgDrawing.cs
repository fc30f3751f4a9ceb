using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GlueTools.Reports.Drawings;

/// <summary>A picture as SVG: no script, no font and no file beside it; light and dark, and readable without colours.</summary>
internal static class SvgDrawing
{
    private const int BackBend = 60;

    private const string Style = """
        text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1a1a1a; }
        .remark { font-family: system-ui, sans-serif; }
        .label { font-size: 10px; fill: #555; }
        rect, path { fill: none; stroke: #444; stroke-width: 1; }
        rect { fill: #fff; }
        .domain rect { fill: #e7f0fb; stroke-width: 2; }
        .zone rect { fill: #f3f3f3; }
        .address rect { stroke: none; fill: none; }
        .way rect { stroke-dasharray: 2 2; }
        .cut rect { stroke-width: 4; stroke: #a33; }
        .broken rect, .broken path { stroke-dasharray: 6 4; }
        .broken text { text-decoration: line-through; }
        .page { fill: #fff; stroke: none; }
        @media (prefers-color-scheme: dark) {
          text { fill: #eee; } .label { fill: #aaa; } rect, path { stroke: #bbb; } rect { fill: #222; } .page { fill: #161616; }
          .domain rect { fill: #1d3350; } .zone rect { fill: #2a2a2a; } .cut rect { stroke: #f77; } .arrow { fill: #bbb; }
        }
        """;

    internal static string Of(Picture picture)
    {
        var layout = new SvgLayout(picture);
        var lowest = layout.Height + (picture.Remarks.Count * SvgLayout.LineHeight) + SvgLayout.LineHeight;
        var widest = layout.Width;
        foreach (var remark in picture.Remarks)
        {
            widest = Math.Max(widest, (remark.Length * SvgLayout.CharacterWidth) + (4 * SvgLayout.Padding));
        }

        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {widest} {lowest}" width="{widest}" height="{lowest}" role="img" aria-labelledby="title description">""").Append('\n');
        svg.Append("<title id=\"title\">").Append(Encoded(picture.Title)).Append("</title>\n");
        svg.Append("<desc id=\"description\">").Append(Encoded(string.Join(" ", picture.Remarks))).Append("</desc>\n");
        svg.Append("<style>\n").Append(Style.Replace("\r", string.Empty)).Append("\n</style>\n");
        svg.Append("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"arrow\" d=\"M0 0 L8 4 L0 8 z\" style=\"fill:#777;stroke:none\"/></marker></defs>\n");
        Add(svg, $"""<rect class="page" width="{widest}" height="{lowest}"/>""").Append('\n');
        foreach (var edge in picture.Edges)
        {
            Draw(svg, layout, edge);
        }

        foreach (var node in picture.Nodes)
        {
            Draw(svg, layout, node);
        }

        Label(svg, layout, picture);
        for (var i = 0; i < picture.Remarks.Count; i++)
        {
            Add(svg, $"""<text class="remark" x="{2 * SvgLayout.Padding}" y="{layout.Height + ((i + 1) * SvgLayout.LineHeight)}">""").Append(Encoded(picture.Remarks[i])).Append("</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, SvgLayout layout, PictureEdge edge)
    {
        var (fromX, fromY) = layout.At(edge.From);
        var (toX, toY) = layout.At(edge.To);
        int y = fromY + (SvgLayout.HeightOf(edge.From) / 2), end = toY + (SvgLayout.HeightOf(edge.To) / 2);
        svg.Append(edge.To.IsBroken ? "<g class=\"broken\">" : "<g>");
        if (layout.LeadsBack(edge))
        {
            // Round the outside: over the top of its own column.
            var x = toX + SvgLayout.WidthOf(edge.To);
            Add(svg, $"""<path d="M{fromX} {y} C{fromX - BackBend} {y} {x + BackBend} {end} {x} {end}" marker-end="url(#tip)"/>""");
        }
        else
        {
            var x = layout.RightOf(edge.From);
            Add(svg, $"""<path d="M{fromX + SvgLayout.WidthOf(edge.From)} {y} L{x} {y}""");
            foreach (var (left, right, middle) in layout.Between(edge))
            {
                Curve(svg, ref x, ref y, left, middle);
                Add(svg, $" L{right} {middle}");
                x = right;
            }

            Curve(svg, ref x, ref y, toX, end);
            svg.Append("\" marker-end=\"url(#tip)\"/>");
        }

        svg.Append("</g>\n");
    }

    private static void Curve(StringBuilder svg, ref int x, ref int y, int toX, int toY)
    {
        var bend = (toX - x) / 2;
        Add(svg, $" C{x + bend} {y} {toX - bend} {toY} {toX} {toY}");
        (x, y) = (toX, toY);
    }

    /// <summary>What arrows to a box say, once for all that say the same.</summary>
    private static void Label(StringBuilder svg, SvgLayout layout, Picture picture)
    {
        var told = new HashSet<(PictureNode, string)>();
        foreach (var edge in picture.Edges)
        {
            if (edge.Label.Length > 0 && told.Add((edge.To, edge.Label)))
            {
                var (x, y) = layout.At(edge.To);
                Add(svg, $"""<text class="label" text-anchor="end" x="{x - 10}" y="{y + (SvgLayout.HeightOf(edge.To) / 2) - 5}">""").Append(Encoded(edge.Label)).Append("</text>\n");
            }
        }
    }

    private static void Draw(StringBuilder svg, SvgLayout layout, PictureNode node)
    {
        var kind = node.Kind.ToString().ToLowerInvariant() + (node.IsCut ? " cut" : string.Empty) + (node.IsOnWay ? " way" : string.Empty) + (node.IsBroken ? " broken" : string.Empty);
        var (x, y) = layout.At(node);
        Add(svg, $"""<g class="{kind}"><rect x="{x}" y="{y}" width="{SvgLayout.WidthOf(node)}" height="{SvgLayout.HeightOf(node)}" rx="3"/>""");
        for (var i = 0; i < node.Lines.Count; i++)
        {
            Add(svg, $"""<text x="{x + SvgLayout.Padding}" y="{y + ((i + 1) * SvgLayout.LineHeight)}">""").Append(Encoded(node.Lines[i])).Append("</text>");
        }

        svg.Append("</g>\n");
    }

    /// <summary>Numbers without a culture.</summary>
    private static StringBuilder Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text within an element. What XML 1.0 has no way to write is gone by now: names come escaped.</summary>
    private static string Encoded(string text)
    {
        var encoded = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            encoded.Append(character switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => character.ToString(),
            });
        }

        return encoded.ToString();
    }
}
