using System;
using System.Collections.Generic;
using GlueTools.Dns.Loop;

namespace GlueTools.Delegation.Walking;

/// <summary>A result that may have come out negative only because a circle of dependencies was cut.</summary>
internal interface IWalkResult
{
    /// <summary>Whether there is something to go on with.</summary>
    bool IsUsable { get; }

    /// <summary>Whether a circle was cut on the way here; a negative result is then not final.</summary>
    bool CutShort { get; set; }
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
    internal bool CutShort { get; set; }

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
}

/// <summary>Work that is done once and shared: settled results are kept, running work is joined, circles are cut.</summary>
/// <typeparam name="TKey">What identifies the work.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal sealed class SharedWork<TKey, TResult>
    where TKey : notnull
    where TResult : class, IWalkResult
{
    private readonly Dictionary<TKey, TResult> _settled = new();
    private readonly Dictionary<TKey, Running> _running = new();
    private readonly Func<TResult> _whenCut;

    internal SharedWork(Func<TResult> whenCut) => _whenCut = whenCut;

    internal LoopTask<TResult> Get(TKey key, string label, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        if (_settled.TryGetValue(key, out var known))
        {
            return LoopTasks.FromResult(known);
        }

        if (_running.TryGetValue(key, out var running))
        {
            return running.Node.Reaches(from) ? Cut(from) : Join(running, from);
        }

        return from.Depth >= WalkBudget.DependencyDepth ? Cut(from) : Run(key, label, from, work);
    }

    private LoopTask<TResult> Cut(Dependency from)
    {
        from.CutShort = true;
        var result = _whenCut();
        result.CutShort = true;
        return LoopTasks.FromResult(result);
    }

    private static async LoopTask<TResult> Join(Running running, Dependency from)
    {
        from.WaitFor(running.Node);
        var result = await running.Task;
        from.StopWaitingFor(running.Node);
        from.CutShort |= result.CutShort;
        return result;
    }

    private async LoopTask<TResult> Run(TKey key, string label, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        var running = new Running(new Dependency(from, label));
        _running.Add(key, running);
        from.WaitFor(running.Node);
        var result = await work(running.Node);
        from.StopWaitingFor(running.Node);
        result.CutShort = running.Node.CutShort && !result.IsUsable;
        from.CutShort |= result.CutShort;
        _running.Remove(key);
        if (!result.CutShort)
        {
            _settled[key] = result;
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
