using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Views;
using GlueTools.Delegation.Walking;
using GlueTools.Dns.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Dns.Transport;

namespace GlueTools.Delegation.Collecting;

/// <summary>
/// All questions to one server address of the child, as they go out and come back. SOA is asked without EDNS, the rest with it: a server that cannot do EDNS
/// shows itself at no extra cost, and is then asked again without. What is concluded follows from these questions alone, whatever else the server was asked.
/// </summary>
internal sealed class ServerInterview : IAskedZone
{
    private readonly Network _network;
    private readonly DomainName _zone;
    private readonly AuditTally _tally;
    private readonly Action<ServerInterview, Exchange> _answered;
    private readonly OrderedSet<DomainName> _names = new();
    private Dictionary<Question, Exchange> _addresses = new();
    private readonly List<DomainName> _deferred = new();
    private Exchange? _soa, _ns, _edns, _tcp, _recursion, _dnskey, _csync;
    private bool _isOpening, _isSilent, _wasHeard;

    internal ServerInterview(Network network, DomainName zone, IPAddress address, bool isGiven, AuditTally tally, Action<ServerInterview, Exchange> answered)
    {
        _network = network;
        _zone = zone;
        Address = address;
        IsGiven = isGiven;
        _tally = tally;
        _answered = answered;
        NotAsked = network.MayAsk(address);
    }

    internal IPAddress Address { get; }

    internal bool IsGiven { get; }

    internal NotAskedReason NotAsked { get; }

    /// <summary>Whether it has answered anything, so that a question without an answer was probably lost.</summary>
    private bool HasAnswered => _wasHeard || _soa?.IsAnswered == true || _ns?.IsAnswered == true;

    /// <summary>Whether it has shown that it is no authority for the zone, so that it need not be asked about addresses.</summary>
    private bool IsNoAuthority =>
        _soa is { IsAnswered: true } && ResponseClassifier.Classify(_soa, _zone) != ResponseKind.Answer
        && (_ns is null || ResponseClassifier.Classify(_ns, _zone) != ResponseKind.Answer);

    bool IAskedZone.IsServedBy(IPAddress server, bool withEdns) => withEdns ? Any(exchange => exchange.Query.EdnsSize > 0) : HasAnswered;

    internal void AddName(DomainName name) => _names.Add(name);

    /// <summary>Puts the first questions: the zone's SOA and NS, the addresses of the name servers known so far, and TCP.</summary>
    /// <param name="nameServers">The name servers; those that become known later come through <see cref="AskAddresses"/>.</param>
    internal async LoopTask<bool> Begin(IReadOnlyList<DomainName> nameServers)
    {
        _addresses = new(2 * nameServers.Count);
        var all = new List<LoopTask<bool>>(2 + (2 * nameServers.Count));
        if (_network.IsDoubtful(Address))
        {
            _isOpening = true;
            var opening = await new ServerOpening(_network, _zone, Address, _tally).Run();
            _isOpening = false;
            _soa = opening.Soa;
            if (!opening.IsHeard)
            {
                (_ns, _tcp, _isSilent) = (opening.Ns, opening.Tcp, true);
                return true;
            }

            _wasHeard = true;
        }

        all.Add(AskSoa());
        // TCP first: it takes two round trips, the rest one.
        if (_network.Options.Depth >= AuditDepth.Standard)
        {
            if (!_network.Options.TcpOnly)
            {
                all.Add(AskTcp());
            }

            all.Add(AskRecursion());
            all.Add(AskDnskey());
        }

        if (_network.Options.Depth >= AuditDepth.Full)
        {
            all.Add(AskCsync());
        }

        all.Add(AskNs());
        foreach (var name in nameServers)
        {
            Add(name, all);
        }

        await LoopTasks.WhenAll(all);
        if (!HasAnswered && Any(_ => true))
        {
            // It has said something else about the zone, so these were probably lost.
            await LoopTasks.WhenAll([AskSoa(), AskNs()]);
        }

        if (!HasAnswered)
        {
            Forget();
            return true;
        }

        await AskDeferred();
        if (!_network.Options.TcpOnly)
        {
            await LoopTasks.WhenAll([ConfirmUdp(), ConfirmTcp(), ConfirmEdns()]);
        }

        return true;
    }

    /// <summary>Asks for a name server's addresses, unless that was done or the server has shown that it cannot say.</summary>
    internal async LoopTask<bool> AskAddresses(DomainName nameServer)
    {
        var both = new List<LoopTask<bool>>(2);
        Add(nameServer, both);
        await LoopTasks.WhenAll(both);
        return true;
    }

    internal ChildServer ToChildServer() =>
        new(_zone, Address, new List<DomainName>(_names), NotAsked, IsGiven, [_soa, _ns, _edns, _tcp, _recursion, _dnskey, _csync], _addresses);

    private void Add(DomainName nameServer, List<LoopTask<bool>> tasks)
    {
        if (_isSilent)
        {
            return;
        }

        if (_isOpening || IsNoAuthority)
        {
            // Whether it is worth asking shows when the opening, or the NS question, is over.
            _deferred.Add(nameServer);
            return;
        }

        if (_tally.Ceiling is { } ceiling)
        {
            _tally.Limits.Miss(ceiling, nameServer + " at " + Address);
        }
        else if (_tally.Limits.Plan(2, nameServer + " at " + Address))
        {
            tasks.Add(AskAddress(new Question(nameServer, RecordType.A)));
            tasks.Add(AskAddress(new Question(nameServer, RecordType.AAAA)));
        }
    }

    private async LoopTask<bool> AskDeferred()
    {
        var names = _deferred.ToArray();
        _deferred.Clear();
        if (names.Length > 0 && !IsNoAuthority)
        {
            var all = new List<LoopTask<bool>>(2 * names.Length);
            foreach (var name in names)
            {
                Add(name, all);
            }

            await LoopTasks.WhenAll(all);
        }

        return true;
    }

    /// <summary>
    /// A server that says neither SOA nor NS is silent about the zone. What else it may have said would not have been asked, had it never been heard before;
    /// and what is concluded must be the same.
    /// </summary>
    private void Forget()
    {
        _isSilent = true;
        _recursion = _dnskey = _csync = null;
        _addresses.Clear();
    }

    private async LoopTask<bool> AskSoa()
    {
        if (_soa?.IsAnswered == true)
        {
            return true;
        }

        var question = new Question(_zone, RecordType.SOA);
        _soa = await Put(question, _network.Plain, ProtocolPolicy.UdpThenTcp);
        if (!_soa.IsAnswered && _ns?.IsAnswered == true)
        {
            _soa = await Put(question, _network.Plain, ProtocolPolicy.UdpThenTcp);
        }

        return true;
    }

    private async LoopTask<bool> AskTcp()
    {
        _tcp = await Put(new Question(_zone, RecordType.SOA), _network.Plain, ProtocolPolicy.TcpOnly);
        return true;
    }

    /// <summary>
    /// With few questions all may have been lost by chance over UDP: one more before that is held against the server. From a socket that hears every source,
    /// since the answers may all have come from the wrong place.
    /// </summary>
    private async LoopTask<bool> ConfirmUdp()
    {
        if (!Any(exchange => exchange.UdpAnswered))
        {
            var again = await Put(new Question(_zone, RecordType.SOA), _network.Plain, ProtocolPolicy.UdpThenTcp, _network.HearingAll);
            _soa = again.UdpAnswered || (again.IsAnswered && again.OtherSource is not null) ? again : _soa;
        }

        return true;
    }

    /// <summary>
    /// Where questions without EDNS are answered over UDP and none with it, TCP has stepped in. One more, over UDP alone, and another since all may have been
    /// lost by chance, before that is held against the server or the firewall in front of it.
    /// </summary>
    private async LoopTask<bool> ConfirmEdns()
    {
        if (_ns is not { IsAnswered: true, Query.EdnsSize: > 0 } || _soa?.UdpAnswered != true || Any(exchange => exchange.UdpAnswered && exchange.Query.EdnsSize > 0))
        {
            return true;
        }

        for (var i = 0; i < 2; i++)
        {
            var again = await Put(_ns.Question, _ns.Query, ProtocolPolicy.UdpOnly);
            if (again.Outcome != ExchangeOutcome.TimedOut)
            {
                return true;
            }

            _edns = again;
        }

        return true;
    }

    /// <summary>Whether any question about the zone was answered so.</summary>
    private bool Any(Func<Exchange, bool> predicate)
    {
        foreach (var exchange in new List<Exchange?>(_addresses.Values) { _soa, _ns, _dnskey, _csync })
        {
            if (exchange is { IsAnswered: true } && predicate(exchange))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A connection that lost packets held up is no fault of a server that answers otherwise. Several side by side hardly meet the same fate, and take no
    /// more time than one.
    /// </summary>
    private async LoopTask<bool> ConfirmTcp()
    {
        if (!HasAnswered || _tcp?.Outcome is not (ExchangeOutcome.TimedOut or ExchangeOutcome.ConnectionLost))
        {
            return true;
        }

        var again = new List<LoopTask<Exchange>>();
        foreach (var type in new[] { RecordType.SOA, RecordType.NS, RecordType.DNSKEY })
        {
            again.Add(Put(new Question(_zone, type), _network.Plain, ProtocolPolicy.TcpOnly));
        }

        foreach (var connection in again)
        {
            var exchange = await connection;
            _tcp = exchange.IsAnswered ? exchange : _tcp;
        }

        return true;
    }

    /// <summary>Something outside its zones, with recursion desired: the root's SOA, which an authority for anything else cannot know.</summary>
    private async LoopTask<bool> AskRecursion()
    {
        _recursion = await Put(new Question(DomainName.Root, RecordType.SOA), _network.Recursive, ProtocolPolicy.UdpThenTcp);
        return true;
    }

    private async LoopTask<bool> AskDnskey()
    {
        _dnskey = await PutAgainWhereNeeded(await Put(new Question(_zone, RecordType.DNSKEY), _network.WithEdns, ProtocolPolicy.UdpThenTcp));
        return true;
    }

    private async LoopTask<bool> AskCsync()
    {
        _csync = await PutAgainWhereNeeded(await Put(new Question(_zone, RecordType.CSYNC), _network.WithEdns, ProtocolPolicy.UdpThenTcp));
        return true;
    }

    private async LoopTask<bool> AskNs()
    {
        var question = new Question(_zone, RecordType.NS);
        _ns = await Put(question, _network.WithEdns, ProtocolPolicy.UdpThenTcp);
        var repeated = IsPlainAnswer(_ns) ? _ns : await PutAgainWhereNeeded(_ns);
        if (!ReferenceEquals(repeated, _ns))
        {
            _edns = _ns;
            _ns = repeated;
        }

        _answered(this, _ns);
        return true;
    }

    private async LoopTask<bool> AskAddress(Question question)
    {
        var exchange = await Put(question, _network.WithEdns, ProtocolPolicy.UdpThenTcp);
        exchange = IsPlainAnswer(exchange) ? exchange : await PutAgainWhereNeeded(exchange);
        if (_tally.Ceiling == AuditLimits.Octets)
        {
            // Not kept, and so as if it had not been asked.
            _tally.Limits.Miss(AuditLimits.Octets, question.Name + " at " + Address);
            return true;
        }

        _addresses[question] = exchange;
        _answered(this, exchange);
        return true;
    }

    /// <summary>Whether an exchange is plainly an answer, as nearly all are: then there is nothing to begin for a repeat.</summary>
    private static bool IsPlainAnswer(Exchange exchange) => exchange.IsAnswered && !ResponseClassifier.RejectsEdns(exchange);

    /// <summary>Repeats a question that was lost, or that the server did not understand because of EDNS; gives back what counts.</summary>
    private async LoopTask<Exchange> PutAgainWhereNeeded(Exchange exchange)
    {
        if (ResponseClassifier.RejectsEdns(exchange))
        {
            return await Put(exchange.Question, _network.Plain, ProtocolPolicy.UdpThenTcp);
        }

        if (exchange.IsAnswered || exchange.Outcome == ExchangeOutcome.Malformed || !HasAnswered)
        {
            return exchange;
        }

        // Lost, where others with EDNS came through or there are none; where none of them did, it is rather EDNS.
        var again = exchange.Question.Type == RecordType.NS || Any(other => other.Query.EdnsSize > 0)
            ? await Put(exchange.Question, exchange.Query, ProtocolPolicy.UdpThenTcp)
            : exchange;
        return again.IsAnswered ? again : await Put(exchange.Question, _network.Plain, ProtocolPolicy.UdpThenTcp);
    }

    private LoopTask<Exchange> Put(Question question, QueryOptions query, ProtocolPolicy policy, AskOptions? how = null) =>
        _network.Ask(Address, question, query, policy, _tally, this, how);
}
