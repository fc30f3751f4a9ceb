using System.Text;

namespace GlueTools.Reports.Drawings;

/// <summary>A picture in the language of Graphviz.</summary>
internal static class DotDrawing
{
    internal static string Of(Picture picture)
    {
        var dot = new StringBuilder();
        dot.Append("digraph dependencies {\n");
        dot.Append("  graph [rankdir=LR, labelloc=t, fontname=\"sans-serif\", label=").Append(Quoted(picture.Title + "\n" + string.Join("\n", picture.Remarks))).Append("];\n");
        dot.Append("  node [fontname=\"monospace\", fontsize=10];\n  edge [fontname=\"sans-serif\", fontsize=8];\n");
        foreach (var node in picture.Nodes)
        {
            dot.Append("  n").Append(node.Number).Append(" [label=").Append(Quoted(string.Join("\n", node.Lines))).Append(Style(node)).Append("];\n");
        }

        foreach (var edge in picture.Edges)
        {
            dot.Append("  n").Append(edge.From.Number).Append(" -> n").Append(edge.To.Number);
            if (edge.Label.Length > 0)
            {
                dot.Append(" [label=").Append(Quoted(edge.Label)).Append(']');
            }

            dot.Append(";\n");
        }

        return dot.Append("}\n").ToString();
    }

    private static string Style(PictureNode node) =>
        (node.Kind switch
        {
            PictureKind.Domain => ", shape=doubleoctagon",
            PictureKind.Zone => ", shape=folder",
            PictureKind.Server => ", shape=box",
            _ => ", shape=plaintext",
        })
        + (node.IsCut ? ", penwidth=3" : string.Empty)
        + (node.IsBroken ? ", style=dashed, fontcolor=gray40" : node.IsOnWay ? ", style=filled, fillcolor=gray95" : string.Empty);

    /// <summary>A text in quotes, in which a backslash begins what Graphviz reads as a command; a NUL would end it.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            switch (character)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(character);
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case '&':
                    // Labels are read for entities of HTML.
                    quoted.Append("&amp;");
                    break;
                default:
                    quoted.Append(character);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
