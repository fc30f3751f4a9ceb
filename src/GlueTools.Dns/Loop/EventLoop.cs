using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GlueTools.Dns.Loop;

/// <summary>
/// One thread that owns sockets, timers and everything that runs on it. Work comes in through <see cref="Post"/>, from any thread; all else belongs to the
/// loop thread. Why one thread and not the thread pool: docs/performance.md.
/// </summary>
public sealed class EventLoop : IDisposable
{
    private const long MaxWaitMicroseconds = 10_000_000;
    private const long MillisecondUs = 1000;

    // Turns that timers wait at most for a socket to be read to its end, each good for some dozen datagrams: a flood must not stop them.
    private const int MaxUnreadTurns = 256;

    // The same on every system (the default is 0.5 to 8 MiB): tasks that wait for each other complete one within the other.
    private const int StackOctets = 8 << 20;

    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Dictionary<Socket, LoopSocket> _watched = new();
    private readonly HashSet<IDisposable> _owned = new();
    private readonly TimerQueue _timers = new();
    private readonly List<TimeoutLine> _lines = new();
    private readonly List<Socket> _read = new(), _write = new(), _error = new();
    private readonly Socket _wakeReceiver, _wakeSender;
    private readonly byte[] _wakeByte = new byte[16];
    private readonly Thread _thread;
    private int _wakePending;
    private bool _unread;
    private int _unreadTurns;
    private long _readUntil = Now;
    private volatile bool _mayWait;
    private volatile bool _stopping;
    private volatile Exception? _failure;

    /// <summary>Starts the thread.</summary>
    public EventLoop()
    {
        // Neither end may ever block: a datagram that select announced can still vanish.
        _wakeReceiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _wakeReceiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wakeSender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _wakeSender.Connect(_wakeReceiver.LocalEndPoint!);
        _thread = new Thread(Run, StackOctets) { IsBackground = true, Name = "GlueTools loop" };
        _thread.Start();
    }

    /// <summary>What ended the loop, where a bug did; null otherwise. Waiters must look here, since nothing will ever reach them again.</summary>
    public Exception? Failure => _failure;

    /// <summary>Raised on the loop thread when a bug ends the loop.</summary>
    public event Action<Exception>? Failed;

    /// <summary>Whether the thread still runs.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>Microseconds of a monotonic clock.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * (1_000_000.0 / Stopwatch.Frequency));

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
            Wake();
        }
    }

    /// <summary>Stops the thread and closes every socket it owned. Work in flight is dropped. Returns when that is done, except on the loop's own thread.</summary>
    public void Dispose()
    {
        _stopping = true;
        Wake();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

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

    /// <summary>A socket was not read to its end, so that others have their turn.</summary>
    internal void NoteUnread() => _unread = true;

    internal void Watch(LoopSocket socket) => _watched[socket.Socket] = socket;

    internal void Unwatch(LoopSocket socket) => _watched.Remove(socket.Socket);

    /// <summary>Something to close when the loop ends, whether or not it is watched at that moment.</summary>
    internal void Own(IDisposable resource) => _owned.Add(resource);

    internal void Disown(IDisposable resource) => _owned.Remove(resource);

    private void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) != 0)
        {
            return;
        }

        try
        {
            _wakeSender.Send(_wakeByte, 0, 1, SocketFlags.None);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The loop has ended; there is nobody to wake.
        }
    }

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
        Interlocked.Exchange(ref _wakePending, 0);
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
        _read.Clear();
        _write.Clear();
        _error.Clear();
        _read.Add(_wakeReceiver);
        foreach (var socket in _watched.Values)
        {
            if (socket.WaitsForWriting)
            {
                _write.Add(socket.Socket);
                // Windows reports a refused connection here and nowhere else.
                _error.Add(socket.Socket);
            }
            else
            {
                _read.Add(socket.Socket);
            }
        }

        _mayWait = true;
        Interlocked.MemoryBarrier();
        var wait = _posted.IsEmpty && !_stopping ? Math.Min(Math.Max(NextDue() - Now, 0), MaxWaitMicroseconds) : 0;
        // Outside Windows, Select waits whole milliseconds and drops the rest: rounded down it would spin until the timer is due.
        wait = (wait + 999) / 1000 * 1000;
        var begun = Now;
        _unread = false;
        Socket.Select(_read, _write.Count > 0 ? _write : null, _error.Count > 0 ? _error : null, (int)wait);
        _mayWait = false;
        if (_read.Count + _write.Count + _error.Count == 0 && Now - begun < wait - MillisecondUs)
        {
            FetchErrors();
            _readUntil = begun;
            return;
        }

        var idle = _read.Count + _write.Count + _error.Count == 0;
        Dispatch(_read);
        Dispatch(_write);
        Dispatch(_error);
        if (!_unread || ++_unreadTurns >= MaxUnreadTurns)
        {
            _unreadTurns = 0;
            _readUntil = idle ? begun + wait : begun;
        }
    }

    /// <summary>
    /// Outside Windows, Select comes back at once for a connected socket that holds an error (a closed port), without naming it as readable. Reading fetches
    /// the error; asking for errors of every socket at every turn would cost twice the wait for an event that is rare.
    /// </summary>
    private void FetchErrors()
    {
        foreach (var socket in new List<LoopSocket>(_watched.Values))
        {
            if (socket.MayHoldError)
            {
                socket.OnReady();
            }
        }
    }

    private void Dispatch(List<Socket> ready)
    {
        foreach (var socket in ready)
        {
            if (ReferenceEquals(socket, _wakeReceiver))
            {
                _wakeReceiver.Receive(_wakeByte, 0, _wakeByte.Length, SocketFlags.None, out _);
            }
            else if (_watched.TryGetValue(socket, out var owner))
            {
                owner.OnReady();
            }
        }
    }

    private void Close()
    {
        foreach (var owned in new List<IDisposable>(_owned))
        {
            Quietly(owned.Dispose);
        }

        _wakeReceiver.Dispose();
        _wakeSender.Dispose();
    }
}

/// <summary>A socket that a loop watches.</summary>
internal abstract class LoopSocket : IDisposable
{
    protected LoopSocket(Socket socket)
    {
        Socket = socket;
        socket.Blocking = false;
    }

    internal Socket Socket { get; }

    /// <summary>Whether it waits to be writable (a connection being made) instead of readable.</summary>
    internal virtual bool WaitsForWriting => false;

    /// <summary>Whether an error may wait on it that is fetched by reading.</summary>
    internal virtual bool MayHoldError => false;

    public virtual void Dispose() => Socket.Dispose();

    /// <summary>It is ready for what it waits for.</summary>
    internal abstract void OnReady();
}
