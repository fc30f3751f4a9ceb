using System.Globalization;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Scenarios;

/// <summary>What a lab server does wrong. A scenario names each by its word in lower case.</summary>
public enum LabFaultKind
{
    /// <summary>No answer, over UDP or TCP.</summary>
    Silent,

    /// <summary>REFUSED.</summary>
    Refuse,

    /// <summary>SERVFAIL.</summary>
    ServFail,

    /// <summary>NOTIMP.</summary>
    NotImp,

    /// <summary>FORMERR.</summary>
    FormErr,

    /// <summary>NXDOMAIN with authority for every name: the zone is denied.</summary>
    NxDomain,

    /// <summary>The data of the zone without the AA bit.</summary>
    NoAa,

    /// <summary>A referral to the root.</summary>
    Upward,

    /// <summary>TCP connections are refused. Holds for the whole server.</summary>
    NoTcp,

    /// <summary>TCP connections are accepted, and no question is answered.</summary>
    TcpSilent,

    /// <summary>No answer over UDP; TCP works.</summary>
    NoUdp,

    /// <summary>Queries with EDNS get FORMERR without OPT (RFC 6891, section 7).</summary>
    NoEdns,

    /// <summary>Queries with EDNS get no answer.</summary>
    DropEdns,

    /// <summary>Queries with EDNS get no answer over UDP, as behind some firewalls; TCP works.</summary>
    DropEdnsUdp,

    /// <summary>Answers carry no OPT, whatever the query has.</summary>
    IgnoreEdns,

    /// <summary>Every UDP answer is empty with TC.</summary>
    Truncate,

    /// <summary>Every Nth UDP answer is empty with TC, as response rate limiting does.</summary>
    Slip,

    /// <summary>Before the answer come a datagram with another ID and one with another question.</summary>
    WrongId,

    /// <summary>Answers come that many milliseconds late.</summary>
    Slow,

    /// <summary>UDP answers come from another port.</summary>
    OtherSource,

    /// <summary>ID and question are right, and what follows is not DNS.</summary>
    Garbage,

    /// <summary>The answer is DNS with the right ID, and repeats another question.</summary>
    OtherQuestion,

    /// <summary>The answer is DNS with the right ID, and repeats no question.</summary>
    NoQuestion,

    /// <summary>RA is set, and recursive questions outside the server's zones are answered from all zones of the lab.</summary>
    Recursion,

    /// <summary>NXDOMAIN for empty non-terminals (against RFC 8020).</summary>
    EntNx,

    /// <summary>Referrals carry no address at all.</summary>
    NoGlue,

    /// <summary>Referrals carry in-domain glue only.</summary>
    SiblingLess,

    /// <summary>In-domain glue that does not fit into a UDP referral is left out without TC (against RFC 9471).</summary>
    CutGlue,

    /// <summary>UDP answers hold at most 512 octets, whatever the query allows.</summary>
    Minimal512,

    /// <summary>Questions of one type get no answer.</summary>
    Mute,

    /// <summary>Questions of one type are answered with a response code.</summary>
    Rcode,

    /// <summary>Over UDP every question is answered with a response code; TCP works.</summary>
    RcodeUdp,

    /// <summary>No answer to more than so many questions in a second.</summary>
    DropOver,

    /// <summary>REFUSED to more than so many questions in a second.</summary>
    RefuseOver,

    /// <summary>SERVFAIL to more than so many questions in a second.</summary>
    ServFailOver,

    /// <summary>The SOA serial is one higher at each SOA question.</summary>
    SerialStep,

    /// <summary>Answers repeat the question in lower case, whatever letters it came in.</summary>
    FoldsCase,

    /// <summary>The server has cookies (RFC 7873), and takes questions without them. No fault, but few servers of a lab need it.</summary>
    Cookies,

    /// <summary>The same, and over UDP a question whose cookie lacks the server's part, or has a wrong one, gets BADCOOKIE.</summary>
    WantCookie,

    /// <summary>Over UDP every question with a cookie gets BADCOOKIE, as where servers behind one address do not share their secret.</summary>
    BadCookie,

    /// <summary>Answers carry another client cookie than the question did.</summary>
    WrongCookie,

    /// <summary>Queries with any EDNS option get FORMERR without OPT; EDNS as such is known.</summary>
    NoOptions,

    /// <summary>Queries with any EDNS option get no answer over UDP, as firewalls do that know none.</summary>
    DropOptions,

    /// <summary>RA is set, and recursive questions are answered from all zones of the lab as they were when they were first asked, for as long as the TTL says. No fault: a resolver.</summary>
    Caches,

    /// <summary>Answers carry an extended error of that code (RFC 8914), where the query has EDNS.</summary>
    Ede,
}

/// <summary>One fault of one server.</summary>
public sealed class LabFault
{
    /// <summary>Creates a fault.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="number">N for <see cref="LabFaultKind.Slip"/>, milliseconds for <see cref="LabFaultKind.Slow"/>, questions for those with Over, the code for <see cref="LabFaultKind.Ede"/>, <see cref="LabFaultKind.Rcode"/> and <see cref="LabFaultKind.RcodeUdp"/>, else 0.</param>
    /// <param name="type">The type for <see cref="LabFaultKind.Mute"/> and <see cref="LabFaultKind.Rcode"/>.</param>
    /// <param name="zone">The fault shows for questions at or below this name only; null for all.</param>
    public LabFault(LabFaultKind kind, int number = 0, RecordType type = default, DomainName? zone = null)
    {
        Kind = kind;
        Number = number;
        Type = type;
        Zone = zone;
    }

    /// <summary>What goes wrong.</summary>
    public LabFaultKind Kind { get; }

    /// <summary>N for <see cref="LabFaultKind.Slip"/>, milliseconds for <see cref="LabFaultKind.Slow"/>, questions for those with Over, the code for <see cref="LabFaultKind.Ede"/>, <see cref="LabFaultKind.Rcode"/> and <see cref="LabFaultKind.RcodeUdp"/>, else 0.</summary>
    public int Number { get; }

    /// <summary>The type for <see cref="LabFaultKind.Mute"/> and <see cref="LabFaultKind.Rcode"/>.</summary>
    public RecordType Type { get; }

    /// <summary>The fault shows for questions at or below this name only; null for all.</summary>
    public DomainName? Zone { get; }

    /// <summary>Whether the fault shows for questions about <paramref name="name"/>.</summary>
    public bool Concerns(DomainName name) => Zone is not { } zone || name.IsAtOrBelow(zone);

    /// <summary>As a scenario writes it.</summary>
    public override string ToString()
    {
        var text = Kind.ToString().ToLowerInvariant();
        text += Kind switch
        {
            LabFaultKind.Slip or LabFaultKind.Slow or LabFaultKind.DropOver or LabFaultKind.RefuseOver or LabFaultKind.ServFailOver or LabFaultKind.Ede => " " + Number.ToString(CultureInfo.InvariantCulture),
            LabFaultKind.Mute => " " + Type.ToText(),
            LabFaultKind.Rcode => " " + Type.ToText() + " " + ((ResponseCode)Number).ToText(),
            LabFaultKind.RcodeUdp => " " + ((ResponseCode)Number).ToText(),
            _ => string.Empty,
        };
        return Zone is { } zone ? text + " " + (zone.IsRoot ? "." : zone.Text + ".") : text;
    }
}
