using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using GlueTools.Dns.Collections;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;

namespace GlueTools.Network.Walking;

/// <summary>Something that was found out on the way, for whoever needs it.</summary>
internal interface IWalkResult
{
    /// <summary>Whether there is something to go on with.</summary>
    bool IsUsable { get; }

    /// <summary>Why there is nothing to go on with, where a circle or a ceiling is the reason; null otherwise.</summary>
    Interruption? Interruption { get; set; }

    /// <summary>What it took; null before it is settled.</summary>
    SearchRecord? Record { get; set; }
}

/// <summary>What it took to find something out.</summary>
internal sealed class SearchRecord
{
    internal SearchRecord(AuditTally cost, int room, int height)
    {
        Cost = cost;
        Room = room;
        Height = height;
    }

    internal AuditTally Cost { get; }

    /// <summary>The room it lacked: with more, something else might come out. As large as can be where none was lacking.</summary>
    internal int Room { get; }

    /// <summary>Name servers that were looked up one for the other.</summary>
    internal int Height { get; }
}

/// <summary>
/// Work that is done once and shared: settled results are kept, as many as there is room for, and running work is joined. What comes out is a matter of the
/// work alone and not of who asked first, so every result is final, also where circles or ceilings are met.
/// </summary>
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
    private readonly bool _deepens, _isHidden;

    /// <summary>Creates the work's memory.</summary>
    /// <param name="bound">Settled results kept; what was forgotten is found out again.</param>
    /// <param name="whenCut">What comes of work that is broken off.</param>
    /// <param name="label">What is being found out, for a person.</param>
    /// <param name="deepens">Whether each is a further name server to be looked up.</param>
    /// <param name="isHidden">Whether a person need not hear of it.</param>
    internal SharedWork(int bound, Func<TResult> whenCut, Func<TKey, string> label, bool deepens = false, bool isHidden = false)
    {
        _settled = new RecentTable<TKey, TResult>(bound);
        _whenCut = whenCut;
        _label = label;
        _deepens = deepens;
        _isHidden = isHidden;
    }

    /// <summary>Counts what makes results of work under way doubtful: one during which this has changed is not kept.</summary>
    internal Func<int> Doubts { get; init; } = () => 0;

    /// <summary>Settled results kept now.</summary>
    internal int Count => _settled.Count;

    internal LoopTask<TResult> Get(TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        if (from.Steps?.Next() is { IsCompleted: false } turn)
        {
            return GetInTurn(turn, key, from, work);
        }

        return TryKnown(key, from, out var known) ? LoopTasks.FromResult(known) : Find(key, from, work);
    }

    /// <summary>A settled result; false where there is none.</summary>
    internal bool TryPeek(TKey key, out TResult result) => _settled.TryGet(key, out result);

    /// <summary>Puts in what was found out elsewhere, unless it is known here.</summary>
    internal void Learn(TKey key, TResult result)
    {
        if (!_settled.TryGet(key, out _))
        {
            _settled.Set(key, result);
        }
    }

    /// <summary>Forgets a settled result.</summary>
    internal void Forget(TKey key) => _settled.Remove(key);

    private async LoopTask<TResult> GetInTurn(LoopTask<bool> turn, TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        await turn;
        return TryKnown(key, from, out var known) ? known : await Find(key, from, work);
    }

    private bool TryKnown(TKey key, Dependency from, out TResult known)
    {
        if (!_settled.TryGet(key, out known) || known.Record!.Room < from.Room)
        {
            return false;
        }

        from.Use(known);
        return true;
    }

    private async LoopTask<TResult> Find(TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        if (_deepens && from.Room <= 0)
        {
            from.NoteTooDeep();
            return Cut(from.Interruption!);
        }

        while (true)
        {
            if (!_running.TryGetValue(key, out var running))
            {
                running = Start(key, from, work);
            }

            if (from.IsStopped && running.Result is null)
            {
                // It is above a ceiling, if only by what it has begun just now.
                from.Tally.Need(running.Node.Tally);
                AbandonUnwanted(running);
                return Cut(from.Interruption);
            }

            if (running.Failure is { } fault)
            {
                ExceptionDispatchInfo.Capture(fault).Throw();
            }

            var result = running.Result ?? await new Wait(this, running, from).Begin();
            if (result.Record is not { } record || record.Room >= from.Room)
            {
                from.Use(result);
                return result;
            }

            // Somebody further away had begun it, and lacked room.
            if (TryKnown(key, from, out result))
            {
                return result;
            }
        }
    }

    private TResult Cut(Interruption? interruption)
    {
        var result = _whenCut();
        result.Interruption = interruption;
        return result;
    }

    private Running Start(TKey key, Dependency from, Func<Dependency, LoopTask<TResult>> work)
    {
        var label = _label(key);
        var running = new Running(key, from.Start(_isHidden ? string.Empty : label, label, _deepens));
        _running.Add(key, running);
        var doubts = Doubts();
        var task = work(running.Node);
        task.ContinueWith(() => Settle(running, task, doubts));
        return running;
    }

    /// <summary>What nobody waits for any more is broken off, and its result is nobody's: whoever needs it later is no part of the search that was above a ceiling, and finds it out anew.</summary>
    private void AbandonUnwanted(Running running)
    {
        if (running.Waits.Count == 0 && running.Result is null && !running.Node.IsAbandoned)
        {
            Remove(running);
            running.Node.Abandon();
        }
    }

    private void Remove(Running running)
    {
        // What was abandoned may have been begun again meanwhile.
        if (_running.TryGetValue(running.Key, out var current) && ReferenceEquals(current, running))
        {
            _running.Remove(running.Key);
        }
    }

    private void Settle(Running running, LoopTask<TResult> task, int doubts)
    {
        var node = running.Node;
        Remove(running);
        TResult result;
        try
        {
            result = task.Result;
            if (!node.IsAbandoned)
            {
                result = Judge(node, result);
            }
        }
        catch (Exception fault)
        {
            // A bug in the work: whoever waits for it hears of it.
            running.Failure = fault;
            node.End();
            running.Waits.ForEach(wait => wait.Fail(fault));
            return;
        }

        if (Doubts() == doubts && !node.IsAbandoned)
        {
            _settled.Set(running.Key, result);
        }

        running.Result = result;
        node.End();
        running.Waits.ForEach(wait => node.Continuations.Add(() => wait.Finish(result)));
    }

    /// <summary>What counts of a result, given how the search went.</summary>
    private TResult Judge(Dependency node, TResult result)
    {
        // What needs more than one search may is broken off, however much of it others had found out before.
        var ceiling = node.IsStopped ? node.Interruption!.Ceiling : node.Tally.Total(node.Steps).Ceiling;
        if (ceiling is not null)
        {
            result = Cut(Interruption.ByCeiling(ceiling));
        }
        else
        {
            result.Interruption = result.IsUsable ? null : node.Interruption;
        }

        var height = node.Height + (_deepens ? 1 : 0);
        if (result.IsUsable && height > WalkBudget.DependencyDepth)
        {
            result = Cut(Interruption.ByCeiling(AuditLimits.Depth));
        }

        // The room of whoever began it, of which a further name server takes one: who has no more than that need not begin it again.
        result.Record = new SearchRecord(node.Tally, node.WasTooDeep ? node.Room + (_deepens ? 1 : 0) : int.MaxValue, result.IsUsable ? height : 0);
        return result;
    }

    private sealed class Running
    {
        internal Running(TKey key, Dependency node)
        {
            Key = key;
            Node = node;
        }

        internal TKey Key { get; }

        internal Dependency Node { get; }

        internal List<Wait> Waits { get; } = new();

        internal TResult? Result { get; set; }

        internal Exception? Failure { get; set; }
    }

    private sealed class Wait : LoopTask<TResult>, IWait
    {
        private readonly SharedWork<TKey, TResult> _work;
        private readonly Running _running;
        private readonly Dependency _from;

        internal Wait(SharedWork<TKey, TResult> work, Running running, Dependency from)
        {
            _work = work;
            _running = running;
            _from = from;
        }

        public Dependency On => _running.Node;

        public void Break() => _from.Continuations.Add(() => Finish(_work._whenCut()));

        public void Leave() => _from.Continuations.Add(() =>
        {
            if (!IsCompleted)
            {
                _running.Waits.Remove(this);
                _work.AbandonUnwanted(_running);
                Finish(_work.Cut(_from.Interruption));
            }
        });

        internal Wait Begin()
        {
            _running.Waits.Add(this);
            _from.Begin(this);
            return this;
        }

        internal void Fail(Exception fault)
        {
            if (!IsCompleted)
            {
                _from.End(this);
                SetException(fault);
            }
        }

        internal void Finish(TResult result)
        {
            if (!IsCompleted)
            {
                _from.End(this);
                SetResult(result);
            }
        }
    }
}
