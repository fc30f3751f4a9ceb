using System;
using System.Net;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>
/// Which refusals may come of how much this run asks: of a server that was asked more than a few questions within a second and has lately answered, or that was lately seen to
/// limit its clients. It decides whether and when a question is put again, and never what an answer means; a server that refuses to the end what it answered before is left out, and Limits says so.
/// </summary>
internal sealed class LoadSeen
{
    /// <summary>Servers remembered.</summary>
    private const int MaxServers = 16_384;

    /// <summary>How long a good answer counts: a server that has answered nothing well for so long, and was not seen to limit its clients, may be believed when it refuses.</summary>
    private const long RememberedUs = 60_000_000;

    private readonly Clock _clock;
    private readonly IDnsTransport _transport;
    private readonly long _timeoutUs;

    // Whoever is asked something is not forgotten meanwhile, so that the answer is noted where the question was.
    private readonly RecentTable<IPAddress, ServerLoad> _servers = new(MaxServers, load => load.IsAsked);

    /// <param name="clock">The loop's clock.</param>
    /// <param name="transport">Where limits are kept to.</param>
    /// <param name="timeoutUs">How long an attempt may take.</param>
    internal LoadSeen(Clock clock, IDnsTransport transport, long timeoutUs)
    {
        _timeoutUs = timeoutUs;
        _clock = clock;
        _transport = transport;
    }

    /// <summary>
    /// Whether a server sent a question away in a way in which some do that are asked too much: REFUSED, SERVFAIL, TC and then no connection; or no connection where that alone was
    /// tried. Where only the connection matters, any answer over one is good.
    /// </summary>
    internal static bool IsRefusal(Exchange exchange, ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp) => exchange.Message is { } message
        ? policy != ProtocolPolicy.TcpOnly && (message.ResponseCode is ResponseCode.Refused or ResponseCode.ServerFailure || (message.IsTruncated && exchange.TcpTried))
        : exchange.Protocol == DnsProtocol.Tcp && exchange.UdpAttempts == 0 && exchange.Outcome is ExchangeOutcome.PortUnreachable or ExchangeOutcome.ConnectionLost or ExchangeOutcome.TimedOut;

    /// <summary>Whether a datagram brought the refusal, by itself: what came over a connection alone proves nothing of those.</summary>
    internal static bool IsByDatagram(Exchange refusal) => refusal is { Protocol: DnsProtocol.Udp, Message.IsTruncated: false };

    /// <summary>Whether a datagram was answered on the way to an answer, be it by TC.</summary>
    internal static bool HasDatagram(Exchange answer) => answer.Protocol == DnsProtocol.Udp || answer.TruncatedMessage is not null;

    /// <summary>Whether an answer says something of what was refused: it came in the same way.</summary>
    internal static bool IsAlike(Exchange answer, Exchange refusal) => !IsByDatagram(refusal) || HasDatagram(answer);

    /// <summary>A question goes out; what it is put to hears of its end by <see cref="ServerLoad.Settled"/>.</summary>
    internal ServerLoad Asked(IPAddress server, long now)
    {
        var load = Of(server);
        load.Asked(now);
        return load;
    }

    /// <summary>Whether the server was asked more than a few questions within the last second.</summary>
    internal bool IsBusy(IPAddress server) => _servers.TryGet(server, out var load) && load.IsBusy(_clock.Now);

    /// <summary>Whether a refusal may come of how much the server is asked.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="policy">How the question was put.</param>
    /// <param name="wasBusy">Whether the server was asked more than a few questions before the first one about the zone: then it may have had none left, and not answered anything yet.</param>
    internal bool MayExplain(Exchange refusal, ProtocolPolicy policy = ProtocolPolicy.UdpThenTcp, bool wasBusy = false)
    {
        if (!IsRefusal(refusal, policy) || !_servers.TryGet(refusal.Server, out var load))
        {
            return false;
        }

        var now = _clock.Now;
        // The attempt that was refused may not be the first one: what counts is how much the server was asked when any of them arrived.
        var took = refusal.RoundTripUs + (Math.Max(0, refusal.UdpAttempts - 1) * _timeoutUs);
        return load.Last(refusal, policy) is { } well ? load.IsLimiting(now) || (now - well.At < RememberedUs && load.IsBusy(now, took)) : wasBusy;
    }

    /// <summary>Whether the server was lately seen to limit its clients.</summary>
    internal bool IsLimiting(IPAddress server) => _servers.TryGet(server, out var load) && load.IsLimiting(_clock.Now);

    /// <summary>Whether the server has lately answered some questions about a zone and refused others.</summary>
    internal bool IsSuspected(IPAddress server) => _servers.TryGet(server, out var load) && load.IsSuspected(_clock.Now);

    /// <summary>A server has answered some questions about a zone, and refuses another.</summary>
    internal void Suspected(IPAddress server) => Of(server).Suspected(_clock.Now);

    /// <summary>What the server last answered well that a refusal can be compared with; null where there is nothing, or it is forgotten.</summary>
    internal LastAnswer? LastAnswer(Exchange refusal, ProtocolPolicy policy) => _servers.TryGet(refusal.Server, out var load) ? load.Last(refusal, policy) : null;

    /// <summary>A server refuses for being asked too much.</summary>
    /// <param name="server">The server.</param>
    /// <param name="since">When what it refused was put.</param>
    /// <param name="isAskedLess">Whether it is to be asked more slowly.</param>
    internal void Limited(IPAddress server, long since, bool isAskedLess)
    {
        var load = Of(server);
        load.Limited(_clock.Now);
        if (isAskedLess)
        {
            _transport.NoteLimit(server, since, load.MostAnswered);
        }
    }

    private ServerLoad Of(IPAddress server)
    {
        if (!_servers.TryGet(server, out var load))
        {
            _servers.Set(server, load = new ServerLoad());
        }

        return load;
    }
}
