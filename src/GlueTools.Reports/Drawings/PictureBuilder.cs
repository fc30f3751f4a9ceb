using System.Collections.Generic;
using System.Globalization;
using System.Net;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Drawings;

/// <summary>How much of a graph a picture shows.</summary>
internal enum PictureDetail
{
    /// <summary>Zones, name servers and addresses.</summary>
    Addresses,

    /// <summary>Zones and name servers.</summary>
    Servers,

    /// <summary>Zones alone.</summary>
    Zones,
}

/// <summary>
/// Makes a picture of a graph. Servers of zones that lie on the way to the parent, and of top-level domains, are counted and not drawn one by one: nobody chose
/// them.
/// </summary>
internal sealed class PictureBuilder
{
    private readonly DependencyMeasures _measures;
    private readonly PictureDetail _detail;
    private readonly Picture _picture;
    private readonly Dictionary<GraphZone, PictureNode> _zones = new();
    private readonly Dictionary<GraphHost, PictureNode> _hosts = new();
    private readonly Dictionary<IPAddress, PictureNode> _addresses = new();

    private PictureBuilder(DependencyMeasures measures, PictureDetail detail)
    {
        _measures = measures;
        _detail = detail;
        _picture = new Picture("What " + SafeText.Escape(measures.Graph.Domain.Name.Text) + " depends on");
    }

    internal static Picture Of(DependencyMeasures measures, PictureDetail detail)
    {
        var builder = new PictureBuilder(measures, detail);
        builder.Build();
        return builder._picture;
    }

    private void Build()
    {
        foreach (var zone in DependencyOrder.Of(_measures.Graph))
        {
            _zones.Add(zone, Box(zone));
        }

        foreach (var zone in DependencyOrder.Of(_measures.Graph))
        {
            var box = _zones[zone];
            if (IsDrawnWhole(zone))
            {
                foreach (var server in zone.Servers)
                {
                    Draw(box, server);
                }
            }
            else
            {
                NoteHomes(box, zone);
            }

            if (zone.Parent is { } parent)
            {
                _picture.Connect(box, _zones[parent], "delegated by");
            }
        }

        if (_detail != PictureDetail.Addresses)
        {
            _picture.Remarks.Add(_detail == PictureDetail.Servers ? "Addresses are left out: the graph is large." : "Name servers and addresses are left out: the graph is large.");
        }

        _picture.Remarks.AddRange(DependencySentences.Of(_measures));
    }

    private bool IsDrawnWhole(GraphZone zone) => _detail != PictureDetail.Zones && !zone.IsOnWay && (zone.IsDomain || zone.Name.LabelCount > 1);

    private PictureNode Box(GraphZone zone)
    {
        var lines = new List<string> { zone.Name.IsRoot ? "the root" : SafeText.Escape(zone.Name.Text) };
        if (!zone.IsKnown)
        {
            lines.Add("not looked at");
        }
        else if (!IsDrawnWhole(zone) && zone.Servers.Count > 0)
        {
            var addresses = new HashSet<IPAddress>();
            foreach (var server in zone.Servers)
            {
                addresses.UnionWith(server.Host.Addresses);
            }

            lines.Add(Count(zone.Servers.Count, "name server") + ", " + Count(addresses.Count, "address", "addresses"));
        }

        var node = _picture.Add(zone.IsDomain ? PictureKind.Domain : PictureKind.Zone, lines.ToArray());
        node.IsOnWay = zone.IsOnWay;
        node.IsBroken = !_measures.IsReached(zone);
        if (_measures.PointOf(zone) is { IsAvoidable: true })
        {
            node.IsCut = true;
            node.Lines.Add("cut point");
        }

        return node;
    }

    private void Draw(PictureNode zone, ZoneServer server)
    {
        var host = server.Host;
        if (!_hosts.TryGetValue(host, out var box))
        {
            _hosts.Add(host, box = _picture.Add(PictureKind.Server, SafeText.Escape(host.Name.Text)));
            if (_measures.PointOf(host) is { IsAvoidable: true })
            {
                box.IsCut = true;
                box.Lines.Add("cut point");
            }

            if (_detail == PictureDetail.Addresses)
            {
                foreach (var address in host.Addresses)
                {
                    Draw(box, address);
                }
            }

            if (!server.HasGlue && host.Zone is { } home)
            {
                _picture.Connect(box, _zones[home], "looked up in");
            }

            box.IsBroken = true;
        }

        box.IsBroken &= !_measures.CanAsk(server);
        _picture.Connect(zone, box, server.HasGlue ? "glue" : string.Empty);
    }

    private void Draw(PictureNode host, IPAddress address)
    {
        if (!_addresses.TryGetValue(address, out var box))
        {
            _addresses.Add(address, box = _picture.Add(PictureKind.Address, address.ToString()));
            box.IsBroken = !_measures.IsUsed(address);
        }

        _picture.Connect(host, box);
    }

    /// <summary>Where name servers are not drawn, the zones that they lie in are led to from the zone itself.</summary>
    private void NoteHomes(PictureNode box, GraphZone zone)
    {
        var homes = new HashSet<GraphZone>();
        foreach (var server in zone.Servers)
        {
            if (!server.HasGlue && server.Host.Zone is { } home && homes.Add(home))
            {
                _picture.Connect(box, _zones[home], "name servers in");
            }
        }
    }

    private static string Count(int count, string one, string? many = null) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many ?? one + "s");
}
