using System.Collections.Generic;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>What is asked once more of a server that answers, before anything about its transports is held against it: all of it may have been lost by chance.</summary>
internal sealed class ServerDoubts
{
    private readonly ServerAccess _network;
    private readonly DomainName _zone;
    private readonly ServerAnswers _answers;
    private readonly PutQuestion _put;

    internal ServerDoubts(ServerAccess network, DomainName zone, ServerAnswers answers, PutQuestion put)
    {
        _network = network;
        _zone = zone;
        _answers = answers;
        _put = put;
    }

    /// <summary>Whether there is anything to ask once more; mostly there is not.</summary>
    internal static bool Any(ServerAnswers answers, LoadSeen load) => OfUdp(answers) || OfTcp(answers) || OfEdns(answers) || IsRefused(answers, load);

    internal LoopTask<bool[]> Settle() => LoopTasks.WhenAll([ConfirmUdp(), ConfirmTcp(), ConfirmEdns()]);

    /// <summary>
    /// Silence about one type, of a server that answers others, may be chance however often it was asked by now: two more, side by side, and another two where it has not
    /// answered all the rest at once. Null where no answer came.
    /// </summary>
    internal async LoopTask<Exchange?> TwiceMore(Exchange lost)
    {
        // They differ in EDNS, since the same question is in flight once only; with it as at first, so that signatures come where they were asked for.
        var asked = lost.Query.EdnsSize > 0 ? lost.Query : _network.WithEdns;
        for (var round = 0; round < 2; round++)
        {
            var (with, without) = (_put(lost.Question, asked, ProtocolPolicy.UdpThenTcp), _put(lost.Question, _network.Plain, ProtocolPolicy.UdpThenTcp));
            var (first, second) = (await with, await without);
            if (first.IsAnswered || second.IsAnswered)
            {
                return first.IsAnswered ? first : second;
            }

            if (!_answers.Any(other => other.UdpAttempts > (other.UdpAnswered ? 1 : 0)))
            {
                break;
            }
        }

        return null;
    }

    private static bool OfUdp(ServerAnswers answers) => !answers.Any(exchange => exchange.UdpAnswered);

    private static bool OfTcp(ServerAnswers answers) => answers.Tcp?.Outcome is ExchangeOutcome.TimedOut or ExchangeOutcome.ConnectionLost;

    /// <summary>Whether connections of which nothing came may have been too many.</summary>
    private static bool IsRefused(ServerAnswers answers, LoadSeen load) => answers.Tcp is { } tcp && load.MayExplain(tcp, ProtocolPolicy.TcpOnly);

    private static bool OfEdns(ServerAnswers answers) =>
        answers.Ns?.Exchange is { IsAnswered: true, Query.EdnsSize: > 0 } && answers.Soa?.Exchange.UdpAnswered == true
        && !answers.Any(exchange => exchange.UdpAnswered && exchange.Query.EdnsSize > 0);

    /// <summary>
    /// With few questions all may have been lost over UDP: one more. From a socket that hears every source, since the answers may all have come from the
    /// wrong place.
    /// </summary>
    private async LoopTask<bool> ConfirmUdp()
    {
        if (OfUdp(_answers))
        {
            var again = await _put(new Question(_zone, RecordType.SOA), _network.Plain, ProtocolPolicy.UdpThenTcp, _network.HearingAll);
            _answers.Soa = again.UdpAnswered || (again.IsAnswered && again.OtherSource is not null) ? _answers.KeptAnswer(again) : _answers.Soa;
        }

        return true;
    }

    /// <summary>A connection may have lost packets that held it up. Several side by side hardly meet the same fate, and take no more time than one.</summary>
    private async LoopTask<bool> ConfirmTcp()
    {
        if (OfTcp(_answers))
        {
            await ConfirmSideBySide();
        }

        if (IsRefused(_answers, _network.Load))
        {
            var settled = await new LoadDoubts(_network).Settle(_answers.Tcp!, ProtocolPolicy.TcpOnly, served: null, _put);
            _answers.Tcp = settled is null ? null : _answers.Kept(settled);
            if (settled is null)
            {
                _answers.Miss("TCP");
            }
        }

        return true;
    }

    private async LoopTask<bool> ConfirmSideBySide()
    {
        var again = new List<LoopTask<Exchange>>();
        foreach (var type in new[] { RecordType.SOA, RecordType.NS, RecordType.DNSKEY })
        {
            again.Add(_put(new Question(_zone, type), _network.Plain, ProtocolPolicy.TcpOnly));
        }

        foreach (var connection in again)
        {
            var exchange = await connection;
            _answers.Tcp = exchange.IsAnswered ? _answers.Kept(exchange) : _answers.Tcp;
        }

        return true;
    }

    /// <summary>
    /// Where questions without EDNS are answered over UDP and none with it, TCP has stepped in. One more, over UDP alone, and another, before that is held
    /// against the server or the firewall in front of it.
    /// </summary>
    private async LoopTask<bool> ConfirmEdns()
    {
        if (!OfEdns(_answers))
        {
            return true;
        }

        var ns = _answers.Ns!.Exchange;
        for (var i = 0; i < 2; i++)
        {
            var again = await _put(ns.Question, ns.Query, ProtocolPolicy.UdpOnly);
            if (again.Outcome != ExchangeOutcome.TimedOut)
            {
                return true;
            }

            _answers.Edns = _answers.Kept(again);
        }

        return true;
    }
}
