using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Collecting;

/// <summary>What one server address has said so far of the zone it was asked about; becomes a <see cref="ChildServer"/>.</summary>
internal sealed class ServerAnswers
{
    private readonly DomainName _zone;
    private readonly IPAddress _address;
    private readonly AuditTally _tally;

    internal ServerAnswers(DomainName zone, IPAddress address, AuditTally tally)
    {
        _zone = zone;
        _address = address;
        _tally = tally;
    }

    /// <summary>Whether nothing is said of the server, since its answers were too long to be kept.</summary>
    internal bool AreLeftOut { get; private set; }

    internal Exchange? Soa { get; set; }

    internal Exchange? Ns { get; set; }

    /// <summary>What it said when it was asked first, where it had to be.</summary>
    internal ServerOpening? Opening { get; set; }

    internal Exchange? Edns { get; set; }

    internal Exchange? Tcp { get; set; }

    internal Exchange? Recursion { get; set; }

    internal Exchange? Dnskey { get; set; }

    internal Exchange? Csync { get; set; }

    /// <summary>The answers about name servers' addresses.</summary>
    internal Dictionary<Question, Exchange> Addresses { get; } = new();

    /// <summary>Whether it has shown that it is no authority for the zone, so that it need not be asked about addresses.</summary>
    internal bool AreOfNoAuthority =>
        Soa is { IsAnswered: true } && ResponseClassifier.Classify(Soa, _zone) != ResponseKind.Answer
        && (Ns is null || ResponseClassifier.Classify(Ns, _zone) != ResponseKind.Answer);

    /// <summary>All but those about addresses, in the order that <see cref="ChildServer"/> has them in.</summary>
    internal IReadOnlyList<Exchange?> Fixed => [Soa, Ns, Edns, Tcp, Recursion, Dnskey, Csync];

    /// <summary>An answer that is kept; null where it is too long for what the domain may still cost. Then nothing is said of the server, as if it had not been asked.</summary>
    internal Exchange? Kept(Exchange? exchange)
    {
        if (!AreLeftOut && exchange is not null && !_tally.MayKeep(exchange))
        {
            _tally.Limits.Miss(AuditLimits.Octets, _address.ToString());
            ForgetAllButSilence();
            Soa = Ns = Edns = Tcp = null;
            Opening = null;
            AreLeftOut = true;
        }

        return AreLeftOut ? null : exchange;
    }

    /// <summary>Whether any question about the zone was answered so.</summary>
    internal bool Any(Func<Exchange, bool> predicate)
    {
        foreach (var exchange in new List<Exchange?>(Addresses.Values) { Soa, Ns, Dnskey, Csync })
        {
            if (exchange is { IsAnswered: true } && predicate(exchange))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What was said of the zone in answer to another question than the one kept for it: its SOA over TCP, its NS set when it was asked first. It counts as well as
    /// if it had been said in its place, where nothing was; that nothing was shows in the transports.
    /// </summary>
    internal void TakeWhatCameOtherwise()
    {
        Soa = Answered(Soa, Tcp) ?? Answered(Soa, Opening?.Tcp) ?? Soa;
        Ns = Answered(Ns, Opening?.Ns) ?? Ns;
    }

    /// <summary>The second of two where it alone is answered.</summary>
    private static Exchange? Answered(Exchange? first, Exchange? second) => first?.IsAnswered != true && second?.IsAnswered == true ? second : null;

    /// <summary>
    /// A server that says neither SOA nor NS is silent about the zone. What else it may have said would not have been asked, had it never been heard before;
    /// and what is concluded must be the same.
    /// </summary>
    internal void ForgetAllButSilence()
    {
        Recursion = Dnskey = Csync = null;
        Addresses.Clear();
    }
}
