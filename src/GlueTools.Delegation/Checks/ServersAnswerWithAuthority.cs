using System.Collections.Generic;
using GlueTools.Delegation.Advising;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Findings;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Checks;

/// <summary>Every address of every name server answers for the zone with authority, over UDP and TCP.</summary>
internal sealed class ServersAnswerWithAuthority : ICheck
{
    internal static readonly FindingKind ServerUnresponsive = Kind(
        nameof(ServerUnresponsive), Severity.Error, "RFC 2182, section 4; RFC 8906, section 3.1.1", "An address of a name server answers neither over UDP nor over TCP.");

    internal static readonly FindingKind ServerUdpUnavailable = Kind(
        nameof(ServerUdpUnavailable), Severity.Error, "RFC 1035, section 4.2", "It answers over TCP only.");

    internal static readonly FindingKind ServerTcpUnavailable = Kind(
        nameof(ServerTcpUnavailable), Severity.Warning, "RFC 7766, section 5; RFC 9210, section 3", "It answers over UDP only.");

    internal static readonly FindingKind ServerNotAuthoritative = Kind(
        nameof(ServerNotAuthoritative), Severity.Error, "RFC 1912, section 2.8", "It answers for the zone without authority.");

    internal static readonly FindingKind ServerRefuses = Kind(
        nameof(ServerRefuses), Severity.Error, "RFC 1912, section 2.8; RFC 8906, section 3.1.1", "It answers REFUSED for the zone.");

    internal static readonly FindingKind ServerFails = Kind(
        nameof(ServerFails), Severity.Error, "RFC 8906, section 3.1.1", "It answers SERVFAIL, NOTIMP, FORMERR or another error for the zone.");

    internal static readonly FindingKind ServerDeniesZone = Kind(
        nameof(ServerDeniesZone), Severity.Error, "RFC 1912, section 2.8", "It says with authority that the zone does not exist.");

    internal static readonly FindingKind ServerRefersUpward = Kind(
        nameof(ServerRefersUpward), Severity.Error, "RFC 1912, section 2.8", "It refers to the root or another ancestor of the zone.");

    internal static readonly FindingKind ServerMalformed = Kind(
        nameof(ServerMalformed), Severity.Error, "RFC 1035, section 4", "What it sends back is not DNS, or answers another question.");

    internal static readonly FindingKind ServerRepliesFromElsewhere = Kind(
        nameof(ServerRepliesFromElsewhere), Severity.Warning, "RFC 2181, section 4.1", "Its answer came from another address or port.");

    internal static readonly FindingKind ServerAnswersInPart = Kind(
        nameof(ServerAnswersInPart), Severity.Warning, "RFC 4074, section 4; RFC 8906, sections 3.1.1 and 3.1.2", "It answers for the zone with authority, and not all of it: questions of some types are refused, fail, or get no answer.");

    public IReadOnlyList<FindingKind> Kinds { get; } =
    [
        ServerUnresponsive, ServerUdpUnavailable, ServerTcpUnavailable, ServerNotAuthoritative, ServerRefuses, ServerFails, ServerDeniesZone,
        ServerRefersUpward, ServerMalformed, ServerRepliesFromElsewhere, ServerAnswersInPart,
    ];

    public IEnumerable<Finding> Run(DelegationView view)
    {
        foreach (var server in view.Child?.Servers ?? [])
        {
            // A parent server that serves the child as well is no name server of the child; one that the user gave need not be.
            if (server.State == ChildServerState.NotAsked || server.Names.Count == 0)
            {
                continue;
            }

            // Nor is one that only a version of the zone leads to which does not name it.
            if (view.Child!.Parties.Count > 0 && !IsLedTo(view, server))
            {
                continue;
            }

            if (State(view, server) is { } finding)
            {
                yield return finding;
            }

            foreach (var transport in AnswersAsUsual(server) ? [] : Transports(view, server))
            {
                yield return transport;
            }
        }
    }

    private static bool IsLedTo(DelegationView view, ChildServer server)
    {
        foreach (var name in server.Names)
        {
            if (Soundness.AddressesOf(view, name).Contains(server.Address) || view.Child!.ResolutionOf(name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static FindingKind Kind(string code, Severity severity, string reference, string summary) => new(nameof(ServersAnswerWithAuthority), code, severity, reference, summary);

    private static Finding? State(DelegationView view, ChildServer server)
    {
        var zone = view.DomainName;
        // Made only where it is needed: most servers have no fault.
        Advice Load() => Mended(view, server, ServerSetting.ServeZone);
        return server.State switch
        {
            ChildServerState.Unresponsive => server.OtherSource is not null || !view.Conditions.IsTested(server.Address) ? null : ServerUnresponsive.Finding(
                view, server, $"{Wording.OfChild(server)} {Wording.Silence(server.Soa, view)} when asked for the SOA and NS records of {zone}.",
                Mended(view, server, server.Soa?.Message is { IsTruncated: true } ? ServerSetting.AnswerOverTcp : ServerSetting.Answer)),
            ChildServerState.NotAuthoritative when RefersToItself(server) => ServerNotAuthoritative.Finding(
                view, server, $"{Wording.OfChild(server)} refers to {zone} instead of answering for it, as a server of a zone above does.", Load()),
            ChildServerState.NotAuthoritative => ServerNotAuthoritative.Finding(view, server, $"{Wording.OfChild(server)} answers for {zone} without authority (AA is not set).", Load()),
            ChildServerState.Refuses => ServerRefuses.Finding(view, server, $"{Wording.OfChild(server)} refuses questions about {zone} (REFUSED).", Load()),
            ChildServerState.Fails => ServerFails.Finding(view, server, $"{Wording.OfChild(server)} answers {Code(server)} for {zone}.", Load()),
            ChildServerState.DeniesZone when server.HasAliasAtApex => ServerDeniesZone.Finding(
                view,
                server,
                $"{Wording.OfChild(server)} says with authority that {zone} itself is an alias (CNAME), so that it has neither SOA nor NS records.",
                Advice.Of(Changes.Alias(ChangePlace.Zone, zone, zone)).With($": nothing may stand beside a CNAME, and a zone needs SOA and NS")),
            ChildServerState.DeniesZone => ServerDeniesZone.Finding(view, server, $"{Wording.OfChild(server)} says with authority that there is no zone {zone}.", Load()),
            ChildServerState.RefersUpward => ServerRefersUpward.Finding(view, server, $"{Wording.OfChild(server)} does not serve {zone} and refers to a zone above it.", Load()),
            ChildServerState.Malformed => ServerMalformed.Finding(
                view, server, $"{Wording.OfChild(server)} sends back what is no answer to the question ({Problem(server)}).", Mended(view, server, ServerSetting.AnswerWellFormed)),
            ChildServerState.Authoritative when PartialAnswers.Of(server) is { } part => ServerAnswersInPart.Finding(
                view, server, $"{Wording.OfChild(server)} answers for {zone} with authority, but {part}.", Set(view, server, ServerSetting.AnswerAllTypes)),
            _ => null,
        };
    }

    /// <summary>Whether it answers over UDP and was asked nothing over TCP, so that there is nothing to say of its transports.</summary>
    private static bool AnswersAsUsual(ChildServer server) => server is { OtherSource: null, Tcp: null, Soa.UdpAnswered: true };

    private static IEnumerable<Finding> Transports(DelegationView view, ChildServer server)
    {
        if (server.OtherSource is { } other)
        {
            yield return ServerRepliesFromElsewhere.Finding(
                view, server, $"The answer to a question to {Wording.OfChild(server)} came from {other}, and resolvers drop such answers.", Set(view, server, ServerSetting.AnswerFromSameAddress));
        }

        if (view.Conditions.TcpOnly || server.State == ChildServerState.Unresponsive)
        {
            yield break;
        }

        bool udp = false, overTcp = false, answered = false;
        foreach (var exchange in server.Exchanges)
        {
            // What it says of other zones does not count: a filter may treat this zone differently.
            if (exchange.Question.Name.IsAtOrBelow(view.DomainName))
            {
                udp |= exchange.UdpAnswered;
                answered |= exchange.IsAnswered;
                overTcp |= exchange.IsAnswered && exchange.Protocol == DnsProtocol.Tcp;
            }
        }

        if (answered && !udp && server.OtherSource is null)
        {
            yield return ServerUdpUnavailable.Finding(view, server, $"{Wording.OfChild(server)} answers over TCP and not over UDP.", Set(view, server, ServerSetting.AnswerOverUdp));
        }
        else if (udp && !overTcp && server.Tcp is { IsAnswered: false } tcp && tcp.Outcome != ExchangeOutcome.NotAsked)
        {
            yield return ServerTcpUnavailable.Finding(
                view, server, $"{Wording.OfChild(server)} answers over UDP and not over TCP ({Wording.Failure(tcp.Outcome)}).", Set(view, server, ServerSetting.AnswerOverTcp));
        }
    }

    private static bool RefersToItself(ChildServer server)
    {
        foreach (var record in server.Soa?.Message is { Answer.Count: 0, RecursionAvailable: false } message ? message.Authority : [])
        {
            if (record.Type == RecordType.NS && record.Owner == server.Zone)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The server is mended, or resolvers are no longer led to it; the latter alone where it is nobody's to mend who has to do with the zone.</summary>
    private static Advice Mended(DelegationView view, ChildServer server, ServerSetting setting) => WrongWays.To(view, server) is { } advice ? advice
        : Strangers.IsOne(view, server)
        ? Advice.OneOf($"Let another name server take the place of {server.Names}.", Changes.TakeOut(view, server))
        : Advice.OneOf($"Mend the server.", [Changes.Server(view, [Wording.OfChild(server)], setting)], Changes.TakeOut(view, server));

    private static Advice Set(DelegationView view, ChildServer server, ServerSetting setting) => Advice.Of(Changes.Server(view, [Wording.OfChild(server)], setting));

    private static string Code(ChildServer server) => (server.Soa?.Message ?? server.Ns?.Message)?.ResponseCode.ToText() ?? "with an error";

    private static string Problem(ChildServer server) => server.Soa?.Problem ?? server.Ns?.Problem ?? "unreadable";
}
