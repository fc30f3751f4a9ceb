using System.Collections.Generic;

namespace GlueTools.Network.Walking;

/// <summary>
/// A set of searches that wait for one another and for nothing else, so that none can ever go on: name servers that need each other in a circle. It is
/// untied the same way whoever came into it first: a search of the knot that knows a further way tries it, the first in order of text; when there is none
/// left, what is missing can be found only through itself, and that holds for all of them.
/// </summary>
/// <remarks>
/// No knot is left behind: each is seen when the wait that ties it begins, and then everything that this search reaches is part of it.
/// </remarks>
internal static class Knot
{
    /// <summary>Larger knots are described by one circle: finding each one's own would take too long.</summary>
    private const int LargestDescribed = 512;

    /// <summary>A search has begun to wait: looks whether that has tied a knot, and unties it.</summary>
    internal static void Check(Dependency node)
    {
        var all = Reached(node);
        if (all is null)
        {
            return;
        }

        all.Sort((left, right) => string.CompareOrdinal(left.Order, right.Order));
        // What has a result and waits for a second answer has a way out for the others.
        if (all.Find(one => one.HasResult) is { } found)
        {
            foreach (var wait in new List<IWait>(found.Waits))
            {
                wait.Break();
            }
        }
        else if (all.Find(one => one.Alternative is not null && !one.IsStopped) is { } next)
        {
            next.Resume();
            next.Alternative!();
        }
        else
        {
            Describe(all);
            // Every circle goes through the way to a zone: when those are given up, the rest comes to its end by itself. All of them, before any of the rest
            // goes on: it would wait for what is about to be given up.
            all.ForEach(one => one.Resume());
            node.Continuations.Add(() => GiveUp(all));
        }
    }

    private static void GiveUp(List<Dependency> all)
    {
        foreach (var one in all)
        {
            foreach (var wait in one.Waits)
            {
                one.Tally.Need(wait.On.Tally);
            }
        }

        all.ForEach(one => one.GiveUp?.Invoke());
        all.ForEach(one => one.Rest());
    }

    /// <summary>Everything that a search waits for, over however many steps, itself included; null where any of it can still go on.</summary>
    private static List<Dependency>? Reached(Dependency node)
    {
        var seen = new HashSet<Dependency> { node };
        var all = new List<Dependency> { node };
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].IsBlocked)
            {
                node.Steps?.Look(i);
                return null;
            }

            foreach (var wait in all[i].Waits)
            {
                if (seen.Add(wait.On))
                {
                    all.Add(wait.On);
                }
            }
        }

        node.Steps?.Look(all.Count);
        return all;
    }

    /// <summary>Tells each of them by way of which circle it needs itself: the shortest; of several, the first in order of text.</summary>
    private static void Describe(List<Dependency> all)
    {
        // In the order of text, so that what is said does not depend on which was asked first.
        var unanswered = all.Find(node => node.Unanswered is not null)?.Unanswered;
        if (all.Count > LargestDescribed)
        {
            var one = Interruption.Through(ShortestThrough(all.Find(node => node.Label.Length > 0)!), unanswered);
            all.ForEach(node => node.NoteOwnCircle(one));
            return;
        }

        foreach (var node in all)
        {
            node.NoteOwnCircle(Interruption.Through(ShortestThrough(node), unanswered));
        }
    }

    private static List<Dependency> ShortestThrough(Dependency node)
    {
        var cameFrom = new Dictionary<Dependency, Dependency?>();
        var line = new Queue<Dependency>();
        line.Enqueue(node);
        while (true)
        {
            var at = line.Dequeue();
            var next = new List<Dependency>();
            foreach (var wait in at.Waits)
            {
                next.Add(wait.On);
            }

            next.Sort((left, right) => string.CompareOrdinal(left.Order, right.Order));
            foreach (var other in next)
            {
                if (cameFrom.ContainsKey(other))
                {
                    continue;
                }

                cameFrom.Add(other, at);
                node.Steps?.Look(1);
                if (ReferenceEquals(other, node))
                {
                    return Back(node, cameFrom);
                }

                line.Enqueue(other);
            }
        }
    }

    private static List<Dependency> Back(Dependency node, Dictionary<Dependency, Dependency?> cameFrom)
    {
        var circle = new List<Dependency>();
        for (var at = node; circle.Count == 0 || !ReferenceEquals(at, node); at = cameFrom[at]!)
        {
            circle.Add(at);
        }

        circle.Reverse();
        return circle;
    }
}
