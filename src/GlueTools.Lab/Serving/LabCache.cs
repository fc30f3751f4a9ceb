using System.Collections.Generic;
using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;

namespace GlueTools.Lab.Serving;

/// <summary>What a resolver has in its cache: each answer as it was when it was first asked for, until the smallest of its TTLs has run out.</summary>
internal sealed class LabCache
{
    private const long SecondUs = 1_000_000;

    private readonly LabResolver _resolver;
    private readonly Clock _clock;
    private readonly Dictionary<Question, (ZoneAnswer Answer, long At)> _kept = new();

    internal LabCache(LabResolver resolver, Clock clock)
    {
        _resolver = resolver;
        _clock = clock;
    }

    internal ZoneAnswer Resolve(Question question)
    {
        if (_kept.TryGetValue(question, out var kept))
        {
            var seconds = (_clock.Now - kept.At) / SecondUs;
            if (seconds < TtlOf(kept.Answer))
            {
                return Aged(kept.Answer, (uint)seconds);
            }
        }

        var answer = _resolver.Resolve(question);
        _kept[question] = (answer, _clock.Now);
        return answer;
    }

    // What failed is not kept.
    private static uint TtlOf(ZoneAnswer answer) => answer.Answer.Concat(answer.Authority).Select(record => record.Ttl).DefaultIfEmpty().Min();

    private static ZoneAnswer Aged(ZoneAnswer answer, uint seconds)
    {
        var aged = new ZoneAnswer { Code = answer.Code };
        aged.Answer.AddRange(answer.Answer.Select(record => Aged(record, seconds)));
        aged.Authority.AddRange(answer.Authority.Select(record => Aged(record, seconds)));
        return aged;
    }

    private static ResourceRecord Aged(ResourceRecord record, uint seconds) => new(record.Owner, record.Type, record.Ttl - seconds, record.Data);
}
