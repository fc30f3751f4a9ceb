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

    /// <summary>What was broken off on the way here; a negative result is then not final. Null where nothing was.</summary>
    Interruption? Interruption { get; set; }
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
    private readonly Func<TKey, string> _label;

    /// <summary>Creates the work's memory.</summary>
    /// <param name="bound">Settled results kept; what was forgotten is found out again.</param>
    /// <param name="whenCut">What comes of work that would wait for itself.</param>
    /// <param name="label">What is being found out, for a person.</param>
    internal SharedWork(int bound, Func<TResult> whenCut, Func<TKey, string> label)
    {
        _settled = new RecentTable<TKey, TResult>(bound);
        _whenCut = whenCut;
        _label = label;
    }

    /// <summary>Counts what makes results of work under way doubtful: one during which this has changed is not kept.</summary>
    internal Func<int> Doubts { get; init; } = () => 0;

    /// <summary>Settled results kept now.</summary>
    internal int Count => _settled.Count;

    internal LoopTask<TResult> Get(TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        if (_settled.TryGet(key, out var known))
        {
            return LoopTasks.FromResult(known);
        }

        if (_running.TryGetValue(key, out var running))
        {
            return running.Node.Reaches(from) ? BreakOff(from, Interruption.Between(running.Node, from)) : Join(running, from);
        }

        return from.Depth >= WalkBudget.DependencyDepth ? BreakOff(from, new Interruption(null)) : Run(key, from, work);
    }

    private LoopTask<TResult> BreakOff(Dependency from, Interruption interruption)
    {
        from.Note(interruption);
        var result = _whenCut();
        result.Interruption = interruption;
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
        if (result.Interruption is { } interruption)
        {
            to.Note(interruption);
        }
    }

    private async LoopTask<TResult> Run(TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        var running = new Running(new Dependency(from, _label(key)));
        _running.Add(key, running);
        from.WaitFor(running.Node);
        var doubts = Doubts();
        var result = await work(running.Node);
        from.StopWaitingFor(running.Node);
        result.Interruption = result.IsUsable ? null : running.Node.Interruption;
        PassOn(result, from);
        _running.Remove(key);
        if (result.Interruption is null && Doubts() == doubts)
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
