using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>
/// The sockets that questions go out from: a few unconnected ones per family for servers that are asked little, and one of its own, connected, for a server
/// that is asked much. Waiting for sockets costs time by their number, so the latter are bounded.
/// </summary>
internal sealed class UdpSocketPool
{
    private const int SocketsPerFamily = 4;

    /// <summary>Questions after which a server gets a socket of its own: opening one costs as much as some dozen questions.</summary>
    private const int QuestionsBeforePromotion = 48;

    private readonly EventLoop _loop;
    private readonly SecureRandom _random;
    private readonly long _maxAgeUs;

    // One receive buffer for all: the loop thread reads one datagram at a time.
    private readonly byte[] _buffer = new byte[65536];
    private readonly Dictionary<AddressFamily, UdpSocket?[]> _sockets = new();
    private readonly List<ServerState> _promoted = new();
    private int _maxConnected;
    private int _turn;

    internal UdpSocketPool(EventLoop loop, SecureRandom random, int maxConnected = SocketBudget.MostConnected, long maxAgeUs = UdpChannel.DefaultMaxAgeUs)
    {
        _maxConnected = maxConnected;
        _loop = loop;
        _random = random;
        _maxAgeUs = maxAgeUs;
    }

    /// <summary>A socket for the next question to a server.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal UdpChannel Take(ServerState server, long now)
    {
        if (server.Own is { } own && !own.IsWorn(now))
        {
            own.UsedAt = now;
            return own;
        }

        if (++server.Asked < QuestionsBeforePromotion)
        {
            return Take(server.Endpoint!.AddressFamily, now);
        }

        return Promote(server, now) ?? (UdpChannel)Take(server.Endpoint!.AddressFamily, now);
    }

    /// <summary>An unconnected socket.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal UdpSocket Take(AddressFamily family, long now)
    {
        if (!_sockets.TryGetValue(family, out var sockets))
        {
            _sockets.Add(family, sockets = new UdpSocket?[SocketsPerFamily]);
        }

        _turn = (_turn + 1) % SocketsPerFamily;
        var socket = sockets[_turn];
        if (socket?.IsWorn(now) != false)
        {
            var worn = socket;
            sockets[_turn] = socket = Open(family);
            worn?.Retire();
        }

        return socket;
    }

    private UdpSocket Open(AddressFamily family)
    {
        try
        {
            return UdpSocket.Open(_loop, _random, _buffer, family, _maxAgeUs);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.TooManyOpenSockets && DemoteLeastUsed())
        {
            // One server's own is worth less than one that all share.
            _maxConnected = _promoted.Count;
            return UdpSocket.Open(_loop, _random, _buffer, family, _maxAgeUs);
        }
    }

    private ConnectedUdpSocket? Promote(ServerState server, long now)
    {
        if (server.Own is { } worn)
        {
            server.Own = null;
            _promoted.Remove(server);
            worn.Retire();
        }

        if (_promoted.Count >= _maxConnected && !DemoteLeastUsed())
        {
            return null;
        }

        try
        {
            server.Own = ConnectedUdpSocket.Open(_loop, _random, _buffer, server.Endpoint!, _maxAgeUs);
            server.Own.UsedAt = now;
            _promoted.Add(server);
            return server.Own;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            // Descriptors are scarce here; leave some for connections.
            _maxConnected = _promoted.Count / 2;
            return null;
        }
        catch (SocketException)
        {
            // No route; the unconnected socket will say so.
            return null;
        }
    }

    /// <summary>Takes the socket from the server that has gone longest without a question and waits for nothing; false where all are busy.</summary>
    private bool DemoteLeastUsed()
    {
        ServerState? oldest = null;
        foreach (var server in _promoted)
        {
            if (!server.Own!.HasPending && (oldest is null || server.Own.UsedAt < oldest.Own!.UsedAt))
            {
                oldest = server;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        oldest.Own!.Retire();
        oldest.Own = null;
        oldest.Asked = 0;
        _promoted.Remove(oldest);
        return true;
    }
}
