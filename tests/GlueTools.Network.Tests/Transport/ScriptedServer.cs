using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace GlueTools.Network.Tests.Transport;

/// <summary>A server on loopback that does what a test says: for datagrams one handler, for connections another, each on a thread of its own.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly Socket _udp;
    private readonly Socket? _listener;
    private readonly List<Socket> _connections = [];
    private readonly List<long> _arrivals = [];
    private int _accepted;

    /// <param name="udp">What to do with a datagram; null never answers.</param>
    /// <param name="tcp">What to do with a connection, from its first query on; null refuses connections.</param>
    internal ScriptedServer(Action<Datagram>? udp = null, Action<Connection>? tcp = null)
    {
        while (true)
        {
            _udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
            _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
            if (tcp is null)
            {
                break;
            }

            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                _listener.Bind(EndPoint);
                _listener.Listen(512);
                break;
            }
            catch (SocketException)
            {
                // Another test has this port for TCP: try the next.
                _listener.Dispose();
                _udp.Dispose();
            }
        }

        Start(() => ServeDatagrams(udp));
        if (tcp is not null)
        {
            Start(() => ServeConnections(tcp));
        }
    }

    internal IPEndPoint EndPoint { get; }

    /// <summary>Datagrams received.</summary>
    internal int Datagrams => Arrivals.Count;

    /// <summary>Connections accepted.</summary>
    internal int Connections => Volatile.Read(ref _accepted);

    /// <summary>When each datagram came, in milliseconds of the system's clock.</summary>
    internal IReadOnlyList<long> Arrivals
    {
        get
        {
            lock (_arrivals)
            {
                return _arrivals.ToArray();
            }
        }
    }

    public void Dispose()
    {
        _udp.Dispose();
        _listener?.Dispose();
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }
    }

    internal static void Start(Action action) => new Thread(() =>
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over, or the client hung up.
        }
    }) { IsBackground = true }.Start();

    private void ServeDatagrams(Action<Datagram>? handler)
    {
        var buffer = new byte[4096];
        while (true)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var length = _udp.ReceiveFrom(buffer, ref from);
            int number;
            lock (_arrivals)
            {
                _arrivals.Add(Environment.TickCount64);
                number = _arrivals.Count;
            }

            handler?.Invoke(new Datagram(_udp, (IPEndPoint)from, buffer[..length], number));
        }
    }

    private void ServeConnections(Action<Connection> handler)
    {
        while (true)
        {
            var socket = _listener!.Accept();
            Interlocked.Increment(ref _accepted);
            lock (_connections)
            {
                _connections.Add(socket);
            }

            Start(() => handler(new Connection(socket)));
        }
    }
}

/// <summary>One query that came as a datagram.</summary>
internal sealed class Datagram(Socket server, IPEndPoint from, byte[] query, int number)
{
    internal byte[] Query => query;

    internal IPEndPoint Source => from;

    /// <summary>1 for the first that the server got.</summary>
    internal int Number => number;

    internal void Reply(byte[] message) => server.SendTo(message, from);

    /// <summary>Sends to another port of the client.</summary>
    internal void SendTo(int port, byte[] message) => server.SendTo(message, new IPEndPoint(from.Address, port));

    /// <summary>Answers from a port that nobody asked.</summary>
    internal void ReplyFromElsewhere(byte[] message)
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.SendTo(message, from);
    }
}

/// <summary>A connection at the server's end.</summary>
internal sealed class Connection(Socket socket)
{
    /// <summary>Reads one query with its length.</summary>
    internal byte[] ReadQuery()
    {
        var length = ReadExactly(2);
        return ReadExactly((length[0] << 8) | length[1]);
    }

    internal void Reply(byte[] message) => Send([(byte)(message.Length >> 8), (byte)message.Length, .. message]);

    internal void Send(byte[] bytes) => socket.Send(bytes);

    internal void Close() => socket.Dispose();

    /// <summary>Ends the connection with a reset.</summary>
    internal void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private byte[] ReadExactly(int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var more = socket.Receive(bytes, got, count - got, SocketFlags.None);
            got += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return bytes;
    }
}
