using GlueTools.Delegation.Graph;

namespace GlueTools.Reports.Drawings;

/// <summary>Draws what a domain depends on.</summary>
public static class DependencyDrawing
{
    /// <summary>Boxes of a picture; above that it is drawn with less.</summary>
    private const int MostNodes = 300;

    /// <summary>A drawing as text; it ends with a line end.</summary>
    /// <param name="measures">The graph, measured.</param>
    /// <param name="kind">How it is drawn.</param>
    public static string Of(DependencyMeasures measures, DrawingKind kind) => kind switch
    {
        DrawingKind.Dot => DotDrawing.Of(PictureBuilder.Of(measures, PictureDetail.Addresses)),
        DrawingKind.Mermaid => MermaidDrawing.Of(Fitting(measures, MermaidDrawing.Fits)),
        DrawingKind.Svg => SvgDrawing.Of(Fitting(measures, picture => picture.Nodes.Count <= MostNodes)),
        _ => TreeDrawing.Of(measures),
    };

    /// <summary>The picture that shows most of those that fit; the one with least where none does.</summary>
    private static Picture Fitting(DependencyMeasures measures, System.Func<Picture, bool> fits)
    {
        foreach (var detail in new[] { PictureDetail.Addresses, PictureDetail.Servers })
        {
            var picture = PictureBuilder.Of(measures, detail);
            if (fits(picture))
            {
                return picture;
            }
        }

        return PictureBuilder.Of(measures, PictureDetail.Zones);
    }
}
