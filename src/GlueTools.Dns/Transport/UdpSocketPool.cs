using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>A few unconnected sockets per family, used in turn and retired when worn. The place where a busy server could get a socket of its own.</summary>
internal sealed class UdpSocketPool
{
    private const int SocketsPerFamily = 4;

    private readonly EventLoop _loop;
    private readonly SecureRandom _random;
    private readonly long _maxAgeUs;

    // One receive buffer for all: the loop thread reads one datagram at a time.
    private readonly byte[] _buffer = new byte[65536];
    private readonly Dictionary<AddressFamily, UdpSocket?[]> _sockets = new();
    private int _turn;

    internal UdpSocketPool(EventLoop loop, SecureRandom random, long maxAgeUs = UdpSocket.MaxAgeUs)
    {
        _loop = loop;
        _random = random;
        _maxAgeUs = maxAgeUs;
    }

    /// <summary>A socket for the next question.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal UdpSocket Take(AddressFamily family)
    {
        if (!_sockets.TryGetValue(family, out var sockets))
        {
            _sockets.Add(family, sockets = new UdpSocket?[SocketsPerFamily]);
        }

        _turn = (_turn + 1) % SocketsPerFamily;
        if (sockets[_turn] is not { IsWorn: false } socket)
        {
            var worn = sockets[_turn];
            sockets[_turn] = socket = UdpSocket.Open(_loop, _random, _buffer, family, _maxAgeUs);
            worn?.Retire();
        }

        return socket;
    }
}
