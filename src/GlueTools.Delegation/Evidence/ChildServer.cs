using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Evidence;

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
    private readonly ChildAnswers _answers;

    /// <summary>Creates the server with all that it said.</summary>
    /// <param name="zone">The child zone.</param>
    /// <param name="address">The server's address.</param>
    /// <param name="names">The name servers that have this address, on either side.</param>
    /// <param name="notAsked">Why it was not asked, where it was not.</param>
    /// <param name="isGiven">Whether the user named it as the truth of the child side.</param>
    /// <param name="answers">What it said.</param>
    public ChildServer(DomainName zone, IPAddress address, IReadOnlyList<DomainName> names, NotAskedReason notAsked, bool isGiven, ChildAnswers answers)
    {
        Zone = zone;
        Address = address;
        Names = names;
        NotAsked = notAsked;
        IsGiven = isGiven;
        _answers = answers;
        State = Judge();
        if (State == ChildServerState.Authoritative)
        {
            var server = new ServerAddress(names.Count > 0 ? names[0] : (DomainName?)null, address);
            Copy = new ServerCopy(Source.Of(server, (answers.Soa ?? answers.Ns)!.Exchange), zone, answers, names);
        }

        // Once, since several checks ask for it.
        OtherSource = answers.First(static exchange => exchange.OtherSource is not null)?.OtherSource;
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
    public Exchange? Soa => _answers.Soa?.Exchange;

    /// <summary>The zone's NS set.</summary>
    public Exchange? Ns => _answers.Ns?.Exchange;

    /// <summary>The NS question as first put, with EDNS, where it had to be put again; null otherwise.</summary>
    public Exchange? Edns => _answers.Edns;

    /// <summary>A question for the zone's SOA over TCP, or for its NS or DNSKEY set where that was answered in its stead; at Core depth null, unless the server was silent over UDP.</summary>
    public Exchange? Tcp => _answers.Tcp;

    /// <summary>A recursive question for something outside its zones; null at Core depth.</summary>
    public Exchange? Recursion => _answers.Recursion;

    /// <summary>What it turned out to be.</summary>
    public ChildServerState State { get; }

    /// <summary>Its copy of the zone; null where it does not answer for it with authority.</summary>
    public ZoneCopy? Copy { get; }

    /// <summary>Whether it answers for the zone with authority.</summary>
    public bool IsAuthoritative => State == ChildServerState.Authoritative;

    /// <summary>Whether it has answered anything at all.</summary>
    public bool HasAnswered => _answers.First(static exchange => exchange.IsAnswered) is not null;

    /// <summary>Whether it answers, with authority, that the zone's apex is an alias: names below it may well resolve.</summary>
    public bool HasAliasAtApex => _answers.Soa?.Kind == ResponseKind.Alias;

    /// <summary>Whether it has the zone, and no NS records in it.</summary>
    internal bool NamesNoServers => _answers is { Soa.Kind: ResponseKind.Answer, Ns.Kind: ResponseKind.NoData };

    /// <summary>Where an answer came from that should have come from here; null where none did.</summary>
    public IPEndPoint? OtherSource { get; }

    /// <summary>All exchanges with it.</summary>
    public IEnumerable<Exchange> Exchanges => _answers.All;

    /// <summary>What it said.</summary>
    public ChildAnswers Answers => _answers;

    private ChildServerState Judge()
    {
        if (_answers.Soa is null)
        {
            return ChildServerState.NotAsked;
        }

        var soa = _answers.Soa.Kind;
        var ns = _answers.Ns?.Kind ?? ResponseKind.None;
        if (IsOfZoneAbove(_answers.Soa))
        {
            // Names in a zone above may have NS records by a wildcard, and are no zones for that.
            return ChildServerState.DeniesZone;
        }

        if (soa == ResponseKind.Answer || ns == ResponseKind.Answer)
        {
            return ChildServerState.Authoritative;
        }

        // One question may have been lost on the way; what the server said to the other counts then.
        return (soa is ResponseKind.None ? ns : soa) switch
        {
            ResponseKind.NoData or ResponseKind.NameDoesNotExist or ResponseKind.Alias => ChildServerState.DeniesZone,
            ResponseKind.Referral or ResponseKind.NotAuthoritative => ChildServerState.NotAuthoritative,
            ResponseKind.UpwardReferral => ChildServerState.RefersUpward,
            ResponseKind.Refused => ChildServerState.Refuses,
            ResponseKind.Failed => ChildServerState.Fails,
            ResponseKind.Malformed => ChildServerState.Malformed,
            _ => ChildServerState.Unresponsive,
        };
    }

    /// <summary>Whether a server says that the name is one of a zone above, without a SOA of its own.</summary>
    private bool IsOfZoneAbove(ServerAnswer soa)
    {
        foreach (var record in soa.Kind == ResponseKind.NoData ? soa.Message!.Authority : [])
        {
            if (record.Type == RecordType.SOA && Zone.IsBelow(record.Owner))
            {
                return true;
            }
        }

        return false;
    }
}
