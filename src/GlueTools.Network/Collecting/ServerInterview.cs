using System;
using System.Collections.Generic;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Collections;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// All questions to one server address of the child, as they go out and come back. SOA is asked without EDNS, the rest with it: a server that cannot do EDNS
/// shows itself at no extra cost, and is then asked again without. What is concluded follows from these questions alone, whatever else the server was asked.
/// </summary>
internal sealed partial class ServerInterview : IAskedZone
{
    private readonly ServerAccess _network;
    private readonly DomainName _zone;
    private readonly AuditContext _audit;
    private readonly Action<ServerAnswer> _answered;
    private readonly OrderedSet<DomainName> _names = new();
    private readonly ServerAnswers _said;
    private readonly List<DomainName> _deferred = new();
    private bool _isOpening, _isSilent, _wasHeard, _wasBusy;
    private LoopTask<bool>? _soa, _ns;

    internal ServerInterview(ServerAccess network, AuditContext audit, IPAddress address, bool isGiven, int names, Action<ServerAnswer> answered)
    {
        _network = network;
        _zone = audit.Domain;
        Address = address;
        IsGiven = isGiven;
        _audit = audit;
        _answered = answered;
        _said = new ServerAnswers(audit, address, names);
        NotAsked = network.MayAsk(address);
    }

    internal IPAddress Address { get; }

    internal bool IsGiven { get; }

    internal NotAskedReason NotAsked { get; }

    /// <summary>Whether nothing is said of it, since its answers were too long to be kept.</summary>
    internal bool IsLeftOut => _said.AreLeftOut;

    /// <summary>Whether it has answered anything, so that a question without an answer was probably lost.</summary>
    private bool HasAnswered => _wasHeard || _said.Soa?.IsAnswered == true || _said.Ns?.IsAnswered == true;

    private ServerDoubts Doubts => new(_network, _zone, _said, Put);

    bool IAskedZone.IsServedBy(IPAddress server, bool withEdns) => withEdns ? _said.Any(exchange => exchange.Query.EdnsSize > 0) : HasAnswered;

    internal void AddName(DomainName name) => _names.Add(name);

    /// <summary>Puts the first questions: the zone's SOA and NS, the addresses of the name servers known so far, and TCP.</summary>
    /// <param name="nameServers">The name servers; those that become known later come through <see cref="AskAddresses"/>.</param>
    internal async LoopTask<bool> Begin(IReadOnlyList<DomainName> nameServers)
    {
        var all = new List<LoopTask<bool>>(2 + (2 * nameServers.Count));
        _wasBusy = _network.Load.IsBusy(Address);
        if (_network.IsDoubtful(Address))
        {
            _isOpening = true;
            var opening = await new ServerOpening(_network, _audit, Address).Run();
            _isOpening = false;
            _said.Soa = _said.KeptAnswer(opening.Soa);
            if (IsLeftOut)
            {
                return true;
            }

            if (!opening.IsHeard)
            {
                (_said.Ns, _said.Tcp, _isSilent) = (opening.Ns is { } ns ? _said.Classified(ns) : null, opening.Tcp, true);
                return true;
            }

            _wasHeard = true;
            _said.Opening = opening;
        }

        _soa = AskSoa();
        all.Add(_soa);
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

        _ns = AskNs();
        all.Add(_ns);
        foreach (var name in nameServers)
        {
            Add(name, all);
        }

        await LoopTasks.WhenAll(all);
        if (!HasAnswered && _said.Any(_ => true))
        {
            // It has said something else about the zone, so these were probably lost.
            await LoopTasks.WhenAll([AskSoa(), AskNs()]);
        }

        if (IsLeftOut)
        {
            return true;
        }

        _said.TakeWhatCameOtherwise();
        if (!HasAnswered)
        {
            _isSilent = true;
            _said.ForgetAllButSilence();
            return true;
        }

        if (_deferred.Count > 0)
        {
            await AskDeferred();
        }

        if (!_network.Options.TcpOnly && ServerDoubts.Any(_said, _network.Load))
        {
            var before = _said.Ns;
            await Doubts.Settle();
            if (_said.Ns is { IsAnswered: true } late && !ReferenceEquals(late, before))
            {
                // It may name servers that nobody named so far.
                _answered(late);
            }
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
        new(_zone, Address, new List<DomainName>(_names), NotAsked, IsGiven, _said.ToChildAnswers());

    private void Add(DomainName nameServer, List<LoopTask<bool>> tasks)
    {
        if (_isSilent || IsLeftOut)
        {
            return;
        }

        if (_isOpening || _said.AreOfNoAuthority)
        {
            // Whether it is worth asking shows when the opening, or the NS question, is over.
            _deferred.Add(nameServer);
            return;
        }

        if (_audit.Tally.Ceiling is { } ceiling)
        {
            _audit.Limits.Miss(ceiling, nameServer + " at " + Address);
        }
        else if (_audit.Limits.Plan(2, Address, nameServer))
        {
            tasks.Add(AskAddress(new Question(nameServer, RecordType.A)));
            tasks.Add(AskAddress(new Question(nameServer, RecordType.AAAA)));
        }
    }

    private async LoopTask<bool> AskDeferred()
    {
        var names = _deferred.ToArray();
        _deferred.Clear();
        if (!_said.AreOfNoAuthority)
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

    private async LoopTask<bool> AskSoa()
    {
        if (_said.Soa?.IsAnswered != true)
        {
            var question = new Question(_zone, RecordType.SOA);
            _said.Soa = _said.KeptAnswer(await Put(question, _network.Plain, ProtocolPolicy.UdpThenTcp));
            if (_said.Soa is { } lost && _said.Ns?.IsAnswered == true && _said.WasLost(lost.Exchange))
            {
                var again = (await Put(question, _network.Plain, ProtocolPolicy.UdpThenTcp)).After(lost.Exchange);
                _said.Soa = _said.KeptAnswer(await Doubts.Insist(again));
            }
        }

        if (_said.Soa is { IsAnswered: true } accusing && Accuses(accusing) && await Otherwise(accusing.Exchange) is { } other)
        {
            _said.Soa = _said.KeptAnswer(other);
        }

        if (_said.Soa is { } soa && MayComeOfLoad(soa.Exchange))
        {
            _said.Soa = Counts(await SettleRefusal(soa.Exchange));
        }

        return true;
    }

    private async LoopTask<bool> AskTcp()
    {
        _said.Tcp = _said.Kept(await Put(new Question(_zone, RecordType.SOA), _network.Plain, ProtocolPolicy.TcpOnly));
        return true;
    }

    /// <summary>Something outside its zones, with recursion desired: the root's SOA, which an authority for anything else cannot know.</summary>
    private async LoopTask<bool> AskRecursion()
    {
        _said.Recursion = _said.Kept(await Put(new Question(DomainName.Root, RecordType.SOA), _network.Recursive, ProtocolPolicy.UdpThenTcp));
        return true;
    }

    private async LoopTask<bool> AskDnskey()
    {
        // With the signatures also where the parent has no DS record: none is to be advised for a key that does not sign.
        _said.Dnskey = await Unless((await WithEdnsUnlessOtherwise(
            await PutAgainWhereNeeded(await Put(new Question(_zone, RecordType.DNSKEY), _network.WithDnssec, ProtocolPolicy.UdpThenTcp)))).Counts);
        return true;
    }

    private async LoopTask<bool> AskCsync()
    {
        _said.Csync = await Unless(await PutAgainWhereNeeded(await Put(new Question(_zone, RecordType.CSYNC), _network.WithEdns, ProtocolPolicy.UdpThenTcp)));
        return true;
    }

    private async LoopTask<bool> AskNs()
    {
        var question = new Question(_zone, RecordType.NS);
        var first = _said.Kept(await Put(question, _network.WithEdns, ProtocolPolicy.UdpThenTcp));
        _said.Ns = first is null ? null : _said.Classified(first);
        if (first is not null && !IsPlainAnswer(first))
        {
            _said.Ns = _said.KeptAnswer(await PutAgainWhereNeeded(first));
            _said.Edns = _said.Ns is null || ReferenceEquals(_said.Ns.Exchange, first) ? _said.Edns : first;
            await AskNsAfterSilence(question, first);
        }

        if (_said.Ns is { IsAnswered: true } accusing && Accuses(accusing))
        {
            var other = await WithEdnsUnlessOtherwise(accusing.Exchange);
            _said.Ns = _said.KeptAnswer(other.Counts);
            _said.Edns = other.Rejected is { } rejected ? _said.Kept(rejected) : _said.Edns;
        }

        if (_said.Ns is { } refused && MayComeOfLoad(refused.Exchange))
        {
            _said.Ns = Counts(await Settled(refused.Exchange));
        }

        if (_said.Ns is { } counts)
        {
            _answered(counts);
        }

        return true;
    }

    private async LoopTask<bool> AskAddress(Question question)
    {
        var exchange = await Put(question, _network.WithEdns, ProtocolPolicy.UdpThenTcp);
        exchange = IsPlainAnswer(exchange) ? exchange : await PutAgainWhereNeeded(exchange);
        exchange = exchange.Message is { ResponseCode: ResponseCode.NoError, IsAuthoritative: true } ? exchange : await UnlessOtherwise(exchange);
        if (!IsLeftOut && MayComeOfLoad(exchange))
        {
            if (await Known(exchange) is not { } known)
            {
                return true;
            }

            exchange = known;
        }

        if (IsLeftOut)
        {
            return true;
        }

        if (!_audit.Tally.MayKeep(exchange))
        {
            // As if it had not been asked.
            _audit.Limits.Miss(AuditLimits.Octets, question.Name + " at " + Address);
            return true;
        }

        if (_said.Soa?.Kind != ResponseKind.Answer && !await SpeaksForZone())
        {
            return true;
        }

        var answer = _said.Classified(exchange);
        _said.Addresses.Add(answer);
        _answered(answer);
        return true;
    }

    /// <summary>
    /// Whether it has not shown, with its SOA and NS, that it is no authority for the zone. Where it was never heard before, it would not even have been asked for addresses then; and what is
    /// concluded must not depend on whether something else was asked of it.
    /// </summary>
    private async LoopTask<bool> SpeaksForZone()
    {
        if (_soa is { IsCompleted: false } soa)
        {
            await soa;
        }

        if (_said.AreOfNoAuthority && _ns is { IsCompleted: false } ns)
        {
            await ns;
        }

        return !_said.AreOfNoAuthority;
    }

    private LoopTask<Exchange> Put(Question question, QueryOptions query, ProtocolPolicy policy, AskOptions? how = null) =>
        _network.Ask(Address, question, query, policy, _audit.Tally, this, how);
}
