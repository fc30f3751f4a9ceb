using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace GlueTools.Network.Loop;

/// <summary>
/// One thread that owns sockets, timers and everything that runs on it. Work comes in through <see cref="Post"/>, from any thread; all else belongs to the
/// loop thread. Why one thread and not the thread pool: docs/performance.md.
/// </summary>
public sealed class EventLoop : IDisposable
{
    // The same on every system (the default is 0.5 to 8 MiB): tasks that wait for each other complete one within the other.
    private const int StackOctets = 8 << 20;

    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly HashSet<IDisposable> _owned = new();
    private readonly TimerQueue _timers = new();
    private readonly List<TimeoutLine> _lines = new();
    private readonly Thread _thread;
    private long _readUntil;
    private volatile bool _mayWait;
    private volatile bool _stopping;
    private volatile Exception? _failure;

    /// <summary>Starts the thread.</summary>
    /// <param name="machine">What it runs on, and disposes of in the end; null for the system's clock and sockets.</param>
    public EventLoop(Machine? machine = null)
    {
        Machine = machine ?? Machine.OfSystem();
        Clock = Machine.Clock;
        _readUntil = Now;
        _thread = new Thread(Run, StackOctets) { IsBackground = true, Name = "GlueTools loop" };
        _thread.Start();
    }

    /// <summary>What ended the loop, where a bug did; null otherwise. Waiters must look here, since nothing will ever reach them again.</summary>
    public Exception? Failure => _failure;

    /// <summary>Raised on the loop thread when a bug ends the loop.</summary>
    public event Action<Exception>? Failed;

    /// <summary>Whether the thread still runs.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>The clock of everything that runs here.</summary>
    public Clock Clock { get; }

    /// <summary>Microseconds of that clock.</summary>
    public long Now => Clock.Now;

    /// <summary>Runs an action on the loop thread, soon. Callable from any thread; after disposal it does nothing.</summary>
    public void Post(Action action)
    {
        if (_stopping)
        {
            return;
        }

        _posted.Enqueue(action);
        // The order matters: either this sees that the loop may be waiting, or the loop, about to wait, sees the action.
        Interlocked.MemoryBarrier();
        if (_mayWait)
        {
            Machine.Wake();
        }
    }

    /// <summary>Stops the thread and closes every socket it owned. Work in flight is dropped. Returns when that is done, except on the loop's own thread.</summary>
    public void Dispose()
    {
        _stopping = true;
        Machine.Wake();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    /// <summary>Its sockets and its clock.</summary>
    internal Machine Machine { get; }

    /// <summary>Called on the loop thread each time that it has done all there is to do and looks for more.</summary>
    internal Action? Rests { get; set; }

    /// <summary>How often the loop has gone round.</summary>
    internal long Turns { get; private set; }

    /// <summary>Resources that the loop will close.</summary>
    internal int OwnedCount => _owned.Count;

    internal LoopTimer SetTimer(long microseconds, Action action)
    {
        var timer = new LoopTimer(Now + microseconds, action);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>A line for time-outs of one length, which are cheaper there than as timers.</summary>
    internal TimeoutLine AddLine(long microseconds)
    {
        var line = new TimeoutLine(microseconds);
        _lines.Add(line);
        return line;
    }

    internal void Cancel(LoopTimer? timer)
    {
        if (timer is not null)
        {
            _timers.Remove(timer);
        }
    }

    /// <summary>Something to close when the loop ends, whether or not it is watched at that moment.</summary>
    internal void Own(IDisposable resource) => _owned.Add(resource);

    internal void Disown(IDisposable resource) => _owned.Remove(resource);

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                Turns++;
                RunPosted();
                // A time-out is over when what came in until then has been read: an answer that waited for this thread is no silence of the server.
                _timers.RunDue(_readUntil);
                foreach (var line in _lines)
                {
                    line.RunDue(_readUntil);
                }

                if (!_stopping)
                {
                    WaitAndDispatch();
                }
            }
        }
        catch (Exception error)
        {
            _failure = error;
            _stopping = true;
            Quietly(() => Failed?.Invoke(error));
        }
        finally
        {
            Close();
        }
    }

    // At the end of the thread there is nobody left to tell, and an exception would end the process.
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception)
        {
            // See above.
        }
    }

    private void RunPosted()
    {
        // Only what was there at the start: actions that post again must not starve the sockets.
        for (var count = _posted.Count; count > 0 && _posted.TryDequeue(out var action); count--)
        {
            action();
        }
    }

    private long NextDue()
    {
        var due = _timers.NextDue;
        foreach (var line in _lines)
        {
            due = Math.Min(due, line.NextDue);
        }

        return due;
    }

    private void WaitAndDispatch()
    {
        Rests?.Invoke();
        _mayWait = true;
        Interlocked.MemoryBarrier();
        Machine.Wait(_posted.IsEmpty && !_stopping ? NextDue() : long.MinValue);
        _mayWait = false;
        _readUntil = Machine.Dispatch();
    }

    private void Close()
    {
        foreach (var owned in new List<IDisposable>(_owned))
        {
            Quietly(owned.Dispose);
        }

        Machine.Dispose();
    }
}
