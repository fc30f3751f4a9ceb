using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Drawings;

/// <summary>
/// Puts the boxes of a picture into columns: each stands to the right of all that lead to it, arrows that close a circle left out; within a column it stands
/// near those that it is connected with.
/// </summary>
internal sealed class SvgLayout
{
    internal const int LineHeight = 15, CharacterWidth = 7, Padding = 8;

    private const int ColumnGap = 70, RowGap = 14, Margin = 16, Sweeps = 8;

    private readonly Picture _picture;
    private readonly int[] _column;
    private readonly List<List<PictureNode>> _columns = new();

    internal SvgLayout(Picture picture)
    {
        _picture = picture;
        _column = new int[picture.Nodes.Count];
        X = new int[picture.Nodes.Count];
        Y = new int[picture.Nodes.Count];
        Layer();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(isForward: sweep % 2 == 0);
        }

        Place();
    }

    internal int[] X { get; }

    internal int[] Y { get; }

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    internal static int WidthOf(PictureNode node)
    {
        var longest = 0;
        foreach (var line in node.Lines)
        {
            longest = Math.Max(longest, line.Length);
        }

        return (longest * CharacterWidth) + (2 * Padding);
    }

    internal static int HeightOf(PictureNode node) => (node.Lines.Count * LineHeight) + Padding;

    private void Layer()
    {
        var state = new int[_picture.Nodes.Count];
        var order = new List<PictureNode>();
        var forward = new List<PictureEdge>();
        foreach (var node in _picture.Nodes)
        {
            Visit(node, state, order, forward);
        }

        order.Reverse();
        foreach (var node in order)
        {
            foreach (var edge in forward)
            {
                if (edge.From == node)
                {
                    _column[edge.To.Number] = Math.Max(_column[edge.To.Number], _column[node.Number] + 1);
                }
            }
        }

        foreach (var node in _picture.Nodes)
        {
            while (_columns.Count <= _column[node.Number])
            {
                _columns.Add(new List<PictureNode>());
            }

            _columns[_column[node.Number]].Add(node);
        }
    }

    private void Visit(PictureNode first, int[] state, List<PictureNode> order, List<PictureEdge> forward)
    {
        // Without recursion: a chain of zones may be long.
        var stack = new Stack<(PictureNode Node, int Next)>();
        if (state[first.Number] == 0)
        {
            state[first.Number] = 1;
            stack.Push((first, 0));
        }

        while (stack.Count > 0)
        {
            var (node, next) = stack.Pop();
            var edges = _picture.Edges.FindAll(edge => edge.From == node);
            if (next == edges.Count)
            {
                state[node.Number] = 2;
                order.Add(node);
                continue;
            }

            stack.Push((node, next + 1));
            var to = edges[next].To;
            if (state[to.Number] != 1)
            {
                // Not one that leads back to where it came from.
                forward.Add(edges[next]);
            }

            if (state[to.Number] == 0)
            {
                state[to.Number] = 1;
                stack.Push((to, 0));
            }
        }
    }

    private void Order(bool isForward)
    {
        var place = new double[_picture.Nodes.Count];
        foreach (var column in _columns)
        {
            for (var i = 0; i < column.Count; i++)
            {
                place[column[i].Number] = i;
            }
        }

        for (var step = 0; step < _columns.Count; step++)
        {
            var column = _columns[isForward ? step : _columns.Count - 1 - step];
            var middle = new Dictionary<PictureNode, double>();
            foreach (var node in column)
            {
                double sum = 0;
                var count = 0;
                foreach (var edge in _picture.Edges)
                {
                    var other = edge.From == node ? edge.To : edge.To == node ? edge.From : null;
                    if (other is not null && (isForward ? _column[other.Number] < _column[node.Number] : _column[other.Number] > _column[node.Number]))
                    {
                        sum += place[other.Number];
                        count++;
                    }
                }

                middle[node] = count == 0 ? place[node.Number] : sum / count;
            }

            // By number where they are equal, so that the same graph gives the same picture.
            column.Sort((left, right) => middle[left] != middle[right] ? middle[left].CompareTo(middle[right]) : left.Number.CompareTo(right.Number));
            for (var i = 0; i < column.Count; i++)
            {
                place[column[i].Number] = i;
            }
        }
    }

    private void Place()
    {
        var heights = _columns.ConvertAll(column =>
        {
            var height = 0;
            column.ForEach(node => height += HeightOf(node) + RowGap);
            return height;
        });
        foreach (var height in heights)
        {
            Height = Math.Max(Height, height);
        }

        var x = Margin;
        for (var i = 0; i < _columns.Count; i++)
        {
            var widest = 0;
            var y = Margin + ((Height - heights[i]) / 2);
            foreach (var node in _columns[i])
            {
                X[node.Number] = x;
                Y[node.Number] = y;
                y += HeightOf(node) + RowGap;
                widest = Math.Max(widest, WidthOf(node));
            }

            x += widest + ColumnGap;
        }

        Width = x - ColumnGap + Margin;
        Height += 2 * Margin;
    }
}
