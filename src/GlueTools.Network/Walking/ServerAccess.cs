using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>The way to the servers for everything in a run: which addresses may be asked, and one question in flight at a time per server and question.</summary>
internal sealed class ServerAccess
{
    private readonly IDnsTransport _transport;
    private readonly AuditOptions _options;
    private readonly bool _isPrivate;
    private readonly long _timeoutUs;
    private readonly QuestionsInFlight _inFlight = new();

    internal ServerAccess(EventLoop loop, IDnsTransport transport, AuditOptions options, Random random)
    {
        Loop = loop;
        _transport = transport;
        _options = options;
        _isPrivate = options.IsPrivateAudit;
        _timeoutUs = options.ToTransportOptions().TimeoutUs;
        Random = random;
        Silence = new ZoneSilence(loop.Clock);
        Pulse = new NetworkPulse(loop, transport, _timeoutUs);
        Load = new LoadSeen(loop.Clock, transport, _timeoutUs);
        Steps = new StepGate(loop);
        WithEdns = new QueryOptions { EdnsSize = options.EdnsSize };
        Connection = new AskOptions { Attempts = Math.Max(1, options.Retry), Beside = RecordType.NS };
        Second = new AskOptions { Attempts = Math.Max(1, options.Retry), HearsEverySource = true };
        RecursiveWithEdns = new QueryOptions { EdnsSize = options.EdnsSize, RecursionDesired = true };
        WithDnssec = new QueryOptions { EdnsSize = options.EdnsSize, DnssecOk = true };
    }

    internal EventLoop Loop { get; }

    /// <summary>Lets the loop look at the clock between the steps of searches.</summary>
    internal StepGate Steps { get; }

    /// <summary>For the order in which equal servers are tried; nothing secret.</summary>
    internal Random Random { get; }

    internal AuditOptions Options => _options;

    /// <summary>A question without EDNS, as every server understands it.</summary>
    internal QueryOptions Plain { get; } = new() { EdnsSize = 0 };

    /// <summary>The same with recursion desired.</summary>
    internal QueryOptions Recursive { get; } = new() { EdnsSize = 0, RecursionDesired = true };

    /// <summary>A question to a resolver, as its users put it; with EDNS, so that it can say why it fails.</summary>
    internal QueryOptions RecursiveWithEdns { get; }

    /// <summary>A question with EDNS.</summary>
    internal QueryOptions WithEdns { get; }

    /// <summary>A question with DO: to a parent's server, so that the referral carries DS, and for keys that DS records name, so that their signatures come.</summary>
    internal QueryOptions WithDnssec { get; }

    /// <summary>Whether IPv4 has been shown not to work from here.</summary>
    internal bool IPv4Unusable { get; set; }

    /// <summary>Whether IPv6 has been shown not to work from here.</summary>
    internal bool IPv6Unusable { get; set; }

    /// <summary>Which servers were lately silent about which zones.</summary>
    internal ZoneSilence Silence { get; }

    /// <summary>How a question is put that one datagram is enough for.</summary>
    internal AskOptions First { get; } = new() { Attempts = 1 };

    /// <summary>How the questions after the first are put to a server that may well be dead: the attempts that are left, and at least a connection.</summary>
    internal AskOptions Second { get; }

    /// <summary>How that first question is put: one attempt, and its answer counts as long as that of an exchange with all attempts would.</summary>
    /// <param name="silence">Completes when the attempt's time is up.</param>
    internal AskOptions Opening(LoopTask<bool> silence) => new() { Attempts = 1, Listens = _options.Retry, Silence = silence };

    /// <summary>The same where connections are all there is: with all the time that a question has.</summary>
    internal AskOptions SoaAndNs { get; } = new() { Beside = RecordType.NS };

    /// <summary>How the connection of an opening is used: for the zone's NS as well.</summary>
    internal AskOptions Connection { get; }

    /// <summary>As usual, but from a socket that hears answers from the wrong place as well.</summary>
    internal AskOptions HearingAll { get; } = new() { HearsEverySource = true, IsPlain = true };

    /// <summary>Without anything that a server may stumble over: what would be held against it is asked for once more in this way.</summary>
    internal AskOptions Plainly { get; } = new() { IsPlain = true };

    /// <summary>Whether the network is there at all.</summary>
    internal NetworkPulse Pulse { get; }

    /// <summary>How a question is put to a server that is probably asked too much.</summary>
    internal AskOptions AfterQuiet { get; } = new() { AfterQuiet = true };

    /// <summary>Which refusals may come of how much is asked.</summary>
    internal LoadSeen Load { get; }

    /// <summary>How much of what is sent is lost on the way.</summary>
    internal LossSeen Loss { get; } = new();

    /// <summary>Exchanges that this machine kept from being put as they should have been.</summary>
    internal int Shortages { get; private set; }

    /// <summary>How often the whole network was found silent or gone.</summary>
    internal int Outages => Pulse.Silences + _transport.WaysLost;

    /// <summary>Grows with each shortage and outage: what was concluded while it grew means nothing.</summary>
    internal int Doubts => Shortages + Outages;

    /// <summary>Whether the servers to start from are all of a private network.</summary>
    internal bool IsPrivate => _isPrivate;

    internal NotAskedReason MayAsk(IPAddress address)
    {
        var isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        if (!SpecialAddress.MayBeAsked(address, _isPrivate))
        {
            return NotAskedReason.SpecialPurpose;
        }

        if (isIPv6 ? _options.IPv4Only : _options.IPv6Only)
        {
            return NotAskedReason.FamilyExcluded;
        }

        return (isIPv6 ? IPv6Unusable : IPv4Unusable) ? NotAskedReason.FamilyUnusable : NotAskedReason.None;
    }

    /// <summary>Whether the server left the last question unanswered: it is tried last.</summary>
    internal bool IsSilent(IPAddress address) => _transport.IsSilent(address);

    /// <summary>Whether the server was never heard or was lately silent: then a zone's further questions wait for its first.</summary>
    internal bool IsDoubtful(IPAddress address) => _transport.IsDoubtful(address);

    /// <summary>Whether the server has answered anything in this run.</summary>
    internal bool WasHeard(IPAddress address) => _transport.WasHeard(address);

    /// <summary>Asks; joins the same question where it is in flight to the same server already.</summary>
    internal LoopTask<Exchange> Ask(
        IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, AuditTally tally, IAskedZone? zone = null, AskOptions? how = null)
    {
        how ??= AskOptions.Default;
        var hash = QuestionsInFlight.HashOf(server, question);
        if (_inFlight.Find(hash, server, question, query, policy, how) is { } running)
        {
            return running;
        }

        // Read once for all that is noted of the question: at a hundred thousand questions a second the clock is a cost.
        var now = Loop.Now;
        tally.Asked(now);
        var load = Load.Asked(server, now);
        var task = _transport.Ask(server, question, query, policy, zone, how);
        if (task.IsCompleted)
        {
            tally.Settled(task.Result, _timeoutUs, now);
            Note(task.Result, load, now);
            return task;
        }

        Pulse.Began(server, now);
        var inFlight = new InFlight(this, task, tally, load, tally.Began(_transport.KeepsWaiting(server, now)), hash, server, question, query, policy, how);
        _inFlight.Add(inFlight);
        how.Silence?.ContinueWith(inFlight.IsInVain);
        return task;
    }

    /// <summary>Completes after so many microseconds.</summary>
    internal LoopTask<bool> Pause(long microseconds)
    {
        var pause = new LoopTask<bool>();
        Loop.SetTimer(microseconds, () => pause.SetResult(true));
        return pause;
    }

    /// <summary>Brings a list into random order.</summary>
    internal void Shuffle<T>(List<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private void Note(Exchange exchange, ServerLoad load, long now)
    {
        Shortages += exchange.IsShort ? 1 : 0;
        Loss.Note(exchange);
        load.Settled(exchange, now);
    }

    /// <summary>A question on its way, and what is done when it is over.</summary>
    private sealed class InFlight(
        ServerAccess network, LoopTask<Exchange> task, AuditTally tally, ServerLoad load, AuditTally.OnItsWay way, int hash, IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy, AskOptions how)
        : QuestionInFlight(task, hash, server, question, query, policy, how)
    {
        private bool _isInVain;

        /// <summary>It has met silence, as if it were over, and an answer is still listened for.</summary>
        internal void IsInVain()
        {
            _isInVain = true;
            network.Pulse.Ended(Server);
            way.End();
            way = tally.Began(isInVain: true);
        }

        protected override void Over(Exchange exchange)
        {
            var now = network.Loop.Now;
            network._inFlight.Remove(this);
            if (!_isInVain)
            {
                network.Pulse.Ended(Server);
            }

            if (exchange.IsAnswered)
            {
                network.Pulse.Heard(Server, now);
            }

            way.End();
            if (IsForTwo && exchange.IsAnswered)
            {
                // The connection was made, so the question beside it went out as well.
                tally.Asked(now);
            }

            tally.Settled(exchange, network._timeoutUs, now);
            network.Note(exchange, load, now);
        }
    }
}
