using System.Collections.Generic;
using System.Text;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Drawings;

/// <summary>A graph as lines of text. What was told once is named and not told again.</summary>
internal sealed class TreeDrawing
{
    /// <summary>Name servers of one zone that are told one by one; those of a registry are counted.</summary>
    private const int MostServers = 26;

    private readonly DependencyMeasures _measures;
    private readonly StringBuilder _text = new();
    private readonly HashSet<GraphZone> _told = new();

    private TreeDrawing(DependencyMeasures measures) => _measures = measures;

    internal static string Of(DependencyMeasures measures)
    {
        var tree = new TreeDrawing(measures);
        tree._text.Append(SafeText.Escape(measures.Graph.Domain.Name.Text)).Append('\n');
        tree.Below(measures.Graph.Domain, string.Empty);
        foreach (var sentence in DependencySentences.Of(measures))
        {
            tree._text.Append(sentence).Append('\n');
        }

        return tree._text.ToString();
    }

    private void Below(GraphZone zone, string margin)
    {
        _told.Add(zone);
        var homes = new List<GraphZone>();
        var isCounted = zone.IsOnWay || (zone.Name.LabelCount <= 1 && !zone.IsDomain) || zone.Servers.Count > MostServers;
        foreach (var server in zone.Servers)
        {
            if (!server.HasGlue && server.Host.Zone is { } home && home != zone && !homes.Contains(home))
            {
                homes.Add(home);
            }
        }

        var left = (isCounted ? 0 : zone.Servers.Count) + homes.Count + (zone.Parent is null ? 0 : 1);
        foreach (var server in isCounted ? [] : zone.Servers)
        {
            Line(margin, --left == 0, SafeText.Escape(server.Host.Name.Text) + "  " + Addresses(server) + Note(server));
        }

        foreach (var home in homes)
        {
            Zone(home, margin, --left == 0, "looks up names in ");
        }

        if (zone.Parent is { } parent)
        {
            Zone(parent, margin, true, "delegated by ");
        }
    }

    private void Zone(GraphZone zone, string margin, bool isLast, string words)
    {
        var name = zone.Name.IsRoot ? "the root" : SafeText.Escape(zone.Name.Text);
        var isNew = _told.Add(zone);
        var more = !isNew && !zone.IsStart ? " (above)" : string.Empty;
        var cut = _measures.PointOf(zone) is { IsAvoidable: true } ? "  ! cut point" : string.Empty;
        var broken = _measures.IsReached(zone) ? string.Empty : "  x out of reach";
        Line(margin, isLast, words + name + Servers(zone) + more + cut + broken);
        if (isNew)
        {
            Below(zone, margin + (isLast ? "   " : "|  "));
        }
    }

    private static string Servers(GraphZone zone) => !zone.IsKnown ? "  (name servers not looked at)"
        : zone.Servers.Count > 0 && (zone.IsOnWay || zone.Name.LabelCount <= 1 || zone.Servers.Count > MostServers) ? "  (" + zone.Servers.Count + " name servers)" : string.Empty;

    private string Note(ZoneServer server) =>
        (server.HasGlue ? "  glue" : string.Empty)
        + (_measures.PointOf(server.Host) is { IsAvoidable: true } ? "  ! cut point" : string.Empty)
        + (_measures.CanAsk(server) ? string.Empty : "  x out of reach");

    private static string Addresses(ZoneServer server) => server.Host.Addresses.Count == 0 ? "no address" : string.Join(" ", server.Host.Addresses);

    private void Line(string margin, bool isLast, string text) => _text.Append(margin).Append(isLast ? "`- " : "|- ").Append(text).Append('\n');
}
