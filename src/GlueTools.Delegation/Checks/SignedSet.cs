using System;
using System.Collections.Generic;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Dnssec;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>A set of records as one server gave it with authority, and the signatures beside it. Empty where it has none.</summary>
internal sealed class SignedSet
{
    /// <summary>Signatures that are looked at for one set. Made-up sets could ask for thousands (CVE-2023-50387).</summary>
    private const int MostVerifications = 16;

    private readonly DomainName _owner;
    private readonly RecordType _type;
    private readonly List<RecordData> _data = new();
    private readonly List<RrsigData> _signatures = new();
    private readonly DateTime _saidUtc;

    private SignedSet(Message message, DomainName owner, RecordType type, DateTime saidUtc)
    {
        _owner = owner;
        _type = type;
        _saidUtc = saidUtc;
        foreach (var record in message.AnswersFor(owner, type))
        {
            if (!_data.Contains(record.Data))
            {
                _data.Add(record.Data);
            }
        }

        foreach (var record in message.AnswersFor(owner, RecordType.RRSIG))
        {
            if (record.Data is RrsigData signature && signature.Covered == type)
            {
                _signatures.Add(signature);
            }
        }
    }

    internal bool IsEmpty => _data.Count == 0;

    internal IReadOnlyList<RecordData> Data => _data;

    internal IReadOnlyList<RrsigData> Signatures => _signatures;

    internal DateTime SaidUtc => _saidUtc;

    /// <summary>What an exchange gave; null where the server said nothing of it with authority.</summary>
    internal static SignedSet? Of(Exchange? exchange, DomainName zone)
    {
        if (exchange?.Message is not { IsTruncated: false } message)
        {
            return null;
        }

        return new ServerAnswer(exchange, zone).Kind is ResponseKind.Answer or ResponseKind.NoData or ResponseKind.NameDoesNotExist
            ? new SignedSet(message, exchange.Question.Name, exchange.Question.Type, exchange.StartedUtc)
            : null;
    }

    /// <summary>The data of one kind.</summary>
    internal List<T> All<T>()
        where T : RecordData
    {
        var all = new List<T>();
        foreach (var data in _data)
        {
            if (data is T one)
            {
                all.Add(one);
            }
        }

        return all;
    }

    /// <summary>Whether both hold the same.</summary>
    internal bool HasSameData(SignedSet other) => _data.Count == other._data.Count && _data.TrueForAll(other._data.Contains);

    /// <summary>What keeps the signatures from holding, as words behind the type; null where one by these keys holds, or this machine cannot say, which is then noted.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="keys">The keys that count.</param>
    /// <param name="notChecked">Takes what this machine cannot say.</param>
    internal string? WhyNotSigned(DomainName zone, IReadOnlyList<DnskeyData> keys, ICollection<string> notChecked)
    {
        var verifier = new SignatureVerifier(new FrameworkSignatures());
        var left = MostVerifications;
        string? why = null;
        foreach (var signature in _signatures)
        {
            foreach (var key in keys)
            {
                if (!SignatureVerifier.IsBy(signature, key, zone))
                {
                    continue;
                }

                if (left-- == 0)
                {
                    return "have too many signatures";
                }

                switch (verifier.Verify(_owner, _data, signature, key, _saidUtc, out var reason))
                {
                    case SignatureVerdict.Valid:
                        return null;
                    case SignatureVerdict.NotJudged:
                        notChecked.Add("the signature over " + _type.ToText() + " (" + reason + ")");
                        return null;
                    case SignatureVerdict.Expired:
                        why ??= "have a signature that has run out";
                        break;
                    case SignatureVerdict.NotYetValid:
                        why ??= "have a signature that does not hold yet";
                        break;
                    default:
                        why ??= "have a wrong signature (" + reason + ")";
                        break;
                }
            }
        }

        return why ?? (_signatures.Count == 0 ? "have no signature" : "are not signed by a key that counts");
    }
}
