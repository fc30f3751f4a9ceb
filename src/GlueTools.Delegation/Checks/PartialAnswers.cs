using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>What a server that answers for a zone with authority does not answer of it.</summary>
internal static class PartialAnswers
{
    /// <summary>What it does with questions of some types, as the rest of a sentence: <c>does not answer questions for NS</c>; null where it answers all that was asked.</summary>
    internal static string? Of(ChildServer server)
    {
        // Types that meet the same are told together, in the order in which they were met.
        List<KeyValuePair<string, List<string>>>? met = null;
        Add(ref met, server, server.Answers.Soa, RecordType.SOA);

        // That there are no NS records is another fault than that they cannot be asked for.
        Add(ref met, server, server.Answers.Ns is { Kind: ResponseKind.NoData } ? null : server.Answers.Ns, RecordType.NS);
        Add(ref met, server, AddressFault(server, RecordType.A), RecordType.A);
        Add(ref met, server, AddressFault(server, RecordType.AAAA), RecordType.AAAA);
        return met is null ? null : string.Join(", and ", met.ConvertAll(one => one.Key + " questions for " + Findings.Prose.List(one.Value)));
    }

    /// <summary>
    /// What it does with questions for the zone's keys; null where it answers them, if only by saying that there are none. Nobody needs them of a zone without DS
    /// records, so this is no part of what is said of a server by itself.
    /// </summary>
    internal static string? OfKeys(ChildServer server) =>
        server.Answers.Dnskey is { Kind: not ResponseKind.NoData, Message: not { IsTruncated: true } } answer && Fault(server, answer) is { } fault ? fault + " questions for DNSKEY" : null;

    private static void Add(ref List<KeyValuePair<string, List<string>>>? met, ChildServer server, ServerAnswer? answer, RecordType type)
    {
        if (answer is not null && Fault(server, answer) is { } fault)
        {
            Add(met ??= [], fault, type);
        }
    }

    private static void Add(List<KeyValuePair<string, List<string>>> met, string fault, RecordType type)
    {
        var same = met.FindIndex(one => one.Key == fault);
        if (same < 0)
        {
            met.Add(new KeyValuePair<string, List<string>>(fault, [type.ToText()]));
        }
        else
        {
            met[same].Value.Add(type.ToText());
        }
    }

    /// <summary>The answer about addresses of one type where none of that type was any good, though the server says something else of the same name.</summary>
    private static ServerAnswer? AddressFault(ChildServer server, RecordType type)
    {
        ServerAnswer? fault = null;
        foreach (var asked in server.Answers.Addresses)
        {
            if (asked.Exchange.Question.Type != type)
            {
                continue;
            }

            if (!IsNoAnswer(asked.Kind) && asked.Kind != ResponseKind.NameDoesNotExist)
            {
                return null;
            }

            if (IsOwn(server, asked.Exchange.Question.Name, asked.Kind, type))
            {
                fault = asked;
            }
        }

        return fault;
    }

    /// <summary>
    /// Whether the name is the server's own to answer for: it has addresses of the other type for it, or answers neither though it could have said where the answer is, or that
    /// there is none.
    /// </summary>
    private static bool IsOwn(ChildServer server, DomainName name, ResponseKind kind, RecordType type)
    {
        var other = type == RecordType.A ? RecordType.AAAA : RecordType.A;
        var said = server.Answers.Addresses.To(new Question(name, other))?.Kind ?? ResponseKind.None;
        return said == ResponseKind.Answer || (said == ResponseKind.NoData && kind != ResponseKind.NameDoesNotExist) || (IsNoAnswer(kind) && IsNoAnswer(said) && name.IsAtOrBelow(server.Zone));
    }

    private static bool IsNoAnswer(ResponseKind kind) => kind is ResponseKind.None or ResponseKind.Refused or ResponseKind.Failed;

    private static string? Fault(ChildServer server, ServerAnswer answer) => answer.Kind switch
    {
        ResponseKind.None => answer.Exchange.Outcome is ExchangeOutcome.NotAsked or ExchangeOutcome.LocalShortage || LostByChance.Explains(server.Answers, answer.Exchange) ? null : "does not answer",
        ResponseKind.Refused or ResponseKind.Failed or ResponseKind.NameDoesNotExist => "answers " + answer.Message!.ResponseCode.ToText() + " to",
        ResponseKind.NoData => "gives no records in answer to",
        ResponseKind.NotAuthoritative or ResponseKind.Referral or ResponseKind.UpwardReferral => "answers without authority to",
        ResponseKind.Malformed => "sends back what is no answer to",
        _ => null,
    };
}
