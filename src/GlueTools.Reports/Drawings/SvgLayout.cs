using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Drawings;

/// <summary>
/// Puts the boxes of a picture into columns: each stands to the right of all that lead to it, arrows that close a circle left out; within a column it stands
/// near those that it is connected with. An arrow over several columns has a place of its own in each, so that it runs between boxes.
/// </summary>
internal sealed class SvgLayout
{
    internal const int LineHeight = 15, CharacterWidth = 7, Padding = 8;

    private const int ColumnGap = 96, RowGap = 14, Margin = 16, Sweeps = 8;

    private readonly Picture _picture;
    private readonly int[] _column;
    private readonly List<List<Slot>> _columns = new();
    private readonly List<(Slot From, Slot To)> _links = new();
    private readonly Dictionary<PictureNode, Slot> _slots = new();
    private readonly Dictionary<PictureEdge, List<Slot>> _routes = new();
    private readonly List<int> _left = new(), _right = new();

    internal SvgLayout(Picture picture)
    {
        _picture = picture;
        _column = new int[picture.Nodes.Count];
        Layer();
        Route();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(isForward: sweep % 2 == 0);
        }

        Place();
    }

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    /// <summary>Where a box begins.</summary>
    internal (int X, int Y) At(PictureNode node) => (_left[_column[node.Number]], _slots[node].Y);

    /// <summary>
    /// The places that an arrow passes, from box to box: where it enters and where it leaves each column that lies between. Empty where it leads back.
    /// </summary>
    internal IReadOnlyList<(int Left, int Right, int Y)> Between(PictureEdge edge)
    {
        var places = new List<(int, int, int)>();
        foreach (var slot in _routes.TryGetValue(edge, out var route) ? route : [])
        {
            places.Add((_left[slot.Column], _right[slot.Column], slot.Y + (slot.Height / 2)));
        }

        return places;
    }

    /// <summary>Where the column of a box ends.</summary>
    internal int RightOf(PictureNode node) => _right[_column[node.Number]];

    internal bool LeadsBack(PictureEdge edge) => _column[edge.To.Number] <= _column[edge.From.Number];

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
    }

    private void Route()
    {
        foreach (var node in _picture.Nodes)
        {
            _slots.Add(node, Add(_column[node.Number], HeightOf(node), WidthOf(node)));
        }

        foreach (var edge in _picture.Edges)
        {
            if (LeadsBack(edge))
            {
                continue;
            }

            var route = new List<Slot>();
            var last = _slots[edge.From];
            for (var column = last.Column + 1; column < _column[edge.To.Number]; column++)
            {
                var slot = Add(column, LineHeight, 0);
                route.Add(slot);
                _links.Add((last, slot));
                last = slot;
            }

            _links.Add((last, _slots[edge.To]));
            _routes[edge] = route;
        }
    }

    private Slot Add(int column, int height, int width)
    {
        while (_columns.Count <= column)
        {
            _columns.Add(new List<Slot>());
        }

        var slot = new Slot { Column = column, Height = height, Width = width, Place = _columns[column].Count };
        _columns[column].Add(slot);
        return slot;
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
        for (var step = 0; step < _columns.Count; step++)
        {
            var column = _columns[isForward ? step : _columns.Count - 1 - step];
            var middle = new Dictionary<Slot, double>();
            foreach (var slot in column)
            {
                double sum = 0;
                var count = 0;
                foreach (var (from, to) in _links)
                {
                    var other = isForward ? (to == slot ? from : null) : (from == slot ? to : null);
                    if (other is not null)
                    {
                        sum += other.Place;
                        count++;
                    }
                }

                middle[slot] = count == 0 ? slot.Place : sum / count;
            }

            // By the place before where they are equal, so that the same graph gives the same picture.
            column.Sort((left, right) => middle[left] != middle[right] ? middle[left].CompareTo(middle[right]) : left.Place.CompareTo(right.Place));
            for (var i = 0; i < column.Count; i++)
            {
                column[i].Place = i;
            }
        }
    }

    private void Place()
    {
        var heights = _columns.ConvertAll(column =>
        {
            var height = 0;
            column.ForEach(slot => height += slot.Height + RowGap);
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
            foreach (var slot in _columns[i])
            {
                slot.Y = y;
                y += slot.Height + RowGap;
                widest = Math.Max(widest, slot.Width);
            }

            _left.Add(x);
            _right.Add(x + widest);
            x += widest + ColumnGap;
        }

        Width = x - ColumnGap + Margin;
        Height += 2 * Margin;
    }

    /// <summary>A place in a column: a box's, or an arrow's on its way.</summary>
    private sealed class Slot
    {
        internal int Column { get; init; }

        internal int Height { get; init; }

        internal int Width { get; init; }

        internal int Place { get; set; }

        internal int Y { get; set; }
    }
}
