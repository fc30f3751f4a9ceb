using System;
using System.Collections.Generic;

namespace GlueTools.Reports.Pictures;

/// <summary>Where a node is drawn.</summary>
internal readonly struct Place(int x, int y, int width, int height)
{
    internal int X { get; } = x;

    internal int Y { get; } = y;

    internal int Width { get; } = width;

    internal int Height { get; } = height;

    internal int Right => X + Width;

    internal int Middle => Y + (Height / 2);
}

/// <summary>
/// Three layers from left to right: parents, name servers, servers. Each layer is a column; servers stand in the order in which name servers lead to them, as near
/// to these as there is room, so that few lines cross.
/// </summary>
internal sealed class PictureLayout
{
    internal const int Width = 1040, Top = 34, RowHeight = 22, HeadHeight = 42, ServerHeight = 42, LineHeight = 16;
    private const int ParentWidth = 232, NameServerX = 312, NameServerWidth = 368, ServerX = 772, ServerWidth = 267, Gap = 14, Inset = 10, Edge = 1;

    /// <summary>Sources of a parent that are written out.</summary>
    internal const int MostSources = 6;

    private PictureLayout(Place[] parents, Place[] nameServers, Place[] servers, int height)
    {
        Parents = parents;
        NameServers = nameServers;
        Servers = servers;
        Height = height;
    }

    internal IReadOnlyList<Place> Parents { get; }

    internal IReadOnlyList<Place> NameServers { get; }

    internal IReadOnlyList<Place> Servers { get; }

    internal int Height { get; }

    /// <summary>Lines that are written of a parent's sources, the one for those left out included.</summary>
    internal static int SourceLines(ParentNode parent) => Math.Min(parent.Sources.Count, MostSources + 1);

    /// <summary>The middle of an address's line.</summary>
    internal static int RowMiddle(Place nameServer, int row) => nameServer.Y + HeadHeight + (row * RowHeight) + (RowHeight / 2);

    internal static PictureLayout Of(DelegationPicture picture)
    {
        var nameServers = new Place[picture.NameServers.Count];
        var y = Top;
        for (var i = 0; i < nameServers.Length; i++)
        {
            var rows = Math.Max(1, picture.NameServers[i].Rows.Count + (picture.NameServers[i].MoreAddresses > 0 ? 1 : 0));
            nameServers[i] = new Place(NameServerX, y, NameServerWidth, HeadHeight + (rows * RowHeight) + (Inset / 2));
            y += nameServers[i].Height + Gap;
        }

        var bottom = y;
        var servers = PlaceServers(picture, nameServers, ref bottom);
        var parents = PlaceParents(picture, ref bottom);
        return new PictureLayout(parents, nameServers, servers, Math.Max(bottom, Top + ServerHeight) + (picture.MoreNameServers + picture.MoreServers > 0 ? LineHeight : 0));
    }

    private static Place[] PlaceServers(DelegationPicture picture, Place[] nameServers, ref int bottom)
    {
        var servers = new Place[picture.Servers.Count];
        var isPlaced = new bool[servers.Length];
        var y = Top;
        for (var i = 0; i < nameServers.Length; i++)
        {
            for (var row = 0; row < picture.NameServers[i].Rows.Count; row++)
            {
                var server = picture.NameServers[i].Rows[row].Server;
                if (server >= 0 && !isPlaced[server])
                {
                    Put(server, RowMiddle(nameServers[i], row) - (ServerHeight / 2));
                }
            }
        }

        for (var server = 0; server < servers.Length; server++)
        {
            if (!isPlaced[server])
            {
                Put(server, y);
            }
        }

        bottom = Math.Max(bottom, y);
        return servers;

        void Put(int server, int wish)
        {
            servers[server] = new Place(ServerX, Math.Max(y, Math.Min(wish, y + RowHeight)), ServerWidth, ServerHeight);
            isPlaced[server] = true;
            y = servers[server].Y + ServerHeight + (Gap / 2);
        }
    }

    private static Place[] PlaceParents(DelegationPicture picture, ref int bottom)
    {
        var heights = new int[picture.Parents.Count];
        var all = 0;
        for (var i = 0; i < heights.Length; i++)
        {
            heights[i] = ((1 + picture.Parents[i].Lines.Count + SourceLines(picture.Parents[i])) * LineHeight) + (2 * Inset);
            all += heights[i] + Gap;
        }

        var parents = new Place[heights.Length];
        var y = Math.Max(Top, Top + ((bottom - Top - all) / 2));
        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = new Place(Edge, y, ParentWidth, heights[i]);
            y += heights[i] + Gap;
        }

        bottom = Math.Max(bottom, y);
        return parents;
    }
}
