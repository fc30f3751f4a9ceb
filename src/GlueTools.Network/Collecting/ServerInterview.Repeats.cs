using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Collecting;

/// <content>What is asked again, since it was lost or not understood.</content>
internal sealed partial class ServerInterview
{
    /// <summary>
    /// A server may have been gone for a while and be back when it is asked without EDNS. Only one that is silent again after that has anything against EDNS: to one datagram,
    /// or, where datagrams are no proof, to all attempts and a connection.
    /// </summary>
    private async LoopTask<bool> AskNsAfterSilence(Question question, Exchange first)
    {
        if (!first.IsAnswered && _said.Ns?.Exchange is { IsAnswered: true, Query.EdnsSize: 0 } && !_said.Any(exchange => exchange.Query.EdnsSize > 0))
        {
            var isDoubtful = _network.Loss.IsNoticeable || !_said.Any(exchange => exchange.UdpAnswered);
            var last = await Put(question, _network.WithEdns, ProtocolPolicy.UdpThenTcp, isDoubtful ? null : _network.First);
            _said.Ns = IsPlainAnswer(last) ? _said.KeptAnswer(last) ?? _said.Ns : _said.Ns;
            _said.Edns = ResponseClassifier.RejectsEdns(last) ? _said.Kept(last) : _said.Edns;
        }

        return true;
    }

    /// <summary>Whether an exchange is plainly an answer, as nearly all are: then there is nothing to begin for a repeat.</summary>
    private static bool IsPlainAnswer(Exchange exchange) => !ServerAnswers.IsOfNoUse(exchange) && !ResponseClassifier.RejectsEdns(exchange);

    /// <summary>Repeats a question that was lost, or that the server did not understand because of EDNS; gives back what counts.</summary>
    private async LoopTask<Exchange> PutAgainWhereNeeded(Exchange exchange)
    {
        if (ResponseClassifier.RejectsEdns(exchange))
        {
            return await PutWithoutEdns(exchange.Question);
        }

        if (!_said.WasLost(exchange) || exchange.Outcome == ExchangeOutcome.Malformed || !HasAnswered)
        {
            return exchange;
        }

        // Lost, where others with EDNS came through or there are none; where none of them did, it is rather EDNS.
        var again = exchange.Question.Type == RecordType.NS || _said.Any(other => other.Query.EdnsSize > 0)
            ? (await Put(exchange.Question, exchange.Query, ProtocolPolicy.UdpThenTcp)).After(exchange)
            : exchange;
        if (ResponseClassifier.RejectsEdns(again))
        {
            return await PutWithoutEdns(exchange.Question);
        }

        again = ServerAnswers.IsOfNoUse(again) ? (await Put(exchange.Question, _network.Plain, ProtocolPolicy.UdpThenTcp)).After(again) : again;
        return await Doubts.Insist(again);
    }

    private async LoopTask<Exchange> PutWithoutEdns(Question question)
    {
        var plain = await Put(question, _network.Plain, ProtocolPolicy.UdpThenTcp);
        return _said.WasLost(plain) && HasAnswered ? await Doubts.Insist(plain) : plain;
    }
}
