using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
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
/// Puts a question to a zone's servers until one says something useful, a silent one last, and the next beside one that keeps us waiting, so that a dead server
/// costs a fraction of its time-out. Who is asked first is not drawn anew in each run, and that something is not there is believed once nobody says otherwise: where a
/// zone's servers say different things, what is found must not depend on which of them was asked.
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
    private ZoneAnswer? _last, _absent;
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
                var isSilent = network.IsSilent(server.Address) || network.Silence.IsKnown(zone, server.Address);
                order.Add(new KeyValuePair<long, ServerAddress>(isSilent ? long.MaxValue : PlaceOf(server.Address, question.Name), server));
            }
        }

        order.Sort((left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key) : ServerAddress.Compare(left.Value, right.Value));
        var run = new ZoneQuestion(network, order.ConvertAll(pair => pair.Value), zone, question, tally, observer);
        run.AskNext();
        return run;
    }

    /// <summary>
    /// Where a server stands in line for a name: drawn once for all, by an FNV hash of both, so that the load spreads over a zone's servers while the same one is asked about a
    /// name in every run, whatever else is asked: where servers say different things, a verdict must not depend on the draw.
    /// </summary>
    private static long PlaceOf(IPAddress server, DomainName name)
    {
        var hash = 2166136261u;
        foreach (var one in server.GetAddressBytes())
        {
            hash = unchecked((hash ^ one) * 16777619u);
        }

        foreach (var one in name.Text)
        {
            hash = unchecked((hash ^ char.ToLowerInvariant(one)) * 16777619u);
        }

        // The last octets alone would decide little of the upper bits.
        hash ^= hash >> 15;
        hash = unchecked(hash * 0x85EBCA6Bu);
        return hash ^ (hash >> 13);
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

    /// <summary>Nobody is left to ask, and nobody has said that there is anything; but who refused it may have been asked too much.</summary>
    private void End()
    {
        if (_doubtful is not { } doubtful)
        {
            Finish(_absent ?? _last);
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
            var answer = new ZoneAnswer(server, new ServerAnswer(exchange, _zone));
            _observer?.Invoke(answer);
            if (answer.IsUseful && !IsAbsent(answer.Kind))
            {
                Finish(answer);
                return;
            }

            Take(answer);
            _last = answer;
        }

        if (_waiting == 0)
        {
            Finish(_absent ?? _last);
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

        if (answer.IsUseful && !IsAbsent(answer.Kind))
        {
            Finish(answer);
            return;
        }

        Take(answer);
        if (_absent is not null)
        {
            AskTheRest();
        }
        else if (_waiting == 0 || exchange.IsAnswered)
        {
            AskNext();
        }
    }

    private void Finish(ZoneAnswer? answer)
    {
        _network.Loop.Cancel(_hedge);
        SetResult(answer);
    }

    /// <summary>Takes note of an answer that something is not there: of several the one that leaves most, and of equals the first by name and address, not by arrival.</summary>
    private void Take(ZoneAnswer answer)
    {
        if (!IsAbsent(answer.Kind))
        {
            return;
        }

        var order = _absent is null ? -1 : Left(answer.Kind) - Left(_absent.Kind);
        if (order < 0 || (order == 0 && ServerAddress.Compare(answer.Server, _absent!.Server) < 0))
        {
            _absent = answer;
        }
    }

    private static int Left(ResponseKind kind) => kind switch
    {
        ResponseKind.Alias => 0,
        ResponseKind.NoData => 1,
        _ => 2,
    };

    /// <summary>Whether an answer says that what was asked about is not there: no such name, no address, or an alias in its place. That no zone begins at a name is what most names are asked for.</summary>
    private bool IsAbsent(ResponseKind kind) => _question.Type switch
    {
        RecordType.NS => kind is ResponseKind.NameDoesNotExist or ResponseKind.Alias,
        RecordType.A or RecordType.AAAA => kind is ResponseKind.NameDoesNotExist or ResponseKind.Alias or ResponseKind.NoData,
        _ => false,
    };

    /// <summary>All that were not asked, side by side.</summary>
    private void AskTheRest()
    {
        while (!IsCompleted && _next < Math.Min(_order.Count, WalkBudget.ServersPerQuestion))
        {
            AskNext();
        }

        if (!IsCompleted && _waiting == 0)
        {
            End();
        }
    }
}
