using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>
/// Tells a network that has fallen silent from servers that have. While questions of a family are in flight and nothing has been heard in it from anybody for half
/// a time-out, start servers that have answered in this run are asked once more, and again as long as it stays so. Where none of them answers either, what other servers left
/// unanswered meanwhile says nothing of them. Only start servers are asked, on which every domain of the run depends anyway: nobody else's silence counts.
/// </summary>
internal sealed class NetworkPulse
{
    private const int ServersABeat = 2;

    private readonly EventLoop _loop;
    private readonly IDnsTransport _transport;
    private readonly long _quietUs;
    private readonly Beat _ofIPv4, _ofIPv6;

    /// <param name="loop">The loop that all of it runs on.</param>
    /// <param name="transport">How servers are asked.</param>
    /// <param name="timeoutUs">Microseconds that an attempt waits for its answer.</param>
    internal NetworkPulse(EventLoop loop, IDnsTransport transport, long timeoutUs)
    {
        _loop = loop;
        _transport = transport;
        _quietUs = timeoutUs / 2;
        _ofIPv4 = new Beat(this);
        _ofIPv6 = new Beat(this);
    }

    /// <summary>How often the network was found silent, in either family.</summary>
    internal int Silences { get; private set; }

    /// <summary>A start server has proven that it is there; the same question can be put to it again.</summary>
    internal void Trust(Exchange proof) => Of(proof.Server).Trust(proof);

    /// <summary>A question goes out.</summary>
    internal void Began(IPAddress server, long now) => Of(server).Began(now);

    /// <summary>It is over, or its time is up.</summary>
    internal void Ended(IPAddress server) => Of(server).Ended();

    /// <summary>A server has answered.</summary>
    internal void Heard(IPAddress server, long now) => Of(server).Heard(now);

    /// <summary>Waits until it is known whether the network is there, where that is being asked.</summary>
    internal async LoopTask<bool> Settled()
    {
        await _ofIPv4.Settled();
        await _ofIPv6.Settled();
        return true;
    }

    private Beat Of(IPAddress server) => server.AddressFamily == AddressFamily.InterNetworkV6 ? _ofIPv6 : _ofIPv4;

    /// <summary>The pulse of one family.</summary>
    private sealed class Beat(NetworkPulse pulse)
    {
        private readonly List<Exchange> _trusted = new();
        private LoopTask<bool>? _round;
        private bool _isLooking;
        private int _open, _next;
        private long _since;

        internal void Trust(Exchange proof)
        {
            if (!_trusted.Exists(known => known.Server.Equals(proof.Server)))
            {
                _trusted.Add(proof);
            }
        }

        internal void Began(long now)
        {
            if (_open++ == 0)
            {
                // Before that, there was nothing to be heard.
                _since = now;
            }

            LookLater(pulse._quietUs);
        }

        internal void Ended() => _open--;

        internal void Heard(long now)
        {
            _since = now;
            // Whoever waits for the round knows enough.
            End(isSilent: false);
        }

        internal LoopTask<bool> Settled() => _round ?? LoopTasks.FromResult(true);

        private void LookLater(long microseconds)
        {
            if (!_isLooking && _trusted.Count > 0)
            {
                _isLooking = true;
                pulse._loop.SetTimer(microseconds, Look);
            }
        }

        private void Look()
        {
            _isLooking = false;
            if (_open == 0)
            {
                return;
            }

            var quiet = pulse._loop.Now - _since;
            if (quiet < pulse._quietUs)
            {
                LookLater(pulse._quietUs - quiet);
                return;
            }

            if (_round is null)
            {
                Ask();
            }

            LookLater(pulse._quietUs);
        }

        private void Ask()
        {
            var round = _round = new LoopTask<bool>();
            var open = 0;
            var isShort = false;
            for (; open < _trusted.Count && open < ServersABeat; open++)
            {
                var proof = _trusted[_next++ % _trusted.Count];
                // Where UDP does not get through, it shows nothing.
                var task = pulse._transport.Ask(proof.Server, proof.Question, proof.Query, proof.UdpAnswered ? ProtocolPolicy.UdpThenTcp : ProtocolPolicy.TcpOnly);
                task.ContinueWith(() => Over(task.Result));
            }

            void Over(Exchange exchange)
            {
                isShort |= exchange.IsShort;
                if (exchange.IsAnswered)
                {
                    Heard(pulse._loop.Now);
                }
                else if (--open == 0 && ReferenceEquals(round, _round))
                {
                    End(!isShort);
                }
            }
        }

        private void End(bool isSilent)
        {
            if (_round is { } round)
            {
                _round = null;
                pulse.Silences += isSilent ? 1 : 0;
                round.SetResult(true);
            }
        }
    }
}
