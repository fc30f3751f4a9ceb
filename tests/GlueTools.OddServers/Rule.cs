using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GlueTools.OddServers;

/// <summary>
/// "CONDITION CONDITION: ACTION": what an odd server does with the questions that meet all conditions. Rules are looked at in order, and all that apply take
/// effect.
/// </summary>
internal sealed class Rule
{
    private static readonly Dictionary<string, int> Types = new(StringComparer.Ordinal) { ["A"] = 1, ["NS"] = 2, ["SOA"] = 6, ["AAAA"] = 28, ["DNSKEY"] = 48 };

    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal) { ["FORMERR"] = 1, ["SERVFAIL"] = 2, ["NOTIMP"] = 4, ["REFUSED"] = 5, ["BADVERS"] = 16 };

    private readonly List<Func<Question, OddHost, bool>> _conditions;
    private readonly Action<Reply> _action;

    private Rule(List<Func<Question, OddHost, bool>> conditions, Action<Reply> action)
    {
        _conditions = conditions;
        _action = action;
    }

    internal static Rule Parse(string text)
    {
        var parts = text.Split(':');
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Rule(words.Select(word => Condition(word, word.Split('='))).ToList(), Action(parts[1].Trim(), parts[1].Trim().Split('=')));
    }

    internal void Apply(Question question, OddHost host, Reply reply)
    {
        if (_conditions.All(condition => condition(question, host)))
        {
            _action(reply);
        }
    }

    private static Func<Question, OddHost, bool> Condition(string word, string[] parts) => parts[0] switch
    {
        "foreign" => (question, _) => question.Version is null,
        "root" => (question, _) => question.Zone.Length == 0,
        "udp" => (question, _) => !question.IsTcp,
        "tcp" => (question, _) => question.IsTcp,
        "edns" => (question, _) => question.HasEdns,
        "type" => (question, _) => question.Type == Types[parts[1]],
        "odd" => (question, _) => IsOdd(question.Zone),
        "even" => (question, _) => question.Zone.Length > 0 && !IsOdd(question.Zone),
        "not-every" => (question, host) => host.Count() % Number(parts[1]) != 0,
        "over-zone" => (question, host) => !host.Allows(word + " " + question.Zone, Number(parts[1])),
        "over-client" => (question, host) => !host.Allows(word + " " + question.Client, Number(parts[1])),
        "between" => Between(parts[1].Split('-')),
        _ => throw new FormatException("No such condition: " + word),
    };

    private static Func<Question, OddHost, bool> Between(string[] milliseconds)
    {
        int from = Number(milliseconds[0]), to = Number(milliseconds[1]);
        return (_, host) => host.Age() is var age && age >= from && age < to;
    }

    private static Action<Reply> Action(string word, string[] parts) => parts[0] switch
    {
        "drop" => reply => reply.IsDropped = true,
        "close" => reply => reply.IsClosed = true,
        "garbage" => reply => reply.IsGarbage = true,
        "truncate" => reply => reply.IsTruncated = true,
        "ask" => reply => reply.Backend = parts[1],
        "delay" => reply => reply.DelayMs = Number(parts[1]),
        "fold" => reply => reply.IsFolded = true,
        "twice" => reply => reply.IsTwice = true,
        "elsewhere" => reply => reply.IsFromElsewhere = true,
        "ignore-edns" => reply => reply.IgnoresEdns = true,
        "cache" => reply => reply.IsFromCache = true,
        "lie" => reply => reply.IsLying = true,
        "close-after" => reply => reply.ClosesAfter = true,
        _ => Codes.TryGetValue(word, out var code) ? reply => reply.Code = code : throw new FormatException("No such action: " + word),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Whether the zone's number, which ends its first label, is odd.</summary>
    private static bool IsOdd(string zone) => zone.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && (zone[dot - 1] & 1) == 1;
}
