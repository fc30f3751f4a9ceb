namespace GlueTools.Reports.Drawings;

/// <summary>How a graph is drawn.</summary>
public enum DrawingKind
{
    /// <summary>Lines of text, for a terminal.</summary>
    Tree,

    /// <summary>The language of Graphviz.</summary>
    Dot,

    /// <summary>A flowchart of Mermaid, as GitHub and GitLab draw it in Markdown.</summary>
    Mermaid,

    /// <summary>A picture that needs nothing else.</summary>
    Svg,
}
