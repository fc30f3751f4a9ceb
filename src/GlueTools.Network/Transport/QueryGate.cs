using System;
using System.Collections.Generic;
using GlueTools.Network.Loop;

namespace GlueTools.Network.Transport;

/// <summary>A question in line.</summary>
internal interface IWaitsForTurn
{
    /// <summary>What it may cost beside its first attempt: further attempts, and a connection.</summary>
    int MostRepeats { get; }

    /// <summary>When it took the place that it holds with its server, on the loop's clock; kept by <see cref="ServerPlaces"/>.</summary>
    long PlacedAt { get; set; }

    /// <summary>Whether it goes out only once the server has been asked nothing for a while.</summary>
    bool WantsQuiet { get; }

    /// <summary>It may be sent now.</summary>
    /// <param name="now">The time, on the loop's clock.</param>
    void Turn(long now);
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
    private readonly long _silenceUs;
    private readonly RateBucket? _all;
    private readonly Queue<Admitted> _waiting = new();
    private readonly Queue<Func<bool>> _repeats = new();
    private LoopTimer? _timer;
    private int _inFlight;
    private bool _admitting;

    internal QueryGate(EventLoop loop, TransportOptions options)
    {
        _loop = loop;
        _perServer = options.ServerThrottleLimit <= 0 ? int.MaxValue : options.ServerThrottleLimit;
        _all = options.RateLimit <= 0 ? null : new RateBucket(options.RateLimit, options.RateLimit / 10, loop.Now);
        _silenceUs = options.SilenceUs;
    }

    /// <summary>Whether nothing is in flight, or waits for the limit of the whole run.</summary>
    internal bool IsIdle => _inFlight == 0 && _waiting.Count == 0 && _repeats.Count == 0;

    /// <summary>Puts a question in line.</summary>
    internal void Enter(ServerState server, IWaitsForTurn question)
    {
        if (question.WantsQuiet)
        {
            server.AddQuiet(question, _loop.Now);
        }
        else
        {
            server.Waiting.Enqueue(question);
        }

        Admit(server);
    }

    /// <summary>A question is over.</summary>
    /// <param name="server">Whom it asked.</param>
    /// <param name="question">The question.</param>
    /// <param name="repeats">How often it was repeated.</param>
    internal void Leave(ServerState server, IWaitsForTurn question, int repeats)
    {
        server.Places.GiveUp(question);
        server.Bucket?.Release(question.MostRepeats - repeats);
        _inFlight--;
        Admit(server);
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

    private void Admit(ServerState server)
    {
        while (server.Repeats.Count > 0 || server.Waiting.Count > 0 || server.WantsQuiet)
        {
            // Most servers are not held back, and the clock costs as much as all the rest here.
            var isHeldBack = server.Pace.IsSlowed || server.Bucket is not null || server.Places.Count >= _perServer || server.WantsQuiet;
            var now = isHeldBack ? _loop.Now : 0;
            var wait = isHeldBack ? WaitOf(server, now) : 0;
            if (wait > 0)
            {
                AdmitLater(server, wait);
                return;
            }

            server.Pace.Sent(now);
            if (server.WantsQuiet && server.Quiet!.IsTheirTurn(now))
            {
                server.Places.Take();
                _waiting.Enqueue(new Admitted(server, server.Quiet.Take(now)));
            }
            else if (server.Repeats.Count > 0)
            {
                _repeats.Enqueue(server.Repeats.Dequeue());
            }
            else
            {
                server.Places.Take();
                _waiting.Enqueue(new Admitted(server, server.Waiting.Dequeue()));
            }

            AdmitAll();
        }
    }

    // By itself, since the closure would otherwise be made for every question.
    private void AdmitLater(ServerState server, long wait)
    {
        // All places belong to questions that wait for the limit of the whole run: whoever goes out next comes back here.
        if (wait == long.MaxValue)
        {
            return;
        }

        server.Timer ??= _loop.SetTimer(wait, () =>
        {
            server.Timer = null;
            Admit(server);
        });
    }

    /// <summary>Microseconds until the server may be asked; 0 where it may be now, and then the token of a new question is taken.</summary>
    private long WaitOf(ServerState server, long now)
    {
        var quiet = server.WantsQuiet ? server.Quiet : null;
        var isTheirTurn = quiet?.IsTheirTurn(now) == true;
        if (isTheirTurn && quiet!.Wait(now) is > 0 and var silence)
        {
            return silence;
        }

        var wait = isTheirTurn ? 0 : server.Pace.Wait(now);
        if (!isTheirTurn && (wait > 0 || server.Repeats.Count > 0))
        {
            return wait;
        }

        if (!isTheirTurn && server.Waiting.Count == 0)
        {
            return quiet!.WaitForTurn(now);
        }

        if (server.Places.Count >= _perServer)
        {
            var due = server.Places.Free(now, PatienceWith(server, now));
            if (server.Places.Count >= _perServer)
            {
                return due;
            }
        }

        var reserve = (isTheirTurn ? quiet!.Waiting : server.Waiting).Peek().MostRepeats;
        return server.Bucket is not { } bucket || bucket.TryTake(now, reserve) ? 0 : Math.Max(1, bucket.Wait(now, reserve));
    }

    private long PatienceWith(ServerState server, long now) =>
        server.IsSilent(now, _silenceUs) ? ServerPlaces.SilentUs : Math.Max(ServerPlaces.UsualUs, ServerPlaces.RoundTrips * server.RoundTripUs);

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
                Turn(_waiting.Dequeue());
            }
            else if (!_repeats.Dequeue()())
            {
                _all?.Return();
            }
        }

        _admitting = false;
    }

    private void Turn(Admitted next)
    {
        var now = _loop.Now;
        next.Server.Places.Sent(next.Question, now);
        next.Question.Turn(now);
        if (next.Server.Waiting.Count > 0 && next.Server.Timer is null)
        {
            // The place may be one that is not given back: somebody must look after those who wait for it.
            Admit(next.Server);
        }
    }

    /// <summary>Takes a token for the whole run, or sees to it that the line moves on when there is one.</summary>
    private bool HasToken()
    {
        if (_all is null || _all.TryTake(_loop.Now))
        {
            return true;
        }

        _timer ??= _loop.SetTimer(_all.Wait(_loop.Now), () =>
        {
            _timer = null;
            AdmitAll();
        });
        return false;
    }

    private readonly struct Admitted
    {
        internal Admitted(ServerState server, IWaitsForTurn question)
        {
            Server = server;
            Question = question;
        }

        internal ServerState Server { get; }

        internal IWaitsForTurn Question { get; }
    }
}
