using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GlueTools.Lab.Serving;

/// <summary>
/// One thread that waits for its sockets and timers. Everything but the constructor, <see cref="Start"/> and <see cref="Dispose"/> runs on it. Loops of one lab share its servers among them, since to wait
/// for a socket costs by the number of those that are waited for; they take turns, so nothing that they reach is touched by two.
/// </summary>
internal sealed class SocketLoop : IDisposable
{
    private const int MaxWaitMicroseconds = 60_000_000;

    private readonly Dictionary<Socket, Action> _readers = new();
    private readonly List<Socket> _held = new();
    private readonly SortedDictionary<(long Due, long Order), Action> _timers = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Socket _wake = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _thread;
    private readonly object _turn;
    private int _untilTimer = MaxWaitMicroseconds;
    private long _timerCount;
    private volatile bool _stopping;

    /// <param name="turn">What the loops of a lab hold while they read or answer.</param>
    internal SocketLoop(object turn)
    {
        _turn = turn;
        _wake.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wake.Connect(_wake.LocalEndPoint!);
        // Nothing to do when it becomes readable: it only ends the wait.
        _readers.Add(_wake, () => { });
        _thread = new Thread(Run) { IsBackground = true, Name = "GlueTools lab" };
    }

    internal void Start() => _thread.Start();

    /// <summary>Calls <paramref name="onReadable"/> whenever the socket has something, and closes the socket in the end.</summary>
    internal void Add(Socket socket, Action onReadable) => _readers.Add(socket, onReadable);

    /// <summary>Keeps a socket open and unread, and closes it in the end.</summary>
    internal void Hold(Socket socket) => _held.Add(socket);

    internal void Close(Socket socket)
    {
        _readers.Remove(socket);
        socket.Dispose();
    }

    internal void After(int milliseconds, Action action) => _timers.Add((_clock.ElapsedMilliseconds + milliseconds, _timerCount++), action);

    /// <summary>Ends the thread and closes all sockets.</summary>
    public void Dispose()
    {
        _stopping = true;
        if (_thread.IsAlive)
        {
            _wake.Send([0]);
            _thread.Join(TimeSpan.FromSeconds(1));
        }

        _held.AddRange(_readers.Keys);
        _held.ForEach(socket => socket.Dispose());
    }

    private void Run()
    {
        var readable = new List<Socket>();
        while (!_stopping)
        {
            readable.Clear();
            readable.AddRange(_readers.Keys);
            Socket.Select(readable, null, null, _untilTimer);
            lock (_turn)
            {
                Read(readable);
                _untilTimer = RunTimers();
            }
        }
    }

    private void Read(List<Socket> readable)
    {
        foreach (var socket in readable)
        {
            // An earlier reader of this round may have closed it.
            if (_readers.TryGetValue(socket, out var read))
            {
                read();
            }
        }
    }

    // Returns the microseconds until the next timer.
    private int RunTimers()
    {
        while (_timers.Count > 0)
        {
            using var first = _timers.GetEnumerator();
            first.MoveNext();
            var timer = first.Current;
            var wait = timer.Key.Due - _clock.ElapsedMilliseconds;
            if (wait > 0)
            {
                return (int)Math.Min(wait * 1000, MaxWaitMicroseconds);
            }

            _timers.Remove(timer.Key);
            timer.Value();
        }

        return MaxWaitMicroseconds;
    }
}
