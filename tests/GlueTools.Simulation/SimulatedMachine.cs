using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using GlueTools.Network.Loop;

namespace GlueTools.Simulation;

/// <summary>
/// A machine whose time stands still while anything is to be done, and otherwise jumps to whatever comes next: a datagram that arrives, or the loop's next
/// timer. Its network is in memory and its servers run on the loop's thread, so the same questions always take the same time, however busy the real machine is.
/// </summary>
public sealed class SimulatedMachine : Machine
{
    /// <summary>Microseconds that anything takes from one end to the other.</summary>
    public const long OneWayUs = 100;

    private readonly object _gate = new();
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly Dictionary<IPEndPoint, SimulatedServer> _servers = new();
    private readonly Dictionary<int, SimulatedDatagrams> _sockets = new();
    private readonly SimulatedClock _clock = new();
    private long _order;
    private long _until = long.MaxValue;
    private int _holds;
    private bool _isWoken, _isIdle;

    /// <inheritdoc/>
    public override Clock Clock => _clock;

    /// <summary>Milliseconds that have passed here.</summary>
    public double ElapsedMs => _clock.ElapsedMs;

    /// <summary>Whether datagrams and connections to where nobody lives vanish, as on most networks; otherwise they are refused, as on this machine.</summary>
    public bool SwallowsTheRest { get; init; }

    /// <summary>Says of each datagram, to a server or from one, whether it is lost, by its number from 0 on; null where none is.</summary>
    public Func<int, bool>? Loses { get; init; }

    /// <summary>Says of each datagram and each connection that is to reach a server whether it is lost; null where none is.</summary>
    public Func<IPEndPoint, ProtocolType, bool>? LosesTo { get; set; }

    /// <summary>Says of each moment, in microseconds of this machine's clock, whether the network carries nothing, as if a cable were out somewhere; null where it always does.</summary>
    public Func<long, bool>? IsDown { get; set; }

    /// <summary>Says of each moment, in microseconds of this machine's clock, whether no socket can be opened, for want of descriptors; null where there are always some.</summary>
    public Func<long, bool>? IsShort { get; set; }

    /// <summary>Sockets so far that could not be opened.</summary>
    public int SocketsMissed { get; private set; }

    /// <summary>Datagrams so far, either way, those included that were lost.</summary>
    public int Datagrams { get; private set; }

    /// <summary>Lets a server live at an endpoint.</summary>
    public SimulatedServer Add(IPEndPoint at, SimulatedServer server)
    {
        lock (_gate)
        {
            server.Settle(this, at);
            _servers.Add(at, server);
        }

        return server;
    }

    /// <summary>Time stands still until this is disposed of, so that what a test does in several steps happens at once.</summary>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            _holds++;
        }

        return new Held(this);
    }

    /// <summary>
    /// From now on time passes only so far as this allows, so that a caller can look at what happens as if it were at its side. Comes back when that time is
    /// over and nothing is left to be done in it.
    /// </summary>
    public void Step(long microseconds)
    {
        lock (_gate)
        {
            _until = (_until == long.MaxValue ? _clock.Now : _until) + microseconds;
            _isIdle = false;
            Monitor.PulseAll(_gate);
            while (!_isIdle || _isWoken)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Does something after so many microseconds. Callable from any thread.</summary>
    public void After(long microseconds, Action action)
    {
        lock (_gate)
        {
            _events.Enqueue(action, (_clock.Now + microseconds, _order++));
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_gate)
        {
            // Whoever steps need not wait for a loop that has ended.
            _isIdle = true;
            _isWoken = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A datagram goes out, or is lost.</summary>
    internal void Carry(long afterUs, Action arrive)
    {
        var number = Datagrams++;
        if (!IsDownNow && Loses?.Invoke(number) != true)
        {
            After(afterUs + OneWayUs, arrive);
        }
    }

    internal bool IsDownNow => IsDown?.Invoke(_clock.Now) == true;

    internal SimulatedServer? ServerAt(IPEndPoint at)
    {
        lock (_gate)
        {
            return _servers.GetValueOrDefault(at);
        }
    }

    internal SimulatedDatagrams? SocketAt(int port) => _sockets.GetValueOrDefault(port);

    internal void Closed(SimulatedDatagrams socket) => _sockets.Remove(socket.LocalEndPoint.Port);

    internal override void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.PulseAll(_gate);
        }
    }

    internal override void Wait(long due)
    {
        lock (_gate)
        {
            while (!_isWoken && due > _clock.Now)
            {
                var next = Math.Min(due, _events.TryPeek(out _, out var first) ? first.At : long.MaxValue);
                if (next <= _clock.Now)
                {
                    break;
                }

                if (_holds > 0 || Math.Min(next, _until) is long.MaxValue || (next > _until && _clock.Now >= _until))
                {
                    _isIdle = true;
                    Monitor.PulseAll(_gate);
                    Monitor.Wait(_gate);
                    continue;
                }

                _clock.MoveTo(Math.Min(next, _until));
                break;
            }

            _isWoken = _isIdle = false;
        }
    }

    internal override long Dispatch()
    {
        while (true)
        {
            Action action;
            lock (_gate)
            {
                if (!_events.TryPeek(out _, out var first) || first.At > _clock.Now)
                {
                    return _clock.Now;
                }

                action = _events.Dequeue();
            }

            action();
        }
    }

    internal override DatagramSocket OpenDatagrams(AddressFamily family, Func<int> nextPort) => Open(family, null, nextPort);

    internal override DatagramSocket ConnectDatagrams(IPEndPoint server, Func<int> nextPort) => Open(server.AddressFamily, server, nextPort);

    internal override StreamSocket OpenStream(AddressFamily family)
    {
        TakeDescriptor();
        return new SimulatedStream(this);
    }

    private void TakeDescriptor()
    {
        if (IsShort?.Invoke(_clock.Now) == true)
        {
            SocketsMissed++;
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
    }

    private SimulatedDatagrams Open(AddressFamily family, IPEndPoint? server, Func<int> nextPort)
    {
        TakeDescriptor();
        int port;
        do
        {
            port = nextPort();
        }
        while (_sockets.ContainsKey(port));
        var here = new IPEndPoint(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port);
        var socket = new SimulatedDatagrams(this, here, server);
        _sockets.Add(port, socket);
        return socket;
    }

    private sealed class Held(SimulatedMachine machine) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            lock (machine._gate)
            {
                machine._holds -= _isOver ? 0 : 1;
                _isOver = true;
                Monitor.PulseAll(machine._gate);
            }
        }
    }
}
