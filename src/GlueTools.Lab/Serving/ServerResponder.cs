using System.Collections.Generic;
using System.Linq;
using GlueTools.Network.Loop;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>An authoritative server at one address, with its faults.</summary>
internal sealed class ServerResponder : IResponder
{
    private const long SecondUs = 1_000_000;

    private readonly Staged<IReadOnlyList<LabFault>> _faults;
    private readonly Staged<ZoneTable> _zones;
    private readonly LabResolver _resolver;
    private readonly IReadOnlyList<ResourceRecord> _rootServers;
    private readonly LabCache _cache;
    private readonly LabCookies _cookies;
    private readonly Clock _clock;
    private long _secondAt;
    private uint _serialSteps;
    private int _udpAnswers, _askedInSecond;

    internal ServerResponder(Staged<IReadOnlyList<LabFault>> faults, Staged<ZoneTable> zones, LabResolver resolver, IEnumerable<DomainName> rootServers, Clock clock)
    {
        _clock = clock;
        _secondAt = clock.Now;
        _cookies = new LabCookies(clock);
        _faults = faults;
        _zones = zones;
        _resolver = resolver;
        _cache = new LabCache(resolver, clock);
        _rootServers = rootServers.Select(name => new ResourceRecord(DomainName.Root, RecordType.NS, 518400, new NsData(name))).ToList();
    }

    public LabReply? Respond(Message query, bool overTcp)
    {
        if (query.OperationCode != 0 || query.Question is not { } question || question.Class != ResourceRecord.InternetClass)
        {
            return new LabReply(ResponseWriter.Write(query, ZoneAnswer.Of(RejectionOf(query)), new ResponseShape()));
        }

        var faults = new FaultsInForce(_faults.Now, question.Name);
        CountInSecond();
        if (IsDropped(faults, query, question, overTcp))
        {
            return null;
        }

        var answer = IsAskedTooMuch(faults, LabFaultKind.RefuseOver) ? ZoneAnswer.Of(ResponseCode.Refused)
            : IsAskedTooMuch(faults, LabFaultKind.ServFailOver) ? ZoneAnswer.Of(ResponseCode.ServerFailure)
            : _cookies.IsRejected(query, faults, overTcp) ? ZoneAnswer.Of(ResponseCode.BadCookie)
            : Decide(faults, query, question, overTcp);
        var bytes = ResponseWriter.Write(query, answer, ShapeFor(faults, query, overTcp));
        if (faults.Has(LabFaultKind.FoldsCase))
        {
            ResponseWriter.FoldCase(bytes, question);
        }

        var reply = new LabReply(
            faults.Has(LabFaultKind.Garbage) ? FalseDatagrams.Garbage(query)
            : faults.Has(LabFaultKind.OtherQuestion) ? FalseDatagrams.WithOtherQuestion(query)
            : faults.Has(LabFaultKind.NoQuestion) ? FalseDatagrams.WithoutQuestion(query)
            : bytes)
        {
            Delay = faults.Find(LabFaultKind.Slow)?.Number ?? 0,
            FromElsewhere = faults.Has(LabFaultKind.OtherSource),
        };
        if (faults.Has(LabFaultKind.WrongId))
        {
            reply.Before.Add(FalseDatagrams.WithOtherId(bytes));
            reply.Before.Add(FalseDatagrams.WithOtherQuestion(query));
        }

        return reply;
    }

    private static ResponseCode RejectionOf(Message query) => query switch
    {
        { OperationCode: not 0 } => ResponseCode.NotImplemented,
        { Question: null } => ResponseCode.FormatError,
        _ => ResponseCode.Refused,
    };

    private bool IsDropped(FaultsInForce faults, Message query, Question question, bool overTcp) =>
        faults.Has(LabFaultKind.Silent)
        || IsAskedTooMuch(faults, LabFaultKind.DropOver)
        || faults.Has(overTcp ? LabFaultKind.TcpSilent : LabFaultKind.NoUdp)
        || (query.Edns is not null && (faults.Has(LabFaultKind.DropEdns) || (!overTcp && faults.Has(LabFaultKind.DropEdnsUdp))))
        || (!overTcp && query.Edns is { Options.Count: > 0 } && faults.Has(LabFaultKind.DropOptions))
        || faults.Find(LabFaultKind.Mute, question.Type) is not null;

    private void CountInSecond()
    {
        if (_clock.Now - _secondAt >= SecondUs)
        {
            _secondAt = _clock.Now;
            _askedInSecond = 0;
        }

        _askedInSecond++;
    }

    private bool IsAskedTooMuch(FaultsInForce faults, LabFaultKind kind) => faults.Find(kind) is { } fault && _askedInSecond > fault.Number;

    private ZoneAnswer Decide(FaultsInForce faults, Message query, Question question, bool overTcp)
    {
        if (faults.ResponseCode(query) is { } code)
        {
            return ZoneAnswer.Of(code);
        }

        var zone = _zones.Now.Find(question);
        if ((faults.Find(LabFaultKind.Rcode, question.Type) ?? (overTcp ? null : faults.Find(LabFaultKind.RcodeUdp))) is { } instead)
        {
            return Instead(zone, (ResponseCode)instead.Number);
        }

        if (faults.Has(LabFaultKind.NxDomain))
        {
            return Deny(zone?.Name ?? question.Name);
        }

        if (faults.Has(LabFaultKind.Upward))
        {
            var referral = new ZoneAnswer { IsReferral = true };
            referral.Authority.AddRange(_rootServers);
            return referral;
        }

        if (zone is null)
        {
            return !query.RecursionDesired ? ZoneAnswer.Of(ResponseCode.Refused)
                : faults.Has(LabFaultKind.Caches) ? _cache.Resolve(question)
                : faults.Has(LabFaultKind.Recursion) ? _resolver.Resolve(question)
                : ZoneAnswer.Of(ResponseCode.Refused);
        }

        var answer = ZoneSearch.Find(zone, question, query.Edns is { DnssecOk: true }, faults.Has(LabFaultKind.EntNx));
        Spoil(answer, faults, question);
        return answer;
    }

    // What says something of the name says so with authority, as for any other name of the zone.
    private static ZoneAnswer Instead(ZoneIndex? zone, ResponseCode code)
    {
        var answer = ZoneAnswer.Of(code);
        if (zone is not null && code is (ResponseCode.NoError or ResponseCode.NameError))
        {
            answer.IsAuthoritative = true;
            answer.Authority.Add(zone.Soa);
        }

        return answer;
    }

    // As a server of the zone above would answer that never heard of the zone.
    private static ZoneAnswer Deny(DomainName zone)
    {
        var denial = new ZoneAnswer { Code = ResponseCode.NameError, IsAuthoritative = true };
        var soa = new SoaData(DomainName.Root, DomainName.Root, 1, 7200, 3600, 1209600, 300);
        denial.Authority.Add(new ResourceRecord(zone.Parent, RecordType.SOA, 300, soa));
        return denial;
    }

    private void Spoil(ZoneAnswer answer, FaultsInForce faults, Question question)
    {
        answer.IsAuthoritative &= !faults.Has(LabFaultKind.NoAa);
        if (answer.IsReferral && faults.Has(LabFaultKind.NoGlue))
        {
            answer.Glue.Clear();
        }

        if (answer.IsReferral && (faults.Has(LabFaultKind.NoGlue) || faults.Has(LabFaultKind.SiblingLess)))
        {
            answer.Additional.Clear();
        }

        if (question.Type == RecordType.SOA && faults.Has(LabFaultKind.SerialStep))
        {
            StepSerial(answer.Answer);
        }
    }

    private void StepSerial(List<ResourceRecord> answer)
    {
        for (var i = 0; i < answer.Count; i++)
        {
            if (answer[i].Data is SoaData soa)
            {
                var serial = unchecked(soa.Serial + _serialSteps++);
                var stepped = new SoaData(soa.Primary, soa.Mailbox, serial, soa.Refresh, soa.Retry, soa.Expire, soa.Minimum);
                answer[i] = new ResourceRecord(answer[i].Owner, RecordType.SOA, answer[i].Ttl, stepped);
            }
        }
    }

    private ResponseShape ShapeFor(FaultsInForce faults, Message query, bool overTcp)
    {
        var small = faults.Has(LabFaultKind.Minimal512);
        var deaf = query.Edns is null || faults.Has(LabFaultKind.IgnoreEdns) || faults.Has(LabFaultKind.NoEdns)
            || (query.Edns.Options.Count > 0 && faults.Has(LabFaultKind.NoOptions));
        var shape = new ResponseShape
        {
            EdnsSize = (ushort)(deaf ? 0 : small ? UdpLimit.Plain : UdpLimit.Largest),
            RecursionAvailable = faults.Has(LabFaultKind.Recursion) || faults.Has(LabFaultKind.Caches),
            ExtendedError = faults.Find(LabFaultKind.Ede) is { } error ? new EdnsOption(Edns.ExtendedErrorOption, [(byte)(error.Number >> 8), (byte)error.Number]) : null,
            Cookie = deaf || !LabCookies.IsKnown(faults) ? null : _cookies.AnswerTo(query, faults),
        };
        if (!overTcp)
        {
            shape.Limit = small || deaf ? UdpLimit.Plain : UdpLimit.Of(query);
            shape.CutsGlueSilently = faults.Has(LabFaultKind.CutGlue);
            _udpAnswers++;
            shape.Truncated = faults.Has(LabFaultKind.Truncate) || faults.Any(fault => fault.Kind == LabFaultKind.Slip && _udpAnswers % fault.Number == 0);
        }

        return shape;
    }
}
