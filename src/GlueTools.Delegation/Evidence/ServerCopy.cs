using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

/// <summary>The copy of the zone that one server answers from.</summary>
internal sealed class ServerCopy : ZoneCopy
{
    private readonly DomainName _zone;
    private readonly ChildAnswers _answers;
    private readonly IReadOnlyList<DomainName> _names;

    /// <param name="source">The server.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="answers">What the server said.</param>
    /// <param name="names">The name servers that have its address.</param>
    internal ServerCopy(Source source, DomainName zone, ChildAnswers answers, IReadOnlyList<DomainName> names)
        : base(source)
    {
        _zone = zone;
        _answers = answers;
        _names = names;
        Soa = answers.Soa is null ? null : ParentServer.SoaOf(answers.Soa.Exchange);
        if (answers.Ns is { Kind: ResponseKind.Answer } ns)
        {
            NameServers = Referral.NamesIn(ns.Message!.Answer, zone);
        }
    }

    /// <inheritdoc/>
    public override uint? Serial => Soa?.Serial;

    /// <inheritdoc/>
    public override SoaData? Soa { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<DomainName>? NameServers { get; }

    /// <inheritdoc/>
    public override KeySet? KeySet
    {
        get
        {
            if (_answers.Dnskey is not { Kind: ResponseKind.Answer or ResponseKind.NoData, Message: { IsTruncated: false } message } answer)
            {
                return null;
            }

            var keys = new List<DnskeyData>();
            foreach (var record in message.AnswersFor(_zone, RecordType.DNSKEY))
            {
                if (record.Data is DnskeyData key)
                {
                    keys.Add(key);
                }
            }

            var signatures = new List<RrsigData>();
            foreach (var record in message.AnswersFor(_zone, RecordType.RRSIG))
            {
                if (record.Data is RrsigData { Covered: RecordType.DNSKEY } signature)
                {
                    signatures.Add(signature);
                }
            }

            return new KeySet(keys, signatures, answer.Exchange.StartedUtc, answer.Exchange.Query.DnssecOk && message.Edns is not null);
        }
    }

    /// <inheritdoc/>
    public override CsyncData? Csync
    {
        get
        {
            CsyncData? newest = null;
            foreach (var record in _answers.Csync?.Message is { IsAuthoritative: true } message ? message.AnswersFor(_zone, RecordType.CSYNC) : [])
            {
                if (record.Data is CsyncData request && (newest is null || SerialNumber.IsNewer(request.Serial, newest.Serial)))
                {
                    newest = request;
                }
            }

            return newest;
        }
    }

    /// <inheritdoc/>
    public override bool IsOf(DomainName nameServer)
    {
        foreach (var name in _names)
        {
            if (name == nameServer)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override void AddNameServerTtls(OrderedSet<uint> ttls, ZoneCopy? last) => AddTtls(ttls, _answers.Ns, (last as ServerCopy)?._answers.Ns, _zone, RecordType.NS);

    /// <inheritdoc/>
    internal override void AddAddressTtls(DomainName nameServer, OrderedSet<uint> ttls, ZoneCopy? last)
    {
        var before = last as ServerCopy;
        AddTtls(ttls, AnswerAbout(nameServer, RecordType.A), before?.AnswerAbout(nameServer, RecordType.A), nameServer, RecordType.A);
        AddTtls(ttls, AnswerAbout(nameServer, RecordType.AAAA), before?.AnswerAbout(nameServer, RecordType.AAAA), nameServer, RecordType.AAAA);
    }

    /// <inheritdoc/>
    internal override AddressStatement? AddressesOf(DomainName nameServer, AddressFamily family, AddressStatement? last)
    {
        var type = family == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A;
        if (AnswerAbout(nameServer, type) is not { Message: { } message } answer)
        {
            return null;
        }

        if (answer.Kind is not (ResponseKind.Answer or ResponseKind.NoData or ResponseKind.NameDoesNotExist or ResponseKind.Alias) || IsContradicted(answer, nameServer, type))
        {
            return null;
        }

        // Servers that sent the same records share the set of addresses, so that comparing them is done at a glance.
        var addresses = last?.Copy is ServerCopy before && before.AnswerAbout(nameServer, type)?.Message is { } same && message.SharesRecordsWith(same) ? last.Addresses
            : answer.Kind == ResponseKind.Answer ? AddressesIn(message.AnswersFor(nameServer, type)) : AddressOrder.Set();
        return new AddressStatement(this, addresses, answer.Kind == ResponseKind.Alias);
    }

    /// <inheritdoc/>
    /// <remarks>A server of both zones answers for the inner one with authority: only the SOA or NS records beside an answer show which zone that is from.</remarks>
    internal override DomainName? InnerZoneOf(DomainName nameServer)
    {
        foreach (var type in new[] { RecordType.A, RecordType.AAAA })
        {
            foreach (var record in AnswerAbout(nameServer, type) is { Kind: ResponseKind.Answer or ResponseKind.NoData, Message: { } message } ? message.Authority : [])
            {
                if (record.Type is RecordType.SOA or RecordType.NS && record.Owner.IsBelow(_zone) && nameServer.IsAtOrBelow(record.Owner))
                {
                    return record.Owner.ToLower();
                }
            }
        }

        return null;
    }

    /// <summary>Whether a server says of one type that the name does not exist, and has records of the other: then it says nothing of the first (RFC 4074, section 4.2).</summary>
    private bool IsContradicted(ServerAnswer answer, DomainName nameServer, RecordType type) =>
        answer.Kind == ResponseKind.NameDoesNotExist && AnswerAbout(nameServer, type == RecordType.A ? RecordType.AAAA : RecordType.A)?.Kind == ResponseKind.Answer;

    /// <summary>Those of an answer, unless they are there already, since another server sent the same records before.</summary>
    private static void AddTtls(OrderedSet<uint> ttls, ServerAnswer? answer, ServerAnswer? before, DomainName owner, RecordType type)
    {
        if (answer?.Message is { } message && before?.Message?.SharesRecordsWith(message) != true)
        {
            foreach (var record in message.AnswersFor(owner, type))
            {
                ttls.Add(record.Ttl);
            }
        }
    }

    private static OrderedSet<IPAddress> AddressesIn(RecordSelection records)
    {
        var addresses = AddressOrder.Set();
        foreach (var record in records)
        {
            if (record.Data is AddressData data)
            {
                addresses.Add(data.Address);
            }
        }

        return addresses;
    }

    private ServerAnswer? AnswerAbout(DomainName nameServer, RecordType type) => _answers.Addresses.To(new Question(nameServer, type));
}
