using System;
using System.Collections.Generic;
using GlueTools.Registry.Http;

namespace GlueTools.Registry.Asking;

/// <summary>
/// Answers of this run: a host that serves a thousand domains is asked for once. One that is older than it may be is asked for again with its tag, so that a
/// server need not send it twice. Bounded; the oldest go first.
/// </summary>
internal sealed class AnswerCache(Func<DateTime> utcNow)
{
    private const int MostAnswers = 4096, MostOctets = 32 << 20;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private int _octets;

    /// <summary>An answer that may still be used; null where there is none, with the tag of an older one.</summary>
    internal HttpReply? Find(string url, out string etag)
    {
        lock (_lock)
        {
            etag = string.Empty;
            if (!_entries.TryGetValue(url, out var entry))
            {
                return null;
            }

            if (utcNow() - entry.TakenUtc < Life)
            {
                return entry.Reply;
            }

            etag = entry.Tag;
            return null;
        }
    }

    /// <summary>The older answer, which the server says still holds; null where it is gone.</summary>
    internal HttpReply? Renew(string url)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(url, out var entry))
            {
                return null;
            }

            entry.TakenUtc = utcNow();
            return entry.Reply;
        }
    }

    internal void Keep(string url, HttpReply reply)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(url, out var before))
            {
                _octets -= before.Reply.Body.Length;
            }
            else
            {
                _order.Enqueue(url);
            }

            _entries[url] = new Entry(reply, utcNow(), TagOf(reply.Header("etag")));
            _octets += reply.Body.Length;
            while ((_entries.Count > MostAnswers || _octets > MostOctets) && _order.Count > 0)
            {
                var oldest = _order.Dequeue();
                _octets -= _entries[oldest].Reply.Body.Length;
                _entries.Remove(oldest);
            }
        }
    }

    // What goes back to the server in a line is what a tag may hold (RFC 9110, section 8.8.3), or nothing.
    private static string TagOf(string text)
    {
        foreach (var c in text)
        {
            if (c is < '!' or > '~')
            {
                return string.Empty;
            }
        }

        return text.Length <= 200 ? text : string.Empty;
    }

    private sealed class Entry(HttpReply reply, DateTime takenUtc, string tag)
    {
        internal HttpReply Reply => reply;

        internal string Tag => tag;

        internal DateTime TakenUtc { get; set; } = takenUtc;
    }
}
