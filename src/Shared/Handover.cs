using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace GlueTools.Shared;

/// <summary>
/// What one thread hands to another, in order. Whoever waits sleeps at once: a domain takes longer than the few microseconds that a blocking collection spins
/// for, and with a few such threads the spinning adds up.
/// </summary>
internal sealed class Handover<T>
{
    private readonly Queue<T> _items = new();
    private readonly int _bound;
    private readonly int _few;
    private int _takersWaiting;
    private bool _isFull;
    private bool _isComplete;

    /// <summary>Creates an empty one.</summary>
    /// <param name="bound">How many items may wait, 1 or more; whoever adds to a full one waits until half of them are taken, so that it is not woken for each.</param>
    /// <param name="few">
    /// How many items wake a sleeping taker, 1 or more: waking it for each of many that come one soon after the other costs both threads more than many an item is worth. Whoever adds calls
    /// <see cref="Rest"/> where no more may come soon.
    /// </param>
    internal Handover(int bound = int.MaxValue, int few = 1) => (_bound, _few) = (bound, few);

    /// <summary>Whether nothing is left to take and nothing more will be added.</summary>
    internal bool IsComplete
    {
        get
        {
            lock (_items)
            {
                return _isComplete && _items.Count == 0;
            }
        }
    }

    /// <summary>Adds an item, waiting for room if need be; false where nothing is taken any more.</summary>
    internal bool Add(T item)
    {
        lock (_items)
        {
            while (_isFull && !_isComplete)
            {
                Monitor.Wait(_items);
            }

            if (_isComplete)
            {
                return false;
            }

            _items.Enqueue(item);
            _isFull = _items.Count >= _bound;
            WakeTakers(_few);
            return true;
        }
    }

    /// <summary>No more items may come soon: wakes whoever waits for one, however few there are.</summary>
    internal void Rest()
    {
        lock (_items)
        {
            WakeTakers(1);
        }
    }

    /// <summary>Nothing more is added; what is there may still be taken.</summary>
    internal void Complete()
    {
        lock (_items)
        {
            _isComplete = true;
            Monitor.PulseAll(_items);
        }
    }

    /// <summary>Takes the next item where there is one.</summary>
    internal bool TryTake(out T item)
    {
        lock (_items)
        {
            return Dequeue(out item);
        }
    }

    /// <summary>Waits for the next item: at most so long (<see cref="Timeout.Infinite"/> for ever), and not after the last.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal bool TryTake(int milliseconds, CancellationToken cancel, out T item)
    {
        cancel.ThrowIfCancellationRequested();
        if (TryTake(out item))
        {
            return true;
        }

        using (cancel.Register(WakeAll))
        {
            return Wait(milliseconds, cancel, out item);
        }
    }

    private bool Wait(int milliseconds, CancellationToken cancel, out T item)
    {
        var clock = Stopwatch.StartNew();
        lock (_items)
        {
            while (!Dequeue(out item))
            {
                cancel.ThrowIfCancellationRequested();
                var left = milliseconds - clock.ElapsedMilliseconds;
                if (_isComplete || (milliseconds != Timeout.Infinite && left <= 0))
                {
                    return false;
                }

                _takersWaiting++;
                Monitor.Wait(_items, milliseconds == Timeout.Infinite ? Timeout.Infinite : (int)left);
                _takersWaiting--;
            }

            return true;
        }
    }

    private bool Dequeue(out T item)
    {
        if (_items.Count == 0)
        {
            item = default!;
            return false;
        }

        item = _items.Dequeue();
        if (_isFull && _items.Count <= _bound / 2)
        {
            _isFull = false;
            Monitor.PulseAll(_items);
        }

        return true;
    }

    private void WakeTakers(int few)
    {
        if (_takersWaiting > 0 && (_items.Count >= few || (_isFull && _items.Count > 0)))
        {
            Monitor.PulseAll(_items);
        }
    }

    private void WakeAll()
    {
        lock (_items)
        {
            Monitor.PulseAll(_items);
        }
    }
}
