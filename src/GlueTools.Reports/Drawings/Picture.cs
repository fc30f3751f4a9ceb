using System.Collections.Generic;

namespace GlueTools.Reports.Drawings;

/// <summary>What a drawing shows: boxes with lines of text, and arrows. The text is safe for terminals; each form encodes it for itself.</summary>
internal sealed class Picture
{
    internal Picture(string title) => Title = title;

    internal string Title { get; }

    internal List<PictureNode> Nodes { get; } = new();

    internal List<PictureEdge> Edges { get; } = new();

    /// <summary>What was left out so that it can be drawn, and what the graph comes to: a sentence each.</summary>
    internal List<string> Remarks { get; } = new();

    internal PictureNode Add(PictureKind kind, params string[] lines)
    {
        var node = new PictureNode(Nodes.Count, kind);
        node.Lines.AddRange(lines);
        Nodes.Add(node);
        return node;
    }

    internal void Connect(PictureNode from, PictureNode to, string label = "") => Edges.Add(new PictureEdge(from, to, label));
}

/// <summary>What a box stands for.</summary>
internal enum PictureKind
{
    /// <summary>The domain.</summary>
    Domain,

    /// <summary>A zone.</summary>
    Zone,

    /// <summary>A name server.</summary>
    Server,

    /// <summary>An address.</summary>
    Address,
}

/// <summary>A box.</summary>
internal sealed class PictureNode
{
    internal PictureNode(int number, PictureKind kind)
    {
        Number = number;
        Kind = kind;
    }

    internal int Number { get; }

    internal PictureKind Kind { get; }

    internal List<string> Lines { get; } = new();

    /// <summary>Whether its loss takes the domain away and could be done without.</summary>
    internal bool IsCut { get; set; }

    /// <summary>Whether it lies on the way that nobody can avoid.</summary>
    internal bool IsOnWay { get; set; }

    /// <summary>Whether nobody gets there.</summary>
    internal bool IsBroken { get; set; }
}

/// <summary>An arrow: what it comes from needs what it leads to.</summary>
internal sealed class PictureEdge
{
    internal PictureEdge(PictureNode from, PictureNode to, string label)
    {
        From = from;
        To = to;
        Label = label;
    }

    internal PictureNode From { get; }

    internal PictureNode To { get; }

    internal string Label { get; }
}
