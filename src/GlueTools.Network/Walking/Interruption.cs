using System.Collections.Generic;
using GlueTools.Dns.Names;

namespace GlueTools.Network.Walking;

/// <summary>That a search came to nothing because it would have needed itself, or because it ran into a ceiling.</summary>
internal sealed class Interruption
{
    private Interruption(string? circle, string? ceiling, DomainName? unanswered = null)
    {
        Unanswered = unanswered;
        Circle = circle;
        Ceiling = ceiling;
    }

    /// <summary>The circle, for a person; null where none was met.</summary>
    internal string? Circle { get; }

    /// <summary>The ceiling that was reached, as <see cref="AuditLimits"/> names it; null where none was.</summary>
    internal string? Ceiling { get; }

    /// <summary>A zone on the way whose servers, as far as they have an address, were asked and gave no usable answer; null where the circle alone is in the way.</summary>
    internal DomainName? Unanswered { get; }

    /// <summary>A ceiling was reached: whatever is missing was not looked at.</summary>
    internal static Interruption ByCeiling(string ceiling) => new(null, ceiling);

    /// <summary>The circle that goes through these, each needing the next and the last the first. It reads the same wherever it is entered.</summary>
    /// <param name="circle">What needs what.</param>
    /// <param name="unanswered">A zone on the way of which servers were asked, and gave no usable answer.</param>
    internal static Interruption Through(IReadOnlyList<Dependency> circle, DomainName? unanswered)
    {
        var labels = new List<string>();
        foreach (var node in circle)
        {
            // A name and the way to the zone that it lies in are one step for whoever reads it.
            var name = node.Label.Substring(node.Label.IndexOf(' ') + 1);
            if (name.Length > 0 && (labels.Count == 0 || labels[labels.Count - 1] != name))
            {
                labels.Add(name);
            }
        }

        if (labels.Count > 1 && labels[0] == labels[labels.Count - 1])
        {
            labels.RemoveAt(0);
        }

        var first = 0;
        for (var i = 1; i < labels.Count; i++)
        {
            first = string.CompareOrdinal(labels[i], labels[first]) < 0 ? i : first;
        }

        var text = labels[first] + " needs ";
        for (var i = 1; i < labels.Count; i++)
        {
            text += labels[(first + i) % labels.Count] + ", which needs ";
        }

        return new Interruption(text + labels[first], null, unanswered);
    }
}
