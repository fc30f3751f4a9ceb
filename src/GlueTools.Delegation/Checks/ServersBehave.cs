using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;

namespace GlueTools.Delegation.Checks;

/// <summary>Servers understand EDNS and answer only for their own zones.</summary>
internal sealed class ServersBehave : ICheck
{
    internal static readonly FindingKind ServerWithoutEdns = new(
        nameof(ServersBehave), nameof(ServerWithoutEdns), Severity.Notice, "RFC 6891, section 7; RFC 8906, section 8.2", "Queries with EDNS fail, or are answered without an OPT record, while the same query without EDNS is answered.");

    internal static readonly FindingKind ServerOffersRecursion = new(
        nameof(ServersBehave), nameof(ServerOffersRecursion), Severity.Warning, "RFC 5358, section 4", "It answers a recursive question outside its zones.");

    public IReadOnlyList<FindingKind> Kinds { get; } = [ServerWithoutEdns, ServerOffersRecursion];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        foreach (var server in view.Child?.Servers ?? [])
        {
            if (server.Names.Count == 0)
            {
                continue;
            }

            if (server.IsAuthoritative && EdnsFault(server) is { } fault)
            {
                yield return ServerWithoutEdns.Finding(
                    view, server, $"{Wording.OfChild(server)} {fault}.", Advice.Of(Changes.Server(view, [Wording.OfChild(server)], ServerSetting.UnderstandEdns)));
            }

            if (server.Recursion?.Message is { RecursionAvailable: true, IsAuthoritative: false, ResponseCode: ResponseCode.NoError, Answer.Count: > 0 })
            {
                yield return ServerOffersRecursion.Finding(
                    view,
                    server,
                    $"{Wording.OfChild(server)} resolves names outside its zones for anybody (it answered a recursive question for the root's SOA).",
                    Strangers.IsOne(view, server)
                        ? Advice.OneOf($"Let another name server take the place of {server.Names}.", Changes.TakeOut(view, server))
                        : Advice.Of(Changes.Server(view, [Wording.OfChild(server)], ServerSetting.RefuseRecursion)));
            }
        }
    }

    private static string? EdnsFault(ChildServer server)
    {
        if (server.Ns is { IsAnswered: true } ns && server.Edns is { } first)
        {
            // One that rejects the question without EDNS just so has something against its type.
            return first.Message is { } answer ? ns.Message?.ResponseCode == answer.ResponseCode
                    ? answer.IsAuthoritative || ns.Message?.IsAuthoritative != true ? null : "answers a question with EDNS without authority, and the same question without EDNS with it"
                    : "answers a question with EDNS with " + answer.ResponseCode.ToText() + ", and the same question without EDNS properly"
                : first.Outcome != ExchangeOutcome.TimedOut || HasAnsweredWithEdns(server, HasAnsweredOverUdp(server)) ? null
                : !HasAnsweredWithEdns(server, overUdp: false) ? "does not answer a question with EDNS, and answers the same question without"
                : "does not answer questions with EDNS over UDP, and answers them over TCP, and over UDP without EDNS";
        }

        return server.Ns is { Message.Edns: null, IsAnswered: true, Query.EdnsSize: > 0 } ? "answers questions with EDNS without an OPT record" : null;
    }

    /// <summary>Whether it answers over UDP at all: where it does not, that it answers nothing with EDNS there either says nothing of EDNS.</summary>
    private static bool HasAnsweredOverUdp(ChildServer server)
    {
        foreach (var exchange in server.Exchanges)
        {
            if (exchange.UdpAnswered && exchange.Question.Name.IsAtOrBelow(server.Zone))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether another question with EDNS about the zone was answered, over UDP where TCP is no proof: then one was lost, and EDNS is not to blame.</summary>
    private static bool HasAnsweredWithEdns(ChildServer server, bool overUdp)
    {
        foreach (var exchange in server.Exchanges)
        {
            if (exchange.IsAnswered && exchange.Query.EdnsSize > 0 && exchange.Question.Name.IsAtOrBelow(server.Zone) && (exchange.UdpAnswered || !overUdp))
            {
                return true;
            }
        }

        return false;
    }
}
