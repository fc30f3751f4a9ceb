using System.Collections.Generic;
using GlueTools.Dns.Exchanges;

namespace GlueTools.Delegation.Evidence;

/// <summary>What a view's <see cref="AcceptanceEvidence"/> is made of, for writing and reading.</summary>
internal static class AcceptanceShape
{
    internal static AcceptanceEvidence Of(EvidenceFacts facts, AcceptanceEvidence? acceptance)
    {
        var servers = facts.List<AcceptanceAnswers>(acceptance?.Servers, (inner, one) =>
            new AcceptanceAnswers(inner.Address(one?.Address), Exchanges(inner, one?.Exchanges)));
        var signals = facts.List<SignalAnswers>(acceptance?.Signals, (inner, one) =>
            new SignalAnswers(inner.Name(one?.NameServer ?? default), inner.OptionalName(one?.Zone), Exchanges(inner, one?.Exchanges)));
        var notify = Exchanges(facts, acceptance?.Notify);
        return acceptance ?? new AcceptanceEvidence(servers, signals, notify);
    }

    private static IReadOnlyList<Exchange> Exchanges(EvidenceFacts facts, IReadOnlyList<Exchange>? exchanges) =>
        facts.List(exchanges, (EvidenceFacts inner, Exchange? exchange) => EvidenceShape.Exchange(inner, exchange));
}
