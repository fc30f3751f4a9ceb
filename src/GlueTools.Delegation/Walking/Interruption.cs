using System.Collections.Generic;

namespace GlueTools.Delegation.Walking;

/// <summary>That a search was broken off where it would have waited for itself, or gone too deep.</summary>
internal sealed class Interruption
{
    internal Interruption(string? circle) => Circle = circle;

    /// <summary>The circle that was cut, for a person; null where none was met.</summary>
    internal string? Circle { get; }

    /// <summary>Cuts the circle that would close if <paramref name="from"/> waited for <paramref name="to"/>, which waits for it. It reads the same wherever it was entered.</summary>
    internal static Interruption Between(Dependency to, Dependency from)
    {
        var labels = new List<string>();
        to.PathTo(from, labels);
        var first = 0;
        for (var i = 1; i < labels.Count; i++)
        {
            first = string.CompareOrdinal(labels[i], labels[first]) < 0 ? i : first;
        }

        var text = new List<string>();
        for (var i = 0; i <= labels.Count; i++)
        {
            text.Add(labels[(first + i) % labels.Count]);
        }

        return new Interruption(string.Join(" needs ", text));
    }
}
