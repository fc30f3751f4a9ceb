using System;
using System.Threading;

namespace GlueTools.Pipeline;

/// <summary>Waits at most so many milliseconds (0: not at all) for a result.</summary>
/// <exception cref="OperationCanceledException">The token was cancelled.</exception>
internal delegate bool TakeResult<T>(int milliseconds, CancellationToken cancel, out T result);

/// <summary>
/// Between a pipeline that offers work one record at a time and a session that does much of it at once. Input is bounded: with as much in flight as allowed,
/// the pipeline waits. Output is not: whatever is finished is written at once, in the order in which it was finished. Knows nothing of PowerShell; everything
/// happens on the caller's thread.
/// </summary>
internal sealed class Pump<T>
{
    /// <summary>Milliseconds between ticks while waiting.</summary>
    private const int TickMilliseconds = 100;

    private readonly Func<int> _limit;
    private readonly TakeResult<T> _take;
    private readonly Action<T> _write;
    private readonly Action _tick;

    /// <summary>Creates a pump.</summary>
    /// <param name="limit">Says how many pieces of work may be in flight now, 1 or more.</param>
    /// <param name="take">Takes a result from the session.</param>
    /// <param name="write">Writes a result. May throw: then the pump can still be used or left.</param>
    /// <param name="tick">Called often, for what should be shown while results are awaited.</param>
    internal Pump(Func<int> limit, TakeResult<T> take, Action<T> write, Action tick)
    {
        _limit = limit;
        _take = take;
        _write = write;
        _tick = tick;
    }

    /// <summary>Pieces of work started.</summary>
    internal int Started { get; private set; }

    /// <summary>Results taken.</summary>
    internal int Finished { get; private set; }

    /// <summary>Pieces of work started whose results were not taken.</summary>
    internal int InFlight => Started - Finished;

    /// <summary>Starts a piece of work as soon as there is room for it, then writes what is ready.</summary>
    internal void Add(Action start, CancellationToken cancel)
    {
        while (InFlight >= _limit())
        {
            WriteNext(TickMilliseconds, cancel);
        }

        start();
        Started++;
        WriteReady(cancel);
    }

    /// <summary>Writes what is ready, without waiting.</summary>
    internal void WriteReady(CancellationToken cancel)
    {
        while (InFlight > 0 && WriteNext(0, cancel))
        {
        }
    }

    /// <summary>Writes until nothing is in flight.</summary>
    internal void Drain(CancellationToken cancel)
    {
        while (InFlight > 0)
        {
            WriteNext(TickMilliseconds, cancel);
        }
    }

    private bool WriteNext(int milliseconds, CancellationToken cancel)
    {
        var found = _take(milliseconds, cancel, out var result);
        if (found)
        {
            // Counted before it is written, so that a reader who throws leaves the count right.
            Finished++;
            _write(result);
        }

        _tick();
        return found;
    }
}
