using System.Collections.Generic;

namespace GlueTools.Delegation.Walking;

/// <summary>
/// Something being found out, and what it waits for. Finding one thing may need another, in a circle: the addresses of a.example's server lie in b.example,
/// and the other way round. Work is shared, so a circle would be a deadlock; it is cut where it would close.
/// </summary>
internal sealed class Dependency
{
    private readonly HashSet<Dependency> _waitsFor = new();

    internal Dependency(Dependency? parent, string label)
    {
        Parent = parent;
        Label = label;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    internal Dependency? Parent { get; }

    /// <summary>What is being found out, for a person.</summary>
    internal string Label { get; }

    internal int Depth { get; }

    /// <summary>Where something it needed was broken off; null where nothing was.</summary>
    internal Interruption? Interruption { get; private set; }

    internal void Note(Interruption interruption)
    {
        // The first in order of text, so that what is said does not depend on which circle was met first.
        if (Interruption?.Circle is not { } known || (interruption.Circle is { } circle && string.CompareOrdinal(circle, known) < 0))
        {
            Interruption = interruption;
        }
    }

    internal void WaitFor(Dependency other) => _waitsFor.Add(other);

    internal void StopWaitingFor(Dependency other) => _waitsFor.Remove(other);

    /// <summary>Whether this waits, over however many steps, for <paramref name="other"/>.</summary>
    internal bool Reaches(Dependency other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        // The graph is small (what is in flight and waits), and has no circle: none is ever closed.
        foreach (var next in _waitsFor)
        {
            if (next.Reaches(other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Collects the labels on the way from here to what this waits for; false where there is no way.</summary>
    internal bool PathTo(Dependency other, List<string> labels)
    {
        labels.Add(Label);
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        foreach (var next in _waitsFor)
        {
            if (next.PathTo(other, labels))
            {
                return true;
            }
        }

        labels.RemoveAt(labels.Count - 1);
        return false;
    }
}
