using System;
using System.Collections.Generic;

namespace GlueTools.Dns.Loop;

/// <summary>A timer that was set; cancelling one that has fired does nothing.</summary>
internal sealed class LoopTimer
{
    private readonly object _action;

    internal LoopTimer(long due, Action action)
        : this(due, (object)action)
    {
    }

    internal LoopTimer(long due, ILoopContinuation action)
        : this(due, (object)action)
    {
    }

    private LoopTimer(long due, object action)
    {
        Due = due;
        _action = action;
    }

    /// <summary>Microseconds of the loop's clock.</summary>
    internal long Due { get; }

    /// <summary>Place in the heap; -1 when not in it.</summary>
    internal int Index { get; set; } = -1;

    internal void Fire() => LoopContinuations.Run(_action);
}

/// <summary>Timers in a binary heap; setting and cancelling cost the logarithm of their number.</summary>
internal sealed class TimerQueue
{
    private readonly List<LoopTimer> _heap = new();

    internal int Count => _heap.Count;

    /// <summary>When the next timer is due; <see cref="long.MaxValue"/> where there is none.</summary>
    internal long NextDue => _heap.Count == 0 ? long.MaxValue : _heap[0].Due;

    internal void Add(LoopTimer timer)
    {
        _heap.Add(timer);
        timer.Index = _heap.Count - 1;
        Rise(timer);
    }

    internal void Remove(LoopTimer timer)
    {
        var hole = timer.Index;
        if (hole < 0)
        {
            return;
        }

        timer.Index = -1;
        var last = _heap[_heap.Count - 1];
        _heap.RemoveAt(_heap.Count - 1);
        if (ReferenceEquals(last, timer))
        {
            return;
        }

        Put(last, hole);
        Sink(last);
        Rise(last);
    }

    /// <summary>Takes out and runs every timer due at <paramref name="now"/>.</summary>
    internal void RunDue(long now)
    {
        while (_heap.Count > 0 && _heap[0].Due <= now)
        {
            var timer = _heap[0];
            Remove(timer);
            timer.Fire();
        }
    }

    private void Rise(LoopTimer timer)
    {
        while (timer.Index > 0)
        {
            var parent = _heap[(timer.Index - 1) / 2];
            if (parent.Due <= timer.Due)
            {
                return;
            }

            var at = parent.Index;
            Put(parent, timer.Index);
            Put(timer, at);
        }
    }

    private void Sink(LoopTimer timer)
    {
        while (true)
        {
            var child = (2 * timer.Index) + 1;
            if (child >= _heap.Count)
            {
                return;
            }

            if (child + 1 < _heap.Count && _heap[child + 1].Due < _heap[child].Due)
            {
                child++;
            }

            var smaller = _heap[child];
            if (smaller.Due >= timer.Due)
            {
                return;
            }

            Put(smaller, timer.Index);
            Put(timer, child);
        }
    }

    private void Put(LoopTimer timer, int index)
    {
        _heap[index] = timer;
        timer.Index = index;
    }
}
