using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Views;

/// <summary>What a server of the child turned out to be.</summary>
public enum ChildServerState
{
    /// <summary>It was not asked; see <see cref="ChildServer.NotAsked"/>.</summary>
    NotAsked,

    /// <summary>It answers for the zone with authority.</summary>
    Authoritative,

    /// <summary>No answer, neither over UDP nor over TCP.</summary>
    Unresponsive,

    /// <summary>Data for the zone, without authority.</summary>
    NotAuthoritative,

    /// <summary>REFUSED.</summary>
    Refuses,

    /// <summary>SERVFAIL, NOTIMP, FORMERR or another error.</summary>
    Fails,

    /// <summary>It says, with authority for a zone above, that the zone does not exist.</summary>
    DeniesZone,

    /// <summary>It refers to the root or an ancestor.</summary>
    RefersUpward,

    /// <summary>What comes back is not DNS, or answers another question.</summary>
    Malformed,
}

/// <summary>One server address of the child zone and what it said of the zone. Immutable.</summary>
public sealed class ChildServer
{
    /// <summary>Exchanges that every server has a place for: SOA, NS, NS with EDNS, TCP, recursion, DNSKEY, CSYNC.</summary>
    internal const int FixedExchanges = 7;

    private readonly IReadOnlyDictionary<Question, Exchange> _addresses;

    internal ChildServer(
        DomainName zone,
        IPAddress address,
        IReadOnlyList<DomainName> names,
        NotAskedReason notAsked,
        bool isGiven,
        IReadOnlyList<Exchange?> exchanges,
        IReadOnlyDictionary<Question, Exchange> addresses)
    {
        Zone = zone;
        Address = address;
        Names = names;
        NotAsked = notAsked;
        IsGiven = isGiven;
        Fixed = exchanges;
        _addresses = addresses;
        State = Judge();
        // Once, since several checks ask for it.
        foreach (var exchange in Exchanges)
        {
            OtherSource ??= exchange.OtherSource;
        }

        Serial = Soa is null ? null : ParentServer.SerialOf(Soa);
        if (Ns is { } ns && ResponseClassifier.Classify(ns, zone) == ResponseKind.Answer)
        {
            NameServers = Referral.NamesIn(ns.Message!.Answer, zone);
        }
    }

    /// <summary>The child zone.</summary>
    public DomainName Zone { get; }

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <summary>The name servers that have this address, on either side; empty where the user gave it.</summary>
    public IReadOnlyList<DomainName> Names { get; }

    /// <summary>Why it was not asked, where it was not.</summary>
    public NotAskedReason NotAsked { get; }

    /// <summary>Whether the user named it as the truth of the child side; it need not belong to the delegation.</summary>
    public bool IsGiven { get; }

    /// <summary>The zone's SOA, asked without EDNS.</summary>
    public Exchange? Soa => Fixed[0];

    /// <summary>The zone's NS set.</summary>
    public Exchange? Ns => Fixed[1];

    /// <summary>The NS question as first put, with EDNS, where it had to be put again; null otherwise.</summary>
    public Exchange? Edns => Fixed[2];

    /// <summary>A question for the zone's SOA over TCP, or for its NS or DNSKEY set where that was answered in its stead; at Core depth null, unless the server was silent over UDP.</summary>
    public Exchange? Tcp => Fixed[3];

    /// <summary>A recursive question for something outside its zones; null at Core depth.</summary>
    public Exchange? Recursion => Fixed[4];

    /// <summary>The zone's keys; null at Core depth.</summary>
    public Exchange? Dnskey => Fixed[5];

    /// <summary>What the zone asks its parent to copy (RFC 7477); null below Full depth.</summary>
    public Exchange? Csync => Fixed[6];

    /// <summary>What it turned out to be.</summary>
    public ChildServerState State { get; }

    /// <summary>The serial of its copy of the zone; null where it gave none.</summary>
    public uint? Serial { get; }

    /// <summary>The NS set it publishes; null where it gave none with authority.</summary>
    public IReadOnlyList<DomainName>? NameServers { get; }

    /// <summary>Whether it answers for the zone with authority.</summary>
    public bool IsAuthoritative => State == ChildServerState.Authoritative;

    /// <summary>Whether it has answered anything at all.</summary>
    internal bool HasAnswered
    {
        get
        {
            foreach (var exchange in Exchanges)
            {
                if (exchange.IsAnswered)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether it answers, with authority, that the zone's apex is an alias: names below it may well resolve.</summary>
    public bool HasAliasAtApex => Soa is not null && ResponseClassifier.Classify(Soa, Zone) == ResponseKind.Alias;

    /// <summary>Whether the name server has this address, on either side.</summary>
    internal bool HasName(DomainName nameServer)
    {
        foreach (var name in Names)
        {
            if (name == nameServer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where an answer came from that should have come from here; null where none did.</summary>
    public IPEndPoint? OtherSource { get; }

    /// <summary>All exchanges with it.</summary>
    public IEnumerable<Exchange> Exchanges
    {
        get
        {
            foreach (var exchange in Fixed)
            {
                if (exchange is not null)
                {
                    yield return exchange;
                }
            }

            foreach (var exchange in _addresses.Values)
            {
                yield return exchange;
            }
        }
    }

    /// <summary>The exchanges that every server has a place for, in the order of the properties that read them.</summary>
    internal IReadOnlyList<Exchange?> Fixed { get; }

    /// <summary>The exchanges about name servers' addresses, in the order of their questions.</summary>
    internal IReadOnlyList<Exchange> AddressExchanges
    {
        get
        {
            var exchanges = new List<Exchange>(_addresses.Values);
            exchanges.Sort((left, right) =>
            {
                var order = left.Question.Name.CompareTo(right.Question.Name);
                return order != 0 ? order : left.Question.Type.CompareTo(right.Question.Type);
            });
            return exchanges;
        }
    }

    /// <summary>The exchange about a name server's addresses; null where it was not asked that.</summary>
    public Exchange? AddressExchange(DomainName name, RecordType type) => _addresses.TryGetValue(new Question(name, type), out var exchange) ? exchange : null;

    private ChildServerState Judge()
    {
        if (Soa is null)
        {
            return ChildServerState.NotAsked;
        }

        var soa = ResponseClassifier.Classify(Soa, Zone);
        var ns = Ns is null ? ResponseKind.None : ResponseClassifier.Classify(Ns, Zone);
        if (soa == ResponseKind.Answer || ns == ResponseKind.Answer)
        {
            return ChildServerState.Authoritative;
        }

        // One question may have been lost on the way; what the server said to the other counts then.
        return (soa is ResponseKind.None ? ns : soa) switch
        {
            ResponseKind.NoData or ResponseKind.NameError or ResponseKind.Alias => ChildServerState.DeniesZone,
            ResponseKind.Referral or ResponseKind.NotAuthoritative => ChildServerState.NotAuthoritative,
            ResponseKind.UpwardReferral => ChildServerState.RefersUpward,
            ResponseKind.Refused => ChildServerState.Refuses,
            ResponseKind.Failed => ChildServerState.Fails,
            ResponseKind.Malformed => ChildServerState.Malformed,
            _ => ChildServerState.Unresponsive,
        };
    }
}
