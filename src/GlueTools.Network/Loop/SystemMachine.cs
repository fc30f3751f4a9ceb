using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GlueTools.Network.Loop;

/// <summary>The system's clock and sockets; waits for all sockets that are watched with one call.</summary>
internal sealed class SystemMachine : Machine
{
    private const long MaxWaitMicroseconds = 10_000_000;
    private const long MillisecondUs = 1000;

    // Turns that timers wait at most for a socket to be read to its end, each good for some dozen datagrams: a flood must not stop them.
    private const int MaxUnreadTurns = 256;

    /// <summary>Microseconds after which a socket on which nothing has come is a quiet one: longer than most round trips.</summary>
    private const long QuietAfterUs = 50_000;

    /// <summary>
    /// Microseconds between two looks at the quiet sockets, unless there is nothing else to do. The system looks at every socket that it is given, however long nothing has come on
    /// it, so those of servers that do not answer would cost the others time at every turn.
    /// </summary>
    private const long LookAtQuietEveryUs = 2_000;

    private readonly Dictionary<Socket, IWatchedSocket> _watched = new();
    private readonly List<Socket> _read = new(), _write = new(), _error = new();
    private readonly Socket _wakeReceiver, _wakeSender;
    private readonly byte[] _wakeByte = new byte[16];
    private int _wakePending;
    private bool _isUnread;
    private int _unreadTurns;
    private long _begun, _wait, _readUntil, _lookedAtAll;
    private bool _isLookingAtAll;

    internal SystemMachine()
    {
        // Neither end may ever block: a datagram that select announced can still vanish.
        _wakeReceiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _wakeReceiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wakeSender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _wakeSender.Connect(_wakeReceiver.LocalEndPoint!);
        _readUntil = _begun = Clock.Now;
        _lookedAtAll = long.MinValue;
    }

    public override Clock Clock => Clock.System;

    /// <summary>What every socket of the loop receives into: the loop's thread reads one datagram at a time.</summary>
    internal byte[] Buffer { get; } = new byte[65536];

    public override void Dispose()
    {
        _wakeReceiver.Dispose();
        _wakeSender.Dispose();
    }

    internal override void Wake()
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

    internal override void Wait(long due)
    {
        _read.Clear();
        _write.Clear();
        _error.Clear();
        _read.Add(_wakeReceiver);
        _begun = Clock.Now;
        // What is due runs only once everything was looked at.
        var next = _lookedAtAll + LookAtQuietEveryUs;
        _isLookingAtAll = _begun >= next || (due <= _begun && due != long.MinValue);
        var quietSince = _begun - QuietAfterUs;
        var isAll = true;
        foreach (var socket in _watched.Values)
        {
            if (!_isLookingAtAll && socket.ReadyAt < quietSince)
            {
                isAll = false;
            }
            else if (socket.WaitsForWriting)
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

        _isLookingAtAll = isAll;
        LookedAt = _read.Count + _write.Count - 1;
        due = isAll ? due : Math.Min(due, next);
        // Outside Windows, Select waits whole milliseconds and drops the rest: rounded down it would spin until the timer is due.
        _wait = due <= _begun ? 0 : (Math.Min(due - _begun, MaxWaitMicroseconds) + 999) / 1000 * 1000;
        Socket.Select(_read, _write.Count > 0 ? _write : null, _error.Count > 0 ? _error : null, (int)_wait);
    }

    internal override long Dispatch()
    {
        // From here on whoever posts and finds the loop waiting sends another octet.
        Interlocked.Exchange(ref _wakePending, 0);
        _isUnread = false;
        var idle = _read.Count + _write.Count + _error.Count == 0;
        if (idle && Clock.Now - _begun < _wait - MillisecondUs)
        {
            FetchErrors();
            return _readUntil = _isLookingAtAll ? _begun : _readUntil;
        }

        HandOn(_read);
        HandOn(_write);
        HandOn(_error);
        if (!_isUnread || ++_unreadTurns >= MaxUnreadTurns)
        {
            _unreadTurns = 0;
            if (_isLookingAtAll)
            {
                _lookedAtAll = _begun;
                _readUntil = idle ? _begun + _wait : _begun;
            }
        }

        return _readUntil;
    }

    internal override DatagramSocket OpenDatagrams(AddressFamily family, Func<int> nextPort) => UnconnectedSocket.Open(this, family, nextPort);

    internal override DatagramSocket ConnectDatagrams(IPEndPoint server, Func<int> nextPort) => ConnectedSocket.Open(this, server, nextPort);

    internal override StreamSocket OpenStream(AddressFamily family) => new SystemStream(this, family);

    /// <summary>Sockets that were looked at in the last turn.</summary>
    internal int LookedAt { get; private set; }

    /// <summary>A socket was not read to its end, so that others have their turn.</summary>
    internal void NoteUnread() => _isUnread = true;

    internal void Watch(IWatchedSocket socket)
    {
        socket.ReadyAt = _begun;
        _watched[socket.Socket] = socket;
    }

    internal void Unwatch(IWatchedSocket socket) => _watched.Remove(socket.Socket);

    /// <summary>
    /// Outside Windows, Select comes back at once for a connected socket that holds an error (a closed port), without naming it as readable. Reading fetches
    /// the error; asking for errors of every socket at every turn would cost twice the wait for an event that is rare.
    /// </summary>
    private void FetchErrors()
    {
        foreach (var socket in new List<IWatchedSocket>(_watched.Values))
        {
            if (socket.MayHoldError)
            {
                socket.OnReady();
            }
        }
    }

    private void HandOn(List<Socket> ready)
    {
        foreach (var socket in ready)
        {
            if (ReferenceEquals(socket, _wakeReceiver))
            {
                _wakeReceiver.Receive(_wakeByte, 0, _wakeByte.Length, SocketFlags.None, out _);
            }
            else if (_watched.TryGetValue(socket, out var owner))
            {
                owner.ReadyAt = _begun;
                owner.OnReady();
            }
        }
    }
}

/// <summary>A socket of the system that a machine watches.</summary>
internal interface IWatchedSocket
{
    /// <summary>Never blocks.</summary>
    Socket Socket { get; }

    /// <summary>Whether it waits to be writable (a connection being made) instead of readable.</summary>
    bool WaitsForWriting { get; }

    /// <summary>Whether an error may wait on it that is fetched by reading.</summary>
    bool MayHoldError { get; }

    /// <summary>When it was last ready, or began to be watched, on the machine's clock; kept by the machine.</summary>
    long ReadyAt { get; set; }

    /// <summary>It is ready for what it waits for.</summary>
    void OnReady();
}
