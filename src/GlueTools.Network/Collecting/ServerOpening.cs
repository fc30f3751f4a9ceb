using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// The first questions of a zone to a server that may well be dead: one attempt each for SOA and NS as far as the attempts go, and one connection for both.
/// That is all that silence costs; and a server that drops one type of question is heard all the same, even where a datagram of the other is lost.
/// </summary>
internal sealed class ServerOpening : IAskedZone
{
    /// <summary>Microseconds before a server that may be there after all is asked once more: it may have been asked too much, or the questions were lost.</summary>
    private const long PauseUs = 1_000_000;

    private readonly ServerAccess _network;
    private readonly IPAddress _address;
    private readonly AuditContext _audit;

    internal ServerOpening(ServerAccess network, AuditContext audit, IPAddress address)
    {
        _network = network;
        _address = address;
        _audit = audit;
    }

    /// <summary>Whether the server has said anything; where not, the exchanges are all that is known of it.</summary>
    internal bool IsHeard => Soa?.IsAnswered == true || Ns?.IsAnswered == true || Tcp?.IsAnswered == true;

    internal Exchange? Soa { get; private set; }

    internal Exchange? Ns { get; private set; }

    internal Exchange? Tcp { get; private set; }

    bool IAskedZone.IsServedBy(IPAddress server, bool withEdns) => IsHeard;

    internal async LoopTask<ServerOpening> Run()
    {
        if (_network.Options.TcpOnly)
        {
            Tcp = await Put(RecordType.SOA, ProtocolPolicy.TcpOnly, _network.SoaAndNs);
            Soa = Tcp.Question.Type == RecordType.SOA ? Tcp : null;
            return this;
        }

        // Later than an attempt lasts, the answer counts as well, as it does where the server is known and the exchange waits for both attempts.
        var silence = new LoopTask<bool>();
        var soa = Put(RecordType.SOA, ProtocolPolicy.UdpThenTcp, _network.Opening(silence));
        await Either(soa, silence);
        if (soa.IsCompleted && (soa.Result.IsAnswered || soa.Result.Outcome == ExchangeOutcome.Unreachable))
        {
            Soa = soa.Result;
            return this;
        }

        await AskBothWays(soa);
        if (!IsHeard && Tcp?.Outcome == ExchangeOutcome.Malformed)
        {
            // Something did come back, and over a connection there is no doubt for whom it was meant.
            Soa = Tcp;
            return this;
        }

        if (!IsHeard && MayBeThere())
        {
            await _network.Pause(PauseUs);
            // Both, since it may drop one type of question.
            var again = Put(RecordType.SOA, ProtocolPolicy.UdpThenTcp, null);
            var ns = Put(RecordType.NS, ProtocolPolicy.UdpThenTcp, null);
            Soa = (await again).After(Soa!);
            Ns = Ns is null ? await ns : (await ns).After(Ns);
        }

        return this;
    }

    /// <summary>
    /// Whether silence so far need not be the server's: it has answered others, or from another address, its machine has just refused or ended the connection while datagrams met nothing, or the
    /// network is seen to lose what is sent. Where none of it holds, a dead server costs no more than this.
    /// </summary>
    private bool MayBeThere() => _network.WasHeard(_address) || _network.Loss.IsNoticeable || (Soa?.OtherSource ?? Ns?.OtherSource) is not null
        || (Soa?.Outcome == ExchangeOutcome.TimedOut && Tcp?.Outcome is ExchangeOutcome.PortUnreachable or ExchangeOutcome.ConnectionLost);

    /// <summary>Completes when an exchange is over, or has met silence so far.</summary>
    private static LoopTask<bool> Either(LoopTask<Exchange> exchange, LoopTask<bool> silence)
    {
        var either = new LoopTask<bool>();
        exchange.ContinueWith(Happened);
        silence.ContinueWith(Happened);
        return either;

        void Happened()
        {
            if (!either.IsCompleted)
            {
                either.SetResult(true);
            }
        }
    }

    /// <summary>The attempts that are left and the connection, side by side, while the first is still listened for; done as soon as any is answered.</summary>
    private LoopTask<bool> AskBothWays(LoopTask<Exchange> soa)
    {
        var done = new LoopTask<bool>();
        var tcp = Put(RecordType.SOA, ProtocolPolicy.TcpOnly, _network.Connection);
        var udp = _network.Options.Retry > 0 ? Put(RecordType.NS, ProtocolPolicy.UdpOnly, _network.Second) : null;
        var open = udp is null ? 2 : 3;
        soa.ContinueWith(() =>
        {
            Soa = soa.Result;
            Ended(Soa);
        });
        tcp.ContinueWith(() =>
        {
            Tcp = tcp.Result;
            Ended(Tcp);
        });
        udp?.ContinueWith(() =>
        {
            Ns = udp.Result;
            Ended(Ns);
        });
        return done;

        void Ended(Exchange exchange)
        {
            open--;
            if (!done.IsCompleted && (open == 0 || exchange.IsAnswered))
            {
                done.SetResult(true);
            }
        }
    }

    private LoopTask<Exchange> Put(RecordType type, ProtocolPolicy policy, AskOptions? how) =>
        _network.Ask(_address, new Question(_audit.Domain, type), _network.Plain, policy, _audit.Tally, this, how);
}
