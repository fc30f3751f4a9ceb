using System;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Network.Walking;

/// <summary>What one server address was lately asked, and whether it answered. Time comes in as a parameter, in microseconds of the loop's clock.</summary>
internal sealed class ServerLoad
{
    /// <summary>Questions in a second that no server can mean when it limits its clients.</summary>
    internal const int Few = 4;

    /// <summary>How long a server counts as one that limits its clients after it was seen to.</summary>
    private const long LimitingUs = 300_000_000;

    /// <summary>How long it is suspected to limit them after it answered some questions about a zone and refused others.</summary>
    private const long SuspectedUs = 10_000_000;

    /// <summary>What is left after a second of what counts as the best second.</summary>
    private const double Fading = 0.8;

    private const long SecondUs = 1_000_000;

    // When the last questions went to it, in a circle: busy where the oldest of them is not long ago.
    private readonly long[] _asked = new long[Few + 1];
    private int _next, _open;
    private long _secondAt = long.MinValue, _limitedAt = long.MinValue, _suspectedAt = long.MinValue;
    private double _thisSecond, _best;
    private LastAnswer? _well, _byDatagram, _overTcp;

    internal ServerLoad()
    {
        for (var i = 0; i < _asked.Length; i++)
        {
            _asked[i] = long.MinValue;
        }
    }

    /// <summary>Questions a second that it answered well at best, of late.</summary>
    internal double MostAnswered => Math.Max(_best, _thisSecond);

    /// <summary>Whether a question to it is on its way.</summary>
    internal bool IsAsked => _open > 0;

    /// <summary>Whether it was asked more than a few questions within a second.</summary>
    /// <param name="now">When that second ended.</param>
    /// <param name="tookUs">For how long before that it may have ended as well, in microseconds.</param>
    internal bool IsBusy(long now, long tookUs = 0) => _asked[_next] is var oldest && oldest != long.MinValue && now - oldest <= SecondUs + tookUs;

    /// <summary>Whether it was lately seen to refuse what it answers at another time.</summary>
    internal bool IsLimiting(long now) => _limitedAt != long.MinValue && now - _limitedAt < LimitingUs;

    /// <summary>Whether it has lately answered some questions about a zone and refused others: it may limit its clients, or not know some types.</summary>
    internal bool IsSuspected(long now) => _suspectedAt != long.MinValue && now - _suspectedAt < SuspectedUs;

    /// <summary>A question goes to it.</summary>
    internal void Asked(long now)
    {
        _open++;
        _asked[_next] = now;
        _next = _next == Few ? 0 : _next + 1;
    }

    /// <summary>
    /// What it last answered well that a refusal can be compared with: where connections alone are asked for, over one of them; where a datagram was refused, by a datagram, since
    /// a server may refuse all of these and answer over connections. Null where nothing.
    /// </summary>
    internal LastAnswer? Last(Exchange refusal, ProtocolPolicy policy) =>
        policy == ProtocolPolicy.TcpOnly ? _overTcp : LoadSeen.IsByDatagram(refusal) ? _byDatagram : _well;

    /// <summary>An exchange is over.</summary>
    internal void Settled(Exchange exchange, long now)
    {
        _open--;
        var isWell = exchange.Message is { IsTruncated: false, ResponseCode: ResponseCode.NoError or ResponseCode.NameError };
        if (isWell || (exchange.IsAnswered && exchange.Protocol == DnsProtocol.Tcp))
        {
            Answered(exchange, isWell, now);
        }
    }

    /// <summary>It has answered.</summary>
    /// <param name="exchange">What.</param>
    /// <param name="isWell">Whether it said something; where not, it came over a connection at least.</param>
    /// <param name="now">The time.</param>
    private void Answered(Exchange exchange, bool isWell, long now)
    {
        if (exchange.Protocol == DnsProtocol.Tcp)
        {
            _overTcp = new LastAnswer(exchange, now);
        }

        if (!isWell)
        {
            return;
        }

        if (_secondAt == long.MinValue || now - _secondAt >= SecondUs)
        {
            _best = Math.Max(_thisSecond, _best * Fading);
            _thisSecond = 0;
            _secondAt = now;
        }

        _thisSecond++;
        _well = new LastAnswer(exchange, now);
        _byDatagram = LoadSeen.HasDatagram(exchange) ? _well : _byDatagram;
    }

    /// <summary>It was seen to refuse what it answers at another time.</summary>
    internal void Limited(long now) => _limitedAt = now;

    /// <summary>It has answered some questions about a zone, and refuses another.</summary>
    internal void Suspected(long now) => _suspectedAt = now;
}

/// <summary>A question that a server answered.</summary>
internal readonly struct LastAnswer
{
    internal LastAnswer(Exchange exchange, long at)
    {
        Question = exchange.Question;
        Query = exchange.Query;
        Policy = LoadSeen.HasDatagram(exchange) ? ProtocolPolicy.UdpThenTcp : ProtocolPolicy.TcpOnly;
        At = at;
    }

    internal Question Question { get; }

    internal QueryOptions Query { get; }

    /// <summary>How it is put again as it was answered.</summary>
    internal ProtocolPolicy Policy { get; }

    /// <summary>When, on the loop's clock.</summary>
    internal long At { get; }
}
