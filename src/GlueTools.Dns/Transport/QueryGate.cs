using System;
using System.Collections.Generic;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>A question in line.</summary>
internal interface IWaitsForTurn
{
    /// <summary>It may be sent now; or not at all, since its server has fallen silent meanwhile.</summary>
    void Turn(bool mayAsk);
}

/// <summary>
/// The only place that limits questions: in flight per server, a second per server, a second in all, and in flight in all; and the pace of a server that has
/// begun to drop. Everything a server sees passes here: first attempts, repeats and connections.
/// </summary>
internal sealed class QueryGate
{
    /// <summary>Questions in flight in all; more than about 20,000 overflow socket buffers.</summary>
    internal const int MaxInFlight = 16_000;

    private readonly EventLoop _loop;
    private readonly int _perServer;
    private readonly RateBucket? _all;
    private readonly Queue<IWaitsForTurn> _waiting = new();
    private readonly Queue<Func<bool>> _repeats = new();
    private LoopTimer? _timer;
    private int _inFlight;
    private bool _admitting;

    internal QueryGate(EventLoop loop, TransportOptions options)
    {
        _loop = loop;
        _perServer = options.ServerThrottleLimit <= 0 ? int.MaxValue : options.ServerThrottleLimit;
        _all = options.RateLimit <= 0 ? null : new RateBucket(options.RateLimit, options.RateLimit / 10, EventLoop.Now);
        RepeatsPerQuestion = options.Retry + 1;
    }

    /// <summary>What one question may cost beside its first attempt: further attempts, and a connection.</summary>
    internal int RepeatsPerQuestion { get; }

    /// <summary>Puts a question in line.</summary>
    internal void Enter(ServerState server, IWaitsForTurn question)
    {
        server.Waiting.Enqueue(question);
        Admit(server);
    }

    /// <summary>A question is over.</summary>
    /// <param name="server">Whom it asked.</param>
    /// <param name="repeats">How often it was repeated.</param>
    /// <param name="mayAdmit">Whether the next that waits for this server may take its place; false leaves that to one of the others in flight.</param>
    internal void Leave(ServerState server, int repeats, bool mayAdmit)
    {
        server.InFlight--;
        server.Bucket?.Release(RepeatsPerQuestion - repeats);
        _inFlight--;
        if (mayAdmit)
        {
            Admit(server);
        }

        AdmitAll();
    }

    /// <summary>
    /// A repeat of a question that is in flight already, or a connection for it. It goes before new questions, and waits only for the limit of the whole run
    /// and the pace of a server that drops; <paramref name="send"/> says whether it was still wanted.
    /// </summary>
    internal void Repeat(ServerState server, Func<bool> send)
    {
        server.Repeats.Enqueue(send);
        Admit(server);
    }

    /// <summary>The server is silent: what waits for it would only wait in vain.</summary>
    internal static void Release(ServerState server)
    {
        // Whoever is told may ask again at once, and so change the line.
        var waiting = server.Waiting.ToArray();
        server.Waiting.Clear();
        foreach (var question in waiting)
        {
            question.Turn(mayAsk: false);
        }
    }

    private void Admit(ServerState server)
    {
        while (server.Repeats.Count > 0 || (server.Waiting.Count > 0 && server.InFlight < _perServer))
        {
            // Most servers are not held back, and the clock costs as much as all the rest here.
            var now = server.Pace.IsSlowed || server.Bucket is not null ? EventLoop.Now : 0;
            var wait = WaitOf(server, now);
            if (wait > 0)
            {
                AdmitLater(server, wait);
                return;
            }

            server.Pace.Sent(now);
            if (server.Repeats.Count > 0)
            {
                _repeats.Enqueue(server.Repeats.Dequeue());
            }
            else
            {
                server.InFlight++;
                _waiting.Enqueue(server.Waiting.Dequeue());
            }

            AdmitAll();
        }
    }

    // By itself, since the closure would otherwise be made for every question.
    private void AdmitLater(ServerState server, long wait) => server.Timer ??= _loop.SetTimer(wait, () =>
    {
        server.Timer = null;
        Admit(server);
    });

    /// <summary>Microseconds until the server may be asked; 0 where it may be now, and then the token of a new question is taken.</summary>
    private long WaitOf(ServerState server, long now)
    {
        var wait = server.Pace.Wait(now);
        if (wait > 0 || server.Repeats.Count > 0 || server.Bucket is not { } bucket || bucket.TryTake(now, RepeatsPerQuestion))
        {
            return wait;
        }

        return Math.Max(1, bucket.Wait(now, RepeatsPerQuestion));
    }

    private void AdmitAll()
    {
        // A question that fails at once leaves at once, which leads here again: the call at the bottom goes on, or the stack would grow with the line.
        if (_admitting)
        {
            return;
        }

        _admitting = true;
        while ((_repeats.Count > 0 || (_waiting.Count > 0 && _inFlight < MaxInFlight)) && HasToken())
        {
            if (_repeats.Count == 0)
            {
                _inFlight++;
                _waiting.Dequeue().Turn(mayAsk: true);
            }
            else if (!_repeats.Dequeue()())
            {
                _all?.Return();
            }
        }

        _admitting = false;
    }

    /// <summary>Takes a token for the whole run, or sees to it that the line moves on when there is one.</summary>
    private bool HasToken()
    {
        if (_all is null || _all.TryTake(EventLoop.Now))
        {
            return true;
        }

        _timer ??= _loop.SetTimer(_all.Wait(EventLoop.Now), () =>
        {
            _timer = null;
            AdmitAll();
        });
        return false;
    }
}
