using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Collecting;

/// <content>
/// What would be held against the server is asked for once more: in the letters of the name, without a cookie, and with EDNS where the question had none, without where it had. So nothing is
/// held against it that only the first question about a zone meets, or only who asks in letters and with cookies as this does.
/// </content>
internal sealed partial class ServerInterview
{
    /// <summary>Whether an answer would be held against the server: an error, or no authority.</summary>
    private static bool Accuses(ServerAnswer answer) =>
        answer.Kind is ResponseKind.NameDoesNotExist or ResponseKind.UpwardReferral or ResponseKind.NotAuthoritative or ResponseKind.Refused or ResponseKind.Failed;

    /// <summary>The answer in the other form; null where that is no better.</summary>
    private LoopTask<Exchange?> Otherwise(Exchange accusing) => Better(accusing.Question, accusing.Query.EdnsSize > 0 ? _network.Plain : _network.WithEdns);

    private async LoopTask<Exchange?> Better(Question question, QueryOptions query)
    {
        var other = await Put(question, query, ProtocolPolicy.UdpThenTcp, _network.Plainly);
        return IsGood(other) ? other : null;
    }

    private bool IsGood(Exchange exchange) => !ServerAnswers.IsOfNoUse(exchange) && !Accuses(_said.Classified(exchange));

    /// <summary>An answer about something else than the SOA: where the zone is not served at all, nothing else needs to be asked for twice.</summary>
    private async LoopTask<Exchange> UnlessOtherwise(Exchange exchange) =>
        !IsLeftOut && !ServerAnswers.IsOfNoUse(exchange) && Accuses(_said.Classified(exchange)) && await IsServed() ? await Otherwise(exchange) ?? exchange : exchange;

    private async LoopTask<bool> IsServed()
    {
        if (_soa is { IsCompleted: false } soa)
        {
            await soa;
        }

        return _said.Soa is { } known && (!known.IsAnswered || !Accuses(known));
    }

    /// <summary>The same of a question that needs EDNS: where it is only without that it is answered, whether EDNS is to blame, or letters and cookie.</summary>
    /// <returns>What counts, and what came of the question with EDNS where that is to blame; null for the latter where it is not.</returns>
    private async LoopTask<Otherness> WithEdnsUnlessOtherwise(Exchange exchange)
    {
        var other = await UnlessOtherwise(exchange);
        if (ReferenceEquals(other, exchange) || other.Query.EdnsSize > 0)
        {
            return new Otherness(other, null);
        }

        var with = await Put(exchange.Question, exchange.Query, ProtocolPolicy.UdpThenTcp, _network.Plainly);
        var blamed = MayComeOfLoad(with) ? await SettleRefusal(with) : with;
        return blamed is not null && IsGood(blamed) ? new Otherness(blamed, null)
            : new Otherness(other, blamed is { IsAnswered: true } ? blamed : null);
    }

    private sealed class Otherness(Exchange counts, Exchange? rejected)
    {
        internal Exchange Counts { get; } = counts;

        internal Exchange? Rejected { get; } = rejected;
    }
}
