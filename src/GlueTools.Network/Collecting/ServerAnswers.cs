using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>What one server address has said so far of the zone it was asked about; becomes a <see cref="ChildServer"/>.</summary>
internal sealed class ServerAnswers
{
    private readonly IPAddress _address;
    private readonly AuditContext _audit;

    /// <param name="audit">Whose it is.</param>
    /// <param name="address">The server.</param>
    /// <param name="names">How many name servers it will be asked about, as far as that is known.</param>
    internal ServerAnswers(AuditContext audit, IPAddress address, int names)
    {
        Addresses = new AddressAnswers(2 * names);
        _address = address;
        _audit = audit;
    }

    /// <summary>Whether nothing is said of the server, since its answers were too long to be kept.</summary>
    internal bool AreLeftOut { get; private set; }

    internal ServerAnswer? Soa { get; set; }

    internal ServerAnswer? Ns { get; set; }

    /// <summary>What it said when it was asked first, where it had to be.</summary>
    internal ServerOpening? Opening { get; set; }

    internal Exchange? Edns { get; set; }

    internal Exchange? Tcp { get; set; }

    internal Exchange? Recursion { get; set; }

    internal ServerAnswer? Dnskey { get; set; }

    internal ServerAnswer? Csync { get; set; }

    /// <summary>The answers about name servers' addresses.</summary>
    internal AddressAnswers Addresses { get; }

    /// <summary>Whether it has shown that it is no authority for the zone, so that it need not be asked about addresses.</summary>
    internal bool AreOfNoAuthority =>
        Soa is { IsAnswered: true } && Soa.Kind != ResponseKind.Answer && Ns?.Kind != ResponseKind.Answer;

    /// <summary>Whether nothing came of an exchange: no answer, or only a datagram that says that there is no room for it.</summary>
    internal static bool IsOfNoUse(Exchange exchange) => !exchange.IsAnswered || exchange.Message!.IsTruncated;

    /// <summary>
    /// Whether an answer was lost on the way, so that it is worth asking again. One that has no room in a datagram was lost where other answers came over connections; where none did, the
    /// server has none.
    /// </summary>
    internal bool WasLost(Exchange exchange) =>
        !exchange.IsAnswered || (IsOfNoUse(exchange) && (Tcp?.IsAnswered == true || Any(static other => other.Protocol == DnsProtocol.Tcp)));

    /// <summary>All of it, as it stands.</summary>
    internal ChildAnswers ToChildAnswers() => new() { Soa = Soa, Ns = Ns, Edns = Edns, Tcp = Tcp, Recursion = Recursion, Dnskey = Dnskey, Csync = Csync, Addresses = Addresses };

    /// <summary>What an exchange means for the zone.</summary>
    internal ServerAnswer Classified(Exchange exchange) => new(exchange, _audit.Domain);

    /// <summary>An answer about the zone that is kept; null as with <see cref="Kept"/>.</summary>
    internal ServerAnswer? KeptAnswer(Exchange? exchange) => Kept(exchange) is { } kept ? Classified(kept) : null;

    /// <summary>An answer that is kept; null where it is too long for what the domain may still cost. Then nothing is said of the server, as if it had not been asked.</summary>
    internal Exchange? Kept(Exchange? exchange)
    {
        if (!AreLeftOut && exchange is not null && !_audit.Tally.MayKeep(exchange))
        {
            LeaveOut(AuditLimits.Octets);
        }

        return AreLeftOut ? null : exchange;
    }

    /// <summary>Nothing is said of the server, as if it had not been asked.</summary>
    /// <param name="ceiling">What kept it from being known.</param>
    internal void LeaveOut(string ceiling)
    {
        _audit.Limits.Miss(ceiling, _address.ToString());
        ForgetAllButSilence();
        Soa = Ns = null;
        Edns = Tcp = null;
        Opening = null;
        AreLeftOut = true;
    }

    /// <summary>One thing of the server cannot be known, since it refuses what it answered before.</summary>
    /// <param name="what">A question, or a transport.</param>
    internal void Miss(string what) => _audit.Limits.Miss(AuditLimits.Load, what + " at " + _address);

    /// <summary>Whether any question about the zone was answered so.</summary>
    internal bool Any(Func<Exchange, bool> predicate)
    {
        if (IsSo(Soa, predicate) || IsSo(Ns, predicate) || IsSo(Dnskey, predicate) || IsSo(Csync, predicate))
        {
            return true;
        }

        foreach (var answer in Addresses)
        {
            if (IsSo(answer, predicate))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSo(ServerAnswer? answer, Func<Exchange, bool> predicate) => answer is { IsAnswered: true } && predicate(answer.Exchange);

    /// <summary>
    /// What was said of the zone in answer to another question than the one kept for it: its SOA over TCP, its NS set when it was asked first. It counts as well as
    /// if it had been said in its place, where nothing was; that nothing was shows in the transports.
    /// </summary>
    internal void TakeWhatCameOtherwise()
    {
        var connection = Opening?.Tcp;
        var isAboutNs = connection?.Question.Type == RecordType.NS;
        Soa = InsteadOf(Soa, Tcp) ?? InsteadOf(Soa, isAboutNs ? null : connection) ?? Soa;
        Ns = InsteadOf(Ns, Opening?.Ns) ?? InsteadOf(Ns, isAboutNs ? connection : null) ?? Ns;
    }

    /// <summary>The second of two where it alone is answered.</summary>
    private ServerAnswer? InsteadOf(ServerAnswer? first, Exchange? second) => (first is null || IsOfNoUse(first.Exchange)) && second is not null && !IsOfNoUse(second) ? Classified(second) : null;

    /// <summary>
    /// A server that says neither SOA nor NS is silent about the zone. What else it may have said would not have been asked, had it never been heard before;
    /// and what is concluded must be the same.
    /// </summary>
    internal void ForgetAllButSilence()
    {
        Recursion = null;
        Dnskey = Csync = null;
        Addresses.Clear();
    }
}
