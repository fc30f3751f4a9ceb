using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <content>What becomes of answers that may be refusals for being asked too much.</content>
internal sealed partial class ServerInterview
{
    /// <summary>
    /// A refusal that may come of how much the server is asked. For the whole zone that is found out by its SOA: where that is refused whatever the pace, so is the rest.
    /// </summary>
    /// <returns>What counts; null where nothing is known.</returns>
    private async LoopTask<Exchange?> Settled(Exchange refusal)
    {
        if (_soa is not null)
        {
            await _soa;
        }

        return IsLeftOut ? null
            : _said.Soa is { } soa && LoadSeen.IsRefusal(soa.Exchange) ? refusal
            : await SettleRefusal(refusal);
    }

    private bool MayComeOfLoad(Exchange exchange) => _network.Load.MayExplain(exchange, wasBusy: _wasBusy);

    private LoopTask<Exchange?> SettleRefusal(Exchange refusal) =>
        new LoadDoubts(_network, _audit.Tally).Settle(refusal, ProtocolPolicy.UdpThenTcp, Served(_said.Soa, refusal) ?? Served(_said.Ns, refusal), Put);

    /// <summary>An answer about the zone that says something of what was refused; null where it was refused itself, or came in another way.</summary>
    private static Exchange? Served(ServerAnswer? answer, Exchange refusal) =>
        answer is { IsAnswered: true } && !LoadSeen.IsRefusal(answer.Exchange) && LoadSeen.IsAlike(answer.Exchange, refusal) ? answer.Exchange : null;

    /// <summary>What is kept of an answer without which nothing can be said of the server.</summary>
    private ServerAnswer? Counts(Exchange? settled)
    {
        if (settled is null && !IsLeftOut)
        {
            _said.LeaveOut(AuditLimits.Load);
        }

        return _said.KeptAnswer(settled);
    }

    /// <summary>The same of an answer without which the rest still holds.</summary>
    private async LoopTask<ServerAnswer?> Unless(Exchange exchange) => _said.KeptAnswer(MayComeOfLoad(exchange) ? await Known(exchange) : exchange);

    /// <summary>What counts in place of such an answer; null where nothing is known, which is noted.</summary>
    private async LoopTask<Exchange?> Known(Exchange refusal)
    {
        var settled = await Settled(refusal);
        if (settled is null && !IsLeftOut)
        {
            _said.Miss(refusal.Question.ToString());
        }

        return settled;
    }
}
