using System;
using System.Collections.Generic;
using System.Net.Sockets;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>
/// The sockets that questions go out from: shared ones, of which each question draws one; and sockets of one server's own, for a server that is asked much and
/// for questions that have too few letters to share a port. A server sees the ports it is asked from, so of the shared ones, which all may be known, a
/// question's is one of <see cref="SharedPerFamily"/>; a socket of a server's own is on a port that nobody else has seen. See docs/off-path.md.
/// </summary>
internal sealed class UdpSocketPool
{
    /// <summary>Bits that a question on a shared port must leave to guess: one more than promised, for an attempt and its repeat halve them.</summary>
    private const int BitsOfShared = 31;

    private const int BitsOfId = 16;

    /// <summary>Questions after which a server gets a connected socket: without one the kernel looks up the way for each datagram.</summary>
    private const int QuestionsBeforePromotion = 48;

    private readonly EventLoop _loop;
    private readonly SecureRandom _random;
    private readonly long _maxAgeUs;
    private readonly int _maxBeside;

    private readonly Dictionary<AddressFamily, UdpChannel?[]> _shared = new();
    private readonly OwnSockets _own = new();
    private readonly Queue<Action> _waiting = new();
    private readonly Action<bool> _countBusy;
    private readonly Action _closed;
    private int _maxOpen;
    private int _open, _sharedOpen, _beside, _busy;
    private bool _admitting;

    /// <param name="loop">The loop that carries them.</param>
    /// <param name="random">For ports, IDs, and which shared port.</param>
    /// <param name="most">Sockets at a time, those included that only wait for their last answers; 16 or more.</param>
    /// <param name="maxAgeUs">Microseconds after which a port is given up, however little was asked from it.</param>
    internal UdpSocketPool(EventLoop loop, SecureRandom random, int most = SocketBudget.MostDatagrams, long maxAgeUs = UdpChannel.DefaultMaxAgeUs)
    {
        _loop = loop;
        _random = random;
        _maxAgeUs = maxAgeUs;
        // A quarter for the shared ones of both families, in a number that makes whole bits.
        for (SharedPerFamily = 1; SharedPerFamily * 16 <= most; SharedPerFamily *= 2)
        {
            LettersToShare--;
        }

        // For the repeats to servers that have a connected socket. Counted apart: whoever waits for one of these holds one of the others.
        _maxBeside = Math.Max(1, most / 16);
        _maxOpen = most - _maxBeside;
        _countBusy = CountBusy;
        _closed = Closed;
    }

    /// <summary>Shared sockets in each address family: 64, six bits to guess, unless files are scarce.</summary>
    internal int SharedPerFamily { get; }

    /// <summary>Letters from which on a question may share a port: 9 where there are 64.</summary>
    internal int LettersToShare { get; } = BitsOfShared - BitsOfId;

    /// <summary>Sockets open now.</summary>
    internal int Open => _open + _beside;

    /// <summary>A socket for the next question to a server; null where there is no room, see <see cref="WhenThereIsRoom"/>.</summary>
    /// <param name="server">Who is asked.</param>
    /// <param name="alone">Whether the question needs a port that no other server sees.</param>
    /// <param name="now">The loop's clock.</param>
    /// <exception cref="SocketException">The family cannot be used here, or there is no route.</exception>
    internal UdpChannel? Take(ServerState server, bool alone, long now)
    {
        var isBusy = ++server.Asked >= QuestionsBeforePromotion;
        if (server.Own is { } own)
        {
            if (!own.IsWorn(now) && (own.IsConnected || !isBusy || own.HasPending))
            {
                own.UsedAt = now;
                return own;
            }

            _own.Remove(server);
            own.Retire();
        }

        if (isBusy)
        {
            try
            {
                if (OpenOwn(server, isConnected: true, now) is { } connected)
                {
                    return connected;
                }
            }
            catch (SocketException)
            {
                // No route; the unconnected socket will say so.
            }
        }

        return alone ? OpenOwn(server, isConnected: false, now) : Take(server.Endpoint!.AddressFamily, now);
    }

    /// <summary>An unconnected socket for the repeat of a question that went out from a connected one: only there can an answer from another source be seen.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal UdpChannel? TakeBeside(ServerState server, bool alone, long now)
    {
        if (!alone)
        {
            return Take(server.Endpoint!.AddressFamily, now);
        }

        if (server.Beside is { HasPending: true } beside)
        {
            return beside;
        }

        if (_beside >= _maxBeside)
        {
            return null;
        }

        var opened = UdpChannel.Open(_loop, _random, server.Endpoint!.AddressFamily, _maxAgeUs);
        _beside++;
        opened.ClosesWhenIdle = true;
        opened.Watch(_countBusy, BesideClosed);
        return server.Beside = opened;
    }

    /// <summary>A shared socket, drawn among all.</summary>
    /// <exception cref="SocketException">The family cannot be used here.</exception>
    internal UdpChannel? Take(AddressFamily family, long now)
    {
        if (!_shared.TryGetValue(family, out var sockets))
        {
            _shared.Add(family, sockets = new UdpChannel?[SharedPerFamily]);
        }

        ref var place = ref sockets[_random.Next(SharedPerFamily)];
        if (place?.IsWorn(now) == false)
        {
            return place;
        }

        var worn = place;
        var opened = OpenAny(() => UdpChannel.Open(_loop, _random, family, _maxAgeUs), room: 0);
        if (opened is null)
        {
            return null;
        }

        _sharedOpen += worn is null ? 1 : 0;
        opened.IsShared = true;
        place = opened;
        worn?.Retire();
        return opened;
    }

    /// <summary>Calls back when sockets have been closed or fallen idle; whoever still finds no room comes again.</summary>
    internal void WhenThereIsRoom(Action action) => _waiting.Enqueue(action);

    private UdpChannel? OpenOwn(ServerState server, bool isConnected, long now)
    {
        // Room for the shared sockets that are not open yet is kept, or the sockets of busy servers would leave the others none.
        var kept = (2 * SharedPerFamily) - _sharedOpen;
        var opened = isConnected
            ? OpenAny(() => UdpChannel.OpenTo(server.Endpoint!, _loop, _random, _maxAgeUs), kept)
            : OpenAny(() => UdpChannel.Open(_loop, _random, server.Endpoint!.AddressFamily, _maxAgeUs), kept);
        if (opened is not null)
        {
            opened.UsedAt = now;
            _own.Add(server, opened);
        }

        return opened;
    }

    /// <summary>Opens a socket if there is room for it and for so many more; null where it must be waited for.</summary>
    private UdpChannel? OpenAny(Func<UdpChannel> open, int room)
    {
        // Where nothing is busy, waiting would be for nothing: then the system decides.
        while (_open + room < _maxOpen || _own.CloseLeastUsed() || _busy == 0)
        {
            try
            {
                var opened = open();
                _open++;
                opened.Watch(_countBusy, _closed);
                return opened;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.TooManyOpenSockets && _own.CloseLeastUsed())
            {
                // The system has fewer than it said. Otherwise the question waits for other reasons than ours.
                _maxOpen = Math.Max((2 * SharedPerFamily) + 8, _open);
            }
        }

        return null;
    }

    private void CountBusy(bool isBusy)
    {
        _busy += isBusy ? 1 : -1;
        if (!isBusy && _waiting.Count > 0)
        {
            Admit();
        }
    }

    private void Closed()
    {
        _open--;
        Admit();
    }

    private void BesideClosed()
    {
        _beside--;
        Admit();
    }

    private void Admit()
    {
        if (_waiting.Count == 0 || _admitting)
        {
            return;
        }

        _admitting = true;
        // After the datagram at hand: whoever waits sends at once, and the socket that has just fallen idle is still being read.
        _loop.Post(() =>
        {
            _admitting = false;
            for (var count = _waiting.Count; count > 0; count--)
            {
                _waiting.Dequeue()();
                if (_waiting.Count >= count)
                {
                    // Back in line: there is no more room for now.
                    return;
                }
            }
        });
    }
}
