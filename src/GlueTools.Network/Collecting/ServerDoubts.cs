using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
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
    /// <summary>Rounds of a question that goes unanswered, two at a time.</summary>
    private const int MostRounds = 5;

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
    internal static bool Any(ServerAnswers answers, LoadSeen load) => OfUdp(answers) || OfTcp(answers) || OfEdns(answers) || IsRefused(answers, load) || OfTypes(answers);

    internal async LoopTask<bool> Settle()
    {
        // First, since what has EDNS lost over UDP shows beside what came without it.
        await ConfirmUdp();
        await LoopTasks.WhenAll([ConfirmTcp(), ConfirmEdns(), ConfirmTypes()]);
        return true;
    }

    /// <summary>
    /// Silence about one type, of a server that answers others, may be chance however often it was asked by now: two more, side by side, and again two, until it is answered or
    /// chance is no explanation.
    /// </summary>
    /// <param name="lost">The question, and what came of it so far.</param>
    /// <returns>What counts, with all tries.</returns>
    internal async LoopTask<Exchange> Insist(Exchange lost)
    {
        // They differ in EDNS, since the same question is in flight once only; with it as at first, so that signatures come where they were asked for.
        var asked = lost.Query.EdnsSize > 0 ? lost.Query : _network.WithEdns;
        for (var round = 0; ServerAnswers.IsOfNoUse(lost) && round < MostRounds && (round == 0 || LostByChance.Explains(_answers.ToChildAnswers(), lost)); round++)
        {
            var (with, without) = (_put(lost.Question, asked, ProtocolPolicy.UdpThenTcp), _put(lost.Question, _network.Plain, ProtocolPolicy.UdpThenTcp));
            var (first, second) = (await with, await without);
            // Where EDNS alone is rejected, that is no answer, and nothing that was lost either.
            lost = (ResponseClassifier.RejectsEdns(first) ? second : ServerAnswers.IsOfNoUse(first) ? second.After(first) : first).After(lost);
        }

        return lost;
    }

    private static bool OfUdp(ServerAnswers answers) => !answers.Any(exchange => exchange.UdpAnswered);

    private static bool OfTcp(ServerAnswers answers) => answers.Tcp?.Outcome is ExchangeOutcome.TimedOut or ExchangeOutcome.ConnectionLost;

    /// <summary>Whether connections of which nothing came may have been too many.</summary>
    private static bool IsRefused(ServerAnswers answers, LoadSeen load) => answers.Tcp is { } tcp && load.MayExplain(tcp, ProtocolPolicy.TcpOnly);

    private static bool OfTypes(ServerAnswers answers) => IsLost(answers, answers.Soa) || IsLost(answers, answers.Ns) || IsLost(answers, answers.Dnskey);

    private static bool IsLost(ServerAnswers answers, ServerAnswer? answer) => answer is { Exchange.Outcome: ExchangeOutcome.TimedOut or ExchangeOutcome.Answered } && answers.WasLost(answer.Exchange);

    private static bool OfEdns(ServerAnswers answers) =>
        answers.Soa?.Exchange.UdpAnswered == true && answers.Any(static exchange => exchange.Query.EdnsSize > 0)
        && !answers.Any(static exchange => exchange.UdpAnswered && exchange.Query.EdnsSize > 0);

    /// <summary>
    /// With few questions all may have been lost over UDP: one more, and where the network loses much, more of them. From a socket that hears every source, since the answers may
    /// all have come from the wrong place.
    /// </summary>
    private async LoopTask<bool> ConfirmUdp()
    {
        // The SOA may be what it never answers. Of the questions before, those with EDNS prove nothing, since these may be dropped as such; nor, where much is lost, do those that went out
        // where an answer from the wrong place is not heard.
        var type = _answers.Soa?.IsAnswered == true ? RecordType.SOA : RecordType.NS;
        var sent = (type == RecordType.SOA && !_network.Loss.IsNoticeable ? _answers.Soa!.Exchange.UdpAttempts : 0) + (_answers.Opening?.Ns?.UdpAttempts ?? 0);
        while (OfUdp(_answers) && !_answers.Any(exchange => exchange.OtherSource is not null))
        {
            // Beside a connection, its answer might come first, and what comes after it is heard by nobody.
            var again = await _put(new Question(_zone, type), _network.Plain, ProtocolPolicy.UdpOnly, _network.HearingAll);
            if (again.UdpAnswered || again.OtherSource is not null)
            {
                (_answers.Soa, _answers.Ns) = type == RecordType.SOA ? (WithDatagram(_answers.Soa, again), _answers.Ns) : (_answers.Soa, WithDatagram(_answers.Ns, again));
            }

            sent += again.UdpAttempts;
            if (sent >= _network.Loss.Enough || again.UdpAttempts == 0)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>An answer that came over a connection, with what became of a datagram of the same question; that datagram's where there is none.</summary>
    private ServerAnswer? WithDatagram(ServerAnswer? answer, Exchange datagram) =>
        _answers.KeptAnswer(answer is { IsAnswered: true, Exchange: var known } ? known.After(datagram) : datagram);

    /// <summary>A connection may have lost packets that held it up. Several side by side hardly meet the same fate, and take no more time than one.</summary>
    private async LoopTask<bool> ConfirmTcp()
    {
        if (OfTcp(_answers))
        {
            // Those that ask for what it never answers prove nothing.
            var counts = _answers.Soa?.IsAnswered == true && _answers.Ns?.IsAnswered == true ? 3 : 2;
            for (var lost = 1; !await ConfirmSideBySide() && (lost += counts) < _network.Loss.Enough;)
            {
            }
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

    /// <summary>Of types that are not answered more is known now that all the rest is over.</summary>
    private async LoopTask<bool> ConfirmTypes()
    {
        _answers.Soa = await Confirmed(_answers.Soa);
        _answers.Ns = await Confirmed(_answers.Ns);
        _answers.Dnskey = await Confirmed(_answers.Dnskey);
        return true;
    }

    private async LoopTask<ServerAnswer?> Confirmed(ServerAnswer? answer) =>
        IsLost(_answers, answer) && (answer!.IsAnswered || LostByChance.Explains(_answers.ToChildAnswers(), answer.Exchange))
            ? _answers.KeptAnswer(await Insist(answer.Exchange))
            : answer;

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

        return _answers.Tcp?.IsAnswered == true || _answers.AreLeftOut;
    }

    /// <summary>
    /// Where questions without EDNS are answered over UDP and none with it, TCP has stepped in. Two more, over UDP alone, and more where the network loses much, before that is held
    /// against the server or the firewall in front of it.
    /// </summary>
    private async LoopTask<bool> ConfirmEdns()
    {
        if (!OfEdns(_answers))
        {
            return true;
        }

        for (var sent = 0; sent < _network.Loss.Enough;)
        {
            var again = await _put(new Question(_zone, RecordType.NS), _network.WithEdns, ProtocolPolicy.UdpOnly, _network.Plainly);
            if (again.Outcome != ExchangeOutcome.TimedOut)
            {
                // What was lost before was lost by chance.
                _answers.Edns = again.IsAnswered && _answers.Edns is { IsAnswered: false } ? null : _answers.Edns;
                return true;
            }

            _answers.Edns = _answers.Kept(again);
            sent += Math.Max(1, again.UdpAttempts);
        }

        return true;
    }
}
