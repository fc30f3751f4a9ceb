using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Answers;

/// <summary>What an exchange means, given the zone that the server was asked as a server of. Pure.</summary>
public static class ResponseClassifier
{
    /// <summary>Says what the response is, and where it is a referral, to which zone.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="zone">The zone that the server is thought to serve.</param>
    /// <param name="cut">The zone that a referral leads to; the root otherwise.</param>
    public static ResponseKind Classify(Exchange exchange, DomainName zone, out DomainName cut)
    {
        cut = DomainName.Root;
        if (exchange.Message is not { } message)
        {
            return exchange.Outcome == ExchangeOutcome.Malformed ? ResponseKind.Malformed : ResponseKind.None;
        }

        switch (message.ResponseCode)
        {
            case ResponseCode.NoError:
                // What was cut off says nothing; a referral is at least one, however much of it is missing.
                var kind = ClassifyData(message, exchange.Question, zone, out cut);
                return message.IsTruncated && kind != ResponseKind.Referral ? ResponseKind.None : kind;
            case ResponseCode.NameError:
                return ClassifyNameError(message, exchange.Question);
            case ResponseCode.Refused or ResponseCode.NotAuthoritative:
                return ResponseKind.Refused;
            default:
                return ResponseKind.Failed;
        }
    }

    /// <summary>Says what the response is.</summary>
    public static ResponseKind Classify(Exchange exchange, DomainName zone) => Classify(exchange, zone, out _);

    /// <summary>Whether the server says that it does not understand a question because of EDNS (RFC 6891, section 7), so that it is to be put again without.</summary>
    public static bool RejectsEdns(Exchange exchange) =>
        exchange.Query.EdnsSize > 0 && exchange.Message is { ResponseCode: ResponseCode.FormatError or ResponseCode.NotImplemented or ResponseCode.BadVersion };

    private static ResponseKind ClassifyNameError(Message message, Question question)
    {
        if (!message.IsAuthoritative)
        {
            return ResponseKind.NotAuthoritative;
        }

        // The code belongs to the end of the chain of aliases (RFC 6604, section 3); the name asked about exists.
        return HasAlias(message, question) ? ResponseKind.Alias : ResponseKind.NameDoesNotExist;
    }

    private static ResponseKind ClassifyData(Message message, Question question, DomainName zone, out DomainName cut)
    {
        cut = DomainName.Root;
        foreach (var record in message.AnswersFor(question.Name, question.Type))
        {
            if (message.IsAuthoritative)
            {
                return ResponseKind.Answer;
            }

            // Some servers put a delegation's NS set into the answer section, without AA. With RA it is a resolver's answer instead.
            if (record.Type == RecordType.NS && question.Name.IsBelow(zone) && !message.RecursionAvailable)
            {
                cut = question.Name;
                return ResponseKind.Referral;
            }

            return ResponseKind.NotAuthoritative;
        }

        if (HasAlias(message, question))
        {
            return message.IsAuthoritative ? ResponseKind.Alias : ResponseKind.NotAuthoritative;
        }

        return ClassifyAuthority(message, question, zone, out cut);
    }

    private static ResponseKind ClassifyAuthority(Message message, Question question, DomainName zone, out DomainName cut)
    {
        cut = DomainName.Root;
        DomainName? named = null;
        for (var i = 0; i < message.Authority.Count; i++)
        {
            var record = message.Authority[i];
            if (record.Type == RecordType.SOA)
            {
                return message.IsAuthoritative ? ResponseKind.NoData : ResponseKind.NotAuthoritative;
            }

            if (record.Type == RecordType.NS && question.Name.IsAtOrBelow(record.Owner))
            {
                named = record.Owner;
            }
        }

        if (named is not { } owner)
        {
            return message.IsAuthoritative ? ResponseKind.NoData : ResponseKind.NotAuthoritative;
        }

        if (owner.IsBelow(zone))
        {
            cut = owner;
            return ResponseKind.Referral;
        }

        if (message.IsAuthoritative)
        {
            // AA with the zone's own NS set and no SOA: an odd way of saying NODATA.
            return ResponseKind.NoData;
        }

        return owner == zone && !zone.IsRoot ? ResponseKind.NotAuthoritative : ResponseKind.UpwardReferral;
    }

    private static bool HasAlias(Message message, Question question)
    {
        for (var i = 0; i < message.Answer.Count; i++)
        {
            var record = message.Answer[i];
            if ((record.Type == RecordType.CNAME && question.Type != RecordType.CNAME && record.Owner == question.Name)
                || (record.Type == RecordType.DNAME && question.Name.IsBelow(record.Owner)))
            {
                return true;
            }
        }

        return false;
    }
}
