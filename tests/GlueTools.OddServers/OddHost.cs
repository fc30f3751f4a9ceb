using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Threading;

namespace GlueTools.OddServers;

/// <summary>One address of an odd server: its rules, and what they remember.</summary>
internal sealed class OddHost(Plan plan, string name, IPAddress address, IReadOnlyList<Rule> rules)
{
    private static readonly byte[] Nonsense = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray();

    private const int Margin = 50;

    private readonly Dictionary<string, (double Tokens, long At)> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _firstAt, _count;

    internal string Name => name;

    internal IPAddress Address => address;

    /// <summary>Counts a question.</summary>
    internal long Count() => Interlocked.Increment(ref _count);

    /// <summary>Milliseconds since the first question.</summary>
    internal double Age()
    {
        Interlocked.CompareExchange(ref _firstAt, Stopwatch.GetTimestamp(), 0);
        return Stopwatch.GetElapsedTime(_firstAt).TotalMilliseconds;
    }

    /// <summary>Whether a bucket of one second's worth has something left.</summary>
    internal bool Allows(string key, int rate)
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            var (tokens, at) = _buckets.TryGetValue(key, out var found) ? found : (rate, now);
            tokens = Math.Min(rate, tokens + (Stopwatch.GetElapsedTime(at, now).TotalSeconds * rate));
            _buckets[key] = (tokens >= 1 ? tokens - 1 : tokens, now);
            return tokens >= 1;
        }
    }

    /// <summary>Takes a question; what is to be sent, if anything, comes later and on any thread. Null bytes close a connection.</summary>
    internal void Take(Question question, Action<Reply, byte[]?> send)
    {
        if (question.End == 0)
        {
            return;
        }

        var reply = new Reply();
        foreach (var rule in rules)
        {
            rule.Apply(question, this, reply);
        }

        if (reply.IsDropped || reply.IsClosed)
        {
            Ledger.Note(address, question, isAnswered: false);
        }

        if (reply.IsDropped)
        {
            return;
        }

        if (reply.IsClosed || reply.IsGarbage || reply.Code is not null || reply.IsTruncated)
        {
            if (!reply.IsClosed)
            {
                Ledger.Note(address, question, isAnswered: true);
            }

            send(reply, reply.IsClosed ? null
                : reply.IsGarbage ? Nonsense
                : Packet.Empty(question.Bytes, question.End, reply.Code ?? 0, reply.IsTruncated));
            return;
        }

        var query = reply.IgnoresEdns && question.HasEdns ? Packet.WithoutEdns(question.Bytes, question.End) : question.Bytes;
        plan.Backends[reply.Backend ?? question.Version ?? "none"].Ask(query, response => Answered(question, reply, response, send));
    }

    private void Answered(Question question, Reply reply, byte[] response, Action<Reply, byte[]?> send)
    {
        if (reply.IsFolded)
        {
            Packet.Fold(response);
        }

        if (reply.IsFromCache)
        {
            Packet.FromCache(response, 1 + (uint)(Age() / 1000));
        }

        if (reply.IsLying)
        {
            response = Packet.With(response, plan.Lies);
        }

        if (reply.DelayMs == 0)
        {
            Ledger.Note(address, question, isAnswered: true);
            send(reply, response);
            return;
        }

        Timer? timer = null;
        timer = new Timer(_ =>
        {
            timer?.Dispose();
            // Where the machine is so busy that the answer leaves later still, nobody need have waited for it.
            Ledger.Note(address, question, isAnswered: Stopwatch.GetElapsedTime(question.At).TotalMilliseconds < reply.DelayMs + Margin);
            send(reply, response);
        });
        timer.Change(reply.DelayMs, Timeout.Infinite);
    }
}
