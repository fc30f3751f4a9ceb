using System;
using System.Collections.Generic;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Walking;

/// <summary>A result that may have come out negative only because a circle of dependencies was cut.</summary>
internal interface IWalkResult
{
    /// <summary>Whether there is something to go on with.</summary>
    bool IsUsable { get; }

    /// <summary>Whether a circle was cut on the way here; a negative result is then not final.</summary>
    bool CutShort { get; set; }

    /// <summary>The circle that was cut, for a person; null where none was.</summary>
    string? Circle { get; set; }
}

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

    /// <summary>Whether something it needed was cut off.</summary>
    internal bool CutShort { get; private set; }

    /// <summary>The circle that was cut, for a person.</summary>
    internal string? Circle { get; private set; }

    internal void NoteCut(string? circle)
    {
        CutShort = true;
        // The first in order of text, so that what is said does not depend on which circle was met first.
        if (Circle is null || (circle is not null && string.CompareOrdinal(circle, Circle) < 0))
        {
            Circle = circle;
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

/// <summary>Circles, written so that each reads the same wherever it was entered.</summary>
internal static class Circles
{
    /// <summary>The circle that would close if <paramref name="from"/> waited for <paramref name="to"/>, which waits for it.</summary>
    internal static string Close(Dependency to, Dependency from)
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

        return string.Join(" needs ", text);
    }
}

/// <summary>Work that is done once and shared: settled results are kept, as many as there is room for, running work is joined, circles are cut.</summary>
/// <typeparam name="TKey">What identifies the work.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal sealed class SharedWork<TKey, TResult>
    where TKey : notnull
    where TResult : class, IWalkResult
{
    private readonly RecentTable<TKey, TResult> _settled;
    private readonly Dictionary<TKey, Running> _running = new();
    private readonly Func<TResult> _whenCut;

    /// <summary>Creates the work's memory.</summary>
    /// <param name="bound">Settled results kept; what was forgotten is found out again.</param>
    /// <param name="whenCut">What comes of work that would wait for itself.</param>
    internal SharedWork(int bound, Func<TResult> whenCut)
    {
        _settled = new RecentTable<TKey, TResult>(bound);
        _whenCut = whenCut;
    }

    /// <summary>Settled results kept now.</summary>
    internal int Count => _settled.Count;

    internal LoopTask<TResult> Get(TKey key, string label, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        if (_settled.TryGet(key, out var known))
        {
            return LoopTasks.FromResult(known);
        }

        if (_running.TryGetValue(key, out var running))
        {
            return running.Node.Reaches(from) ? Cut(from, Circles.Close(running.Node, from)) : Join(running, from);
        }

        return from.Depth >= WalkBudget.DependencyDepth ? Cut(from, null) : Run(key, label, from, work);
    }

    private LoopTask<TResult> Cut(Dependency from, string? circle)
    {
        from.NoteCut(circle);
        var result = _whenCut();
        result.CutShort = true;
        result.Circle = circle;
        return LoopTasks.FromResult(result);
    }

    private static async LoopTask<TResult> Join(Running running, Dependency from)
    {
        from.WaitFor(running.Node);
        var result = await running.Task;
        from.StopWaitingFor(running.Node);
        PassOn(result, from);
        return result;
    }

    private static void PassOn(TResult result, Dependency to)
    {
        if (result.CutShort)
        {
            to.NoteCut(result.Circle);
        }
    }

    private async LoopTask<TResult> Run(TKey key, string label, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        var running = new Running(new Dependency(from, label));
        _running.Add(key, running);
        from.WaitFor(running.Node);
        var result = await work(running.Node);
        from.StopWaitingFor(running.Node);
        result.CutShort = running.Node.CutShort && !result.IsUsable;
        result.Circle = result.CutShort ? running.Node.Circle : null;
        PassOn(result, from);
        _running.Remove(key);
        if (!result.CutShort)
        {
            _settled.Set(key, result);
        }

        running.Task.SetResult(result);
        return result;
    }

    private sealed class Running
    {
        internal Running(Dependency node) => Node = node;

        internal Dependency Node { get; }

        internal LoopTask<TResult> Task { get; } = new();
    }
}
