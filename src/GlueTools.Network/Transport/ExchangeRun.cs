using System.Net;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>
/// One exchange while it runs: UDP attempts, TCP where the answer is truncated or beside the second attempt, one time-out for all of it. Here is decided how
/// it ends; everything it learns goes into the <see cref="Exchange"/>.
/// </summary>
internal sealed class ExchangeRun : LoopTask<Exchange>, IWaitsForTurn
{
    private readonly IAskedZone? _zone;
    private ExchangeFacts _facts = new();
    private ResponseProof _proof;
    private TcpAttempt? _tcp;
    private int _repeats, _rounds, _listened;
    private long _shortSince;

    internal ExchangeRun(DnsTransport transport, ServerState server, Question question, QueryOptions query, ProtocolPolicy policy, IAskedZone? zone, AskOptions how)
    {
        Transport = transport;
        Server = server;
        Query = query;
        Policy = policy;
        How = how;
        Question = question;
        MaxAttempts = how.Attempts > 0 ? how.Attempts : transport.Options.Retry + 1;
        _zone = zone;
        Udp = new UdpAttempts(this);
    }

    internal DnsTransport Transport { get; }

    internal ServerState Server { get; }

    internal IPEndPoint Endpoint => Server.Endpoint!;

    internal Question Question { get; }

    internal QueryOptions Query { get; }

    internal ProtocolPolicy Policy { get; }

    internal AskOptions How { get; }

    internal int MaxAttempts { get; }

    /// <summary>What goes beside the question on its connection.</summary>
    internal RecordType? Beside => Policy == ProtocolPolicy.TcpOnly ? How.Beside : null;

    /// <summary>What it has learnt; its parts write into it.</summary>
    internal ref ExchangeFacts Facts => ref _facts;

    /// <summary>What a response must show.</summary>
    internal ref ResponseProof Proof => ref _proof;

    /// <summary>Its part over UDP.</summary>
    internal UdpAttempts Udp { get; }

    /// <summary>When the first attempt went out, on the loop's clock.</summary>
    internal long StartedAt { get; set; }

    /// <summary>Whether silence may come from asking the server too much: it does answer for the zone, and questions of this type.</summary>
    internal bool IsServed => Server.HasAnswered(Question.Type) && _zone?.IsServedBy(Server.Address, Query.EdnsSize > 0) != false;

    /// <inheritdoc/>
    public int MostRepeats => Policy == ProtocolPolicy.TcpOnly ? (Beside is null ? 0 : 1) : MaxAttempts;

    /// <inheritdoc/>
    public bool WantsQuiet => How.AfterQuiet;

    /// <inheritdoc/>
    public long PlacedAt { get; set; } = ServerPlaces.IsNowhere;

    private TransportOptions Options => Transport.Options;

    /// <inheritdoc/>
    public void Turn(long now)
    {
        if (_rounds > 0 || _proof.Round > 0)
        {
            _facts = _facts.ForAnotherRound();
            _tcp = null;
            Udp.Reset();
        }

        _proof.Draw(this);
        _repeats = _listened = 0;
        StartedAt = now;
        Server.Sent(now);
        _facts.StartedUtc = Transport.WallClock.At(now);
        if (Policy == ProtocolPolicy.TcpOnly || _proof.IsOverTcp)
        {
            Udp.AreLeftOut();
            _facts.UdpAnswered = _proof.IsOverTcp;
            StartTcp(Options.TimeoutUs * MaxAttempts);
        }
        else
        {
            Udp.SendFirst(now);
        }
    }

    /// <summary>Whether silence was noted, and an answer is waited for all the same.</summary>
    internal bool IsListening => _listened > 0;

    /// <summary>Whether what was begun in a round is of no use any more: the exchange is over, or was put again from the beginning.</summary>
    internal bool IsPast(int round) => IsCompleted || round != _proof.Round;

    /// <summary>A repeat or a connection goes out.</summary>
    internal void Charge()
    {
        _repeats++;
        Server.Repeated(Transport.Loop.Now);
    }

    /// <summary>Whether a question that this machine has no room for waits on.</summary>
    internal bool MayWaitForRoom()
    {
        var now = Transport.Loop.Now;
        _shortSince = _shortSince == 0 ? now : _shortSince;
        return now - _shortSince < Shortage.PatienceUs;
    }

    /// <summary>There was room.</summary>
    internal void HadRoom() => _shortSince = 0;

    /// <summary>All attempts have met silence: whether an answer is still waited for.</summary>
    internal bool GoesOnListening()
    {
        if (_listened == How.Listens)
        {
            return false;
        }

        _listened++;
        return true;
    }

    /// <summary>It is waited on. The first time that is silence as where it is not, and whoever asked hears of it.</summary>
    internal void NoteSilence()
    {
        if (_listened > 1)
        {
            return;
        }

        Server.Unheard(Transport.Loop.Now, StartedAt, IsServed);
        if (How.Silence is { IsCompleted: false } silence)
        {
            silence.SetResult(true);
        }
    }

    /// <summary>Goes over TCP as well, or instead.</summary>
    internal void StartTcp(long timeoutUs)
    {
        _facts.TcpTried = true;
        _tcp = new TcpAttempt(this, timeoutUs);
        _tcp.Start();
    }

    /// <summary>A response may not be believed: the question goes in line like any other.</summary>
    internal void PutAgain(bool overTcp)
    {
        _facts.Ignored++;
        _proof.NextRound(overTcp);
        Udp.Forget();
        _tcp?.Forget();
        Transport.AskAgain(Server, this, _repeats);
    }

    /// <summary>There is an answer.</summary>
    internal void Answered(Message message, DnsProtocol protocol, long roundTripUs, byte[]? bytes, Question question) =>
        Finish(new ExchangeFacts.Answer(ExchangeOutcome.Answered, protocol, message, roundTripUs, bytes), question);

    /// <summary>Where nothing more can come: says how it ended.</summary>
    internal void FinishIfOver()
    {
        if (IsCompleted || !Udp.IsOver || (_facts.TcpTried && _tcp?.IsOver != true))
        {
            return;
        }

        if (_proof.IsOverTcp)
        {
            // The connection that was to settle it was no use.
            _proof.TcpFailed(Server);
            PutAgain(overTcp: false);
            return;
        }

        if (_facts.Truncated is { } cut)
        {
            // TCP failed, so the truncated answer is all there is. It is an answer; that TCP failed is in the facts.
            _facts.Form = cut.Form;
            Answered(cut.Message, DnsProtocol.Udp, cut.RoundTripUs, cut.Bytes, Question);
            return;
        }

        var outcome = Outcome();
        // Silence over TCP says nothing of UDP, so it counts only where nothing but TCP is used.
        if (outcome == ExchangeOutcome.TimedOut && _facts.OtherSource is null && (Policy != ProtocolPolicy.TcpOnly || Options.TcpOnly))
        {
            if (_listened == 0)
            {
                Server.Unheard(Transport.Loop.Now, StartedAt, IsServed);
            }

            if (MayAskAgain())
            {
                _rounds++;
                Transport.AskAgain(Server, this, _repeats);
                return;
            }
        }

        Finish(new ExchangeFacts.Answer(outcome, Policy == ProtocolPolicy.TcpOnly ? DnsProtocol.Tcp : DnsProtocol.Udp), Question);
    }

    private ExchangeOutcome Outcome()
    {
        // Silent over UDP, perhaps; over TCP nobody knows.
        var outcome = Policy == ProtocolPolicy.TcpOnly || _facts.TcpOutcome == ExchangeOutcome.LocalShortage ? _facts.TcpOutcome : Udp.Outcome;
        return outcome == ExchangeOutcome.TimedOut && (_facts.SawGarbage || (_facts.TcpTried && _facts.TcpOutcome == ExchangeOutcome.Malformed))
            ? ExchangeOutcome.Malformed
            : outcome;
    }

    /// <summary>Whether the silence is probably for the server's being asked too much; it is then asked more slowly.</summary>
    private bool MayAskAgain() => IsServed && Server.Pace.IsSlowed && _rounds < (Server.HeardAt >= StartedAt ? 1 : ServerPace.Chances);

    private void Finish(ExchangeFacts.Answer answer, Question question)
    {
        Udp.Forget();
        _tcp?.Forget();
        var exchange = _facts.ToExchange(Server.Address, question, Query, answer);
        Transport.Completed(Server, this, exchange, _repeats);
        SetResult(exchange);
    }
}
