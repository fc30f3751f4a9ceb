using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Simulation;

/// <summary>A server that does what a test says: for datagrams one handler, for queries over connections another. They run on the loop's thread.</summary>
/// <param name="udp">What to do with a datagram; null never answers.</param>
/// <param name="tcp">What to do with each query on a connection; null refuses connections.</param>
public sealed class SimulatedServer(Action<SimulatedDatagram>? udp = null, Action<SimulatedConnection>? tcp = null)
{
    private readonly List<long> _arrivals = [];
    private SimulatedMachine? _machine;
    private int _connections;

    /// <summary>Where it lives.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Datagrams received.</summary>
    public int Datagrams => Arrivals.Count;

    /// <summary>Connections taken.</summary>
    public int Connections => _connections;

    /// <summary>When each datagram came, in microseconds of the machine's clock.</summary>
    public IReadOnlyList<long> Arrivals
    {
        get
        {
            lock (_arrivals)
            {
                return _arrivals.ToArray();
            }
        }
    }

    internal void Settle(SimulatedMachine machine, IPEndPoint at)
    {
        _machine = machine;
        EndPoint = at;
    }

    internal void OnDatagram(SimulatedDatagrams from, byte[] query)
    {
        int number;
        lock (_arrivals)
        {
            _arrivals.Add(_machine!.Clock.Now);
            number = _arrivals.Count;
        }

        udp?.Invoke(new SimulatedDatagram(_machine, this, from, query, number));
    }

    internal SimulatedConnection? Accept(SimulatedStream client)
    {
        if (tcp is null)
        {
            return null;
        }

        _connections++;
        return new SimulatedConnection(_machine!, client, tcp);
    }
}

/// <summary>One query that came as a datagram. What is done with it may be done at any time and from any thread.</summary>
public sealed class SimulatedDatagram
{
    private static readonly IPEndPoint Elsewhere = new(IPAddress.Loopback, 5353);

    private readonly SimulatedMachine _machine;
    private readonly SimulatedServer _server;

    internal SimulatedDatagram(SimulatedMachine machine, SimulatedServer server, SimulatedDatagrams from, byte[] query, int number)
    {
        _machine = machine;
        _server = server;
        From = from;
        Query = query;
        Number = number;
    }

    /// <summary>Its octets.</summary>
    public byte[] Query { get; }

    /// <summary>Where it came from.</summary>
    public IPEndPoint Source => From.LocalEndPoint;

    /// <summary>The socket that it came from.</summary>
    internal SimulatedDatagrams From { get; }

    /// <summary>1 for the first that the server got.</summary>
    public int Number { get; }

    /// <summary>Answers.</summary>
    /// <param name="message">With what.</param>
    /// <param name="afterUs">Microseconds to wait before.</param>
    public void Reply(byte[] message, long afterUs = 0) => Send(message, _server.EndPoint, afterUs);

    /// <summary>Answers from a port that nobody asked.</summary>
    public void ReplyFromElsewhere(byte[] message, long afterUs = 0) => Send(message, Elsewhere, afterUs);

    /// <summary>Sends to another port of the client.</summary>
    public void SendTo(int port, byte[] message) => _machine.Carry(0, () => _machine.SocketAt(port)?.Arrive(message, _server.EndPoint));

    private void Send(byte[] message, IPEndPoint source, long afterUs) => _machine.Carry(afterUs, () => From.Arrive(message, source));
}

/// <summary>A connection at the server's end.</summary>
public sealed class SimulatedConnection
{
    private readonly SimulatedMachine _machine;
    private readonly SimulatedStream _client;
    private readonly Action<SimulatedConnection> _serve;
    private readonly List<byte> _received = [];
    private byte[]? _query;
    private long _at;

    internal SimulatedConnection(SimulatedMachine machine, SimulatedStream client, Action<SimulatedConnection> serve)
    {
        _machine = machine;
        _client = client;
        _serve = serve;
    }

    /// <summary>The query that came, without its length.</summary>
    public byte[] ReadQuery() => _query!;

    /// <summary>Waits so many microseconds before whatever it sends next.</summary>
    public void Pause(long microseconds) => _at = Math.Max(_at, _machine.Clock.Now) + microseconds;

    /// <summary>Sends a message with its length.</summary>
    public void Reply(byte[] message) => Send([(byte)(message.Length >> 8), (byte)message.Length, .. message]);

    /// <summary>Sends octets as they are.</summary>
    public void Send(byte[] octets) => Later(() => _client.Arrive(octets));

    /// <summary>Ends the connection in good order.</summary>
    public void Close() => Later(() => _client.End(SocketError.Success));

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset() => Later(() => _client.End(SocketError.ConnectionReset));

    internal void OnOctets(byte[] octets)
    {
        _received.AddRange(octets);
        while (_received.Count >= 2 && ((_received[0] << 8) | _received[1]) is var length && _received.Count >= 2 + length)
        {
            _query = [.. _received.Skip(2).Take(length)];
            _received.RemoveRange(0, 2 + length);
            _serve(this);
        }
    }

    private void Later(Action action) => _machine.After(Math.Max(0, _at - _machine.Clock.Now) + SimulatedMachine.OneWayUs, action);
}
