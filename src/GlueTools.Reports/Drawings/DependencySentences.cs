using System.Collections.Generic;
using System.Globalization;
using GlueTools.Delegation.Graph;
using GlueTools.Dns.Names;

namespace GlueTools.Reports.Drawings;

/// <summary>What a graph comes to, in sentences below a drawing.</summary>
internal static class DependencySentences
{
    /// <summary>Things named in a sentence; the rest is counted.</summary>
    private const int Named = 12;

    internal static IEnumerable<string> Of(DependencyMeasures measures)
    {
        var graph = measures.Graph;
        var domain = SafeText.Escape(graph.Domain.Name.Text);
        if (!measures.IsReachable)
        {
            yield return "A resolver with an empty cache does not get to " + domain + ".";
        }

        var points = new List<string>();
        foreach (var point in measures.CutPoints)
        {
            if (point is { IsAvoidable: true, IsImplied: false })
            {
                points.Add("the " + SafeText.Escape(point.ToString()));
            }
        }

        if (points.Count > 0)
        {
            yield return "Losing " + (points.Count > 1 ? "any one of these" : points[0]) + " takes " + domain + " away" + (points.Count > 1 ? ": " + List(points) : string.Empty) + ".";
        }
        else if (measures.IsReachable)
        {
            yield return "No one zone, operator or network beyond the way to the parent takes " + domain + " away when it is lost.";
        }

        if (measures.HasFalseRedundancy)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture, "Of {0} servers that can be reached, losing {1} is enough: {2}.", measures.UsableServers, measures.Redundancy, SafeText.Escape(string.Join("; ", measures.SmallestCut!)));
        }

        if (measures is { MinimumServersQueried: { } fewest, Lookups: { } questions })
        {
            yield return string.Format(
                CultureInfo.InvariantCulture,
                "With an empty cache, at least {0} servers are asked {1} questions{2}.",
                fewest,
                questions,
                fewest > measures.BestMinimumServersQueried ? string.Format(CultureInfo.InvariantCulture, "; with glue it would be {0} servers", measures.BestMinimumServersQueried) : string.Empty);
        }

        foreach (var circle in measures.Circles)
        {
            yield return circle.Count == 1
                ? "A name server of " + SafeText.Escape(circle[0].Text) + " lies in it and has no glue."
                : "These zones need one another: " + List(new List<string>(Texts(circle))) + ".";
        }

        if (graph.Limits.Count > 0)
        {
            yield return "Not looked at for " + SafeText.Escape(string.Join("; for ", graph.Limits)) + ".";
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<DomainName> names)
    {
        foreach (var name in names)
        {
            yield return SafeText.Escape(name.Text);
        }
    }

    private static string List(List<string> texts)
    {
        if (texts.Count > Named)
        {
            texts = [.. texts.GetRange(0, Named - 1), (texts.Count - Named + 1).ToString(CultureInfo.InvariantCulture) + " more"];
        }

        return texts.Count < 2 ? string.Join(string.Empty, texts) : string.Join(", ", texts.GetRange(0, texts.Count - 1)) + " and " + texts[texts.Count - 1];
    }
}
