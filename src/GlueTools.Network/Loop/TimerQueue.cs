using System;

namespace GlueTools.Network.Loop;

/// <summary>A timer that was set; cancelling one that has fired does nothing.</summary>
internal sealed class LoopTimer
{
    private readonly Action _action;

    internal LoopTimer(long due, Action action)
    {
        Due = due;
        _action = action;
    }

    /// <summary>Microseconds of the loop's clock.</summary>
    internal long Due { get; }

    /// <summary>Place in the heap; -1 when not in it.</summary>
    internal int Index { get; set; } = -1;

    internal void Fire() => _action();
}

/// <summary>
/// Timers in a binary heap; setting and cancelling cost the logarithm of their number. The times stand in the heap itself, since following each timer to its
/// own is what takes long with thousands of questions in flight.
/// </summary>
internal sealed class TimerQueue
{
    private Entry[] _heap = new Entry[16];

    internal int Count { get; private set; }

    /// <summary>When the next timer is due; <see cref="long.MaxValue"/> where there is none.</summary>
    internal long NextDue => Count == 0 ? long.MaxValue : _heap[0].Due;

    internal void Add(LoopTimer timer)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * Count);
        }

        Rise(new Entry(timer), Count++);
    }

    internal void Remove(LoopTimer timer)
    {
        var hole = timer.Index;
        if (hole < 0)
        {
            return;
        }

        timer.Index = -1;
        var last = _heap[--Count];
        _heap[Count] = default;
        if (hole == Count)
        {
            return;
        }

        if (hole > 0 && last.Due < _heap[(hole - 1) / 2].Due)
        {
            Rise(last, hole);
        }
        else
        {
            Sink(last, hole);
        }
    }

    /// <summary>Takes out and runs every timer due at <paramref name="now"/>.</summary>
    internal void RunDue(long now)
    {
        while (Count > 0 && _heap[0].Due <= now)
        {
            var timer = _heap[0].Timer;
            Remove(timer);
            timer.Fire();
        }
    }

    /// <summary>Puts an entry where it belongs, at a free place or above it.</summary>
    private void Rise(Entry entry, int hole)
    {
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (_heap[parent].Due <= entry.Due)
            {
                break;
            }

            Put(_heap[parent], hole);
            hole = parent;
        }

        Put(entry, hole);
    }

    /// <summary>Puts an entry where it belongs, at a free place or below it.</summary>
    private void Sink(Entry entry, int hole)
    {
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && _heap[child + 1].Due < _heap[child].Due)
            {
                child++;
            }

            if (_heap[child].Due >= entry.Due)
            {
                break;
            }

            Put(_heap[child], hole);
            hole = child;
        }

        Put(entry, hole);
    }

    private void Put(Entry entry, int index)
    {
        _heap[index] = entry;
        entry.Timer.Index = index;
    }

    private readonly struct Entry
    {
        internal Entry(LoopTimer timer)
        {
            Due = timer.Due;
            Timer = timer;
        }

        internal long Due { get; }

        internal LoopTimer Timer { get; }
    }
}
