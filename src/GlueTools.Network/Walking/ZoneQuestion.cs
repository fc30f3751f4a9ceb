using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Walking;

/// <summary>What a zone's servers said to one question.</summary>
internal sealed class ZoneAnswer
{
    private readonly ServerAnswer _answer;

    internal ZoneAnswer(ServerAddress server, ServerAnswer answer)
    {
        Server = server;
        _answer = answer;
    }

    internal ServerAddress Server { get; }

    internal Exchange Exchange => _answer.Exchange;

    internal ResponseKind Kind => _answer.Kind;

    /// <summary>Where a referral leads.</summary>
    internal DomainName Cut => _answer.Cut;

    /// <summary>The zones that a resolver with an empty cache has to pass to get it.</summary>
    internal IReadOnlyCollection<DomainName> Needed { get; set; } = Array.Empty<DomainName>();

    /// <summary>Whether the zone has spoken: everything else is the fault of one server.</summary>
    internal bool IsUseful => _answer.IsUseful;
}

/// <summary>
/// Puts a question to a zone's servers until one says something useful: the quickest known first, a silent one last, and the next beside one that keeps us
/// waiting, so that a dead server costs a fraction of its time-out.
/// </summary>
internal sealed class ZoneQuestion : LoopTask<ZoneAnswer?>, IAskedZone
{
    private static readonly AskOptions Once = new() { Attempts = 1 };

    private readonly ServerAccess _network;
    private readonly List<ServerAddress> _order;
    private readonly DomainName _zone;
    private readonly Question _question;
    private readonly AuditTally _tally;
    private readonly Action<ZoneAnswer>? _observer;
    private int _next, _waiting;
    private LoopTimer? _hedge;
    private ZoneAnswer? _last;
    private List<ZoneAnswer>? _doubtful;

    private ZoneQuestion(ServerAccess network, List<ServerAddress> order, DomainName zone, Question question, AuditTally tally, Action<ZoneAnswer>? observer)
    {
        _network = network;
        _order = order;
        _zone = zone;
        _question = question;
        _tally = tally;
        _observer = observer;
    }

    /// <summary>Asks. Null where no server may be asked.</summary>
    internal static LoopTask<ZoneAnswer?> Ask(
        ServerAccess network, IEnumerable<ServerAddress> servers, DomainName zone, Question question, AuditTally tally, Action<ZoneAnswer>? observer = null)
    {
        var order = new List<KeyValuePair<long, ServerAddress>>();
        foreach (var server in servers)
        {
            if (network.MayAsk(server.Address) == NotAskedReason.None)
            {
                // Unheard servers come in random order before slow ones, so that every server gets measured and the load spreads.
                var isSilent = network.IsSilent(server.Address) || network.Silence.IsKnown(zone, server.Address);
                var rank = isSilent ? long.MaxValue : network.RoundTripUs(server.Address) / 50_000;
                order.Add(new KeyValuePair<long, ServerAddress>(rank, server));
            }
        }

        network.Shuffle(order);
        order.Sort((left, right) => left.Key.CompareTo(right.Key));
        var run = new ZoneQuestion(network, order.ConvertAll(pair => pair.Value), zone, question, tally, observer);
        run.AskNext();
        return run;
    }

    // What is asked here is spread over many servers and names, and too little to conclude from how fast one of them may be asked.
    bool IAskedZone.IsServedBy(IPAddress server, bool withEdns) => false;

    private void AskNext()
    {
        if (_next >= Math.Min(_order.Count, WalkBudget.ServersPerQuestion))
        {
            if (_waiting == 0)
            {
                End();
            }

            return;
        }

        var server = _order[_next++];
        _waiting++;
        _network.Loop.Cancel(_hedge);
        _hedge = _network.Loop.SetTimer(WalkBudget.HedgeUs, AskNextBeside);
        Put(server, _network.WithDnssec);
    }

    private void Put(ServerAddress server, QueryOptions query)
    {
        // Who was silent about this zone to a question with all its attempts need not be waited for so long again.
        var how = _network.Silence.IsKnown(_zone, server.Address) ? Once : null;
        var task = _network.Ask(server.Address, _question, query, ProtocolPolicy.UdpThenTcp, _tally, this, how);
        task.ContinueWith(() => Arrived(server, task.Result));
    }

    /// <summary>Nobody is left to ask, and nothing useful was said; but who refused it may have been asked too much.</summary>
    private void End()
    {
        if (_doubtful is not { } doubtful)
        {
            SetResult(_last);
            return;
        }

        _doubtful = null;
        var doubts = new LoadDoubts(_network);
        _waiting = doubtful.Count;
        foreach (var one in doubtful)
        {
            var address = one.Server.Address;
            var task = doubts.Settle(one.Exchange, ProtocolPolicy.UdpThenTcp, served: null, (question, query, policy, how) => _network.Ask(address, question, query, policy, _tally, this, how));
            task.ContinueWith(() => Settled(one.Server, task.Result));
        }
    }

    private void Settled(ServerAddress server, Exchange? exchange)
    {
        _waiting--;
        if (IsCompleted)
        {
            return;
        }

        if (exchange is not null)
        {
            _last = new ZoneAnswer(server, new ServerAnswer(exchange, _zone));
            _observer?.Invoke(_last);
        }

        if (_waiting == 0 || _last?.IsUseful == true)
        {
            SetResult(_last);
        }
    }

    private void AskNextBeside()
    {
        if (!IsCompleted && _next < _order.Count)
        {
            AskNext();
        }
    }

    private void Arrived(ServerAddress server, Exchange exchange)
    {
        if (!IsCompleted && ResponseClassifier.RejectsEdns(exchange))
        {
            Put(server, _network.Plain);
            return;
        }

        _waiting--;
        _network.Silence.Note(_zone, exchange);
        var answer = new ZoneAnswer(server, new ServerAnswer(exchange, _zone));
        _observer?.Invoke(answer);
        if (IsCompleted)
        {
            return;
        }

        if (_last is null || answer.Kind != ResponseKind.None)
        {
            _last = answer;
        }

        if (_network.Load.MayExplain(exchange))
        {
            (_doubtful ??= new List<ZoneAnswer>()).Add(answer);
        }

        if (answer.IsUseful)
        {
            _network.Loop.Cancel(_hedge);
            SetResult(answer);
        }
        else if (_waiting == 0 || exchange.IsAnswered)
        {
            AskNext();
        }
    }
}
