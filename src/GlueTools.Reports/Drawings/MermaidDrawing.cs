using System.Globalization;
using System.Text;

namespace GlueTools.Reports.Drawings;

/// <summary>A picture as a flowchart of Mermaid.</summary>
internal static class MermaidDrawing
{
    /// <summary>What Mermaid draws unless it is set up otherwise: so many arrows, and so much text.</summary>
    internal const int MostEdges = 500, MostCharacters = 50_000;

    internal static bool Fits(Picture picture) => picture.Edges.Count <= MostEdges && Of(picture).Length <= MostCharacters;

    internal static string Of(Picture picture)
    {
        var chart = new StringBuilder();
        chart.Append("flowchart LR\n");
        foreach (var remark in picture.Remarks)
        {
            chart.Append("  %% ").Append(Comment(remark)).Append('\n');
        }

        foreach (var node in picture.Nodes)
        {
            var (open, close) = node.Kind switch
            {
                PictureKind.Domain => ("[[", "]]"),
                PictureKind.Zone => ("[/", "/]"),
                PictureKind.Server => ("[", "]"),
                _ => ("(", ")"),
            };
            chart.Append("  n").Append(node.Number).Append(open).Append('"');
            for (var i = 0; i < node.Lines.Count; i++)
            {
                chart.Append(i > 0 ? "<br/>" : string.Empty).Append(Encoded(node.Lines[i]));
            }

            chart.Append('"').Append(close);
            chart.Append(node.IsCut ? ":::cut" : node.IsBroken ? ":::broken" : node.IsOnWay ? ":::way" : string.Empty).Append('\n');
        }

        foreach (var edge in picture.Edges)
        {
            chart.Append("  n").Append(edge.From.Number).Append(edge.Label.Length > 0 ? " -->|\"" + Encoded(edge.Label) + "\"| n" : " --> n").Append(edge.To.Number).Append('\n');
        }

        return chart.Append("  classDef cut stroke-width:4px\n  classDef broken stroke-dasharray:4\n  classDef way stroke-dasharray:1\n").ToString();
    }

    /// <summary>Whatever Mermaid or Markdown may read as more than a character is written by its number, as Mermaid has it: <c>#35;</c>.</summary>
    private static string Encoded(string text)
    {
        var encoded = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or ':' or ' ' or ',' or '/')
            {
                encoded.Append(character);
            }
            else
            {
                encoded.Append('#').Append(char.ConvertToUtf32(text, i).ToString(CultureInfo.InvariantCulture)).Append(';');
                i += char.IsHighSurrogate(character) ? 1 : 0;
            }
        }

        return encoded.ToString();
    }

    /// <summary>A comment ends with its line; what would begin a directive is taken out.</summary>
    private static string Comment(string text) => text.Replace("{", "(").Replace("}", ")");
}
