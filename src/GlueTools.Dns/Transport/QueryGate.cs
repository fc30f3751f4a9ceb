using System;
using System.Collections.Generic;
using GlueTools.Dns.Loop;

namespace GlueTools.Dns.Transport;

/// <summary>The only place that limits questions: in flight per server, a second per server, a second in all, and in flight in all.</summary>
internal sealed class QueryGate
{
    /// <summary>Questions in flight in all; more than about 20,000 overflow socket buffers.</summary>
    internal const int MaxInFlight = 16_000;

    private readonly EventLoop _loop;
    private readonly int _perServer;
    private readonly RateBucket? _all;
    private readonly Queue<Action> _waiting = new();
    private LoopTimer? _timer;
    private int _inFlight;
    private bool _admitting;

    internal QueryGate(EventLoop loop, TransportOptions options)
    {
        _loop = loop;
        _perServer = options.ServerThrottleLimit <= 0 ? int.MaxValue : options.ServerThrottleLimit;
        _all = options.RateLimit <= 0 ? null : new RateBucket(options.RateLimit, options.RateLimit / 10, EventLoop.Now);
    }

    /// <summary>Calls <paramref name="turn"/> with true when the question may be sent, or with false when its server has fallen silent meanwhile.</summary>
    internal void Enter(ServerState server, Action<bool> turn)
    {
        server.Waiting.Enqueue(turn);
        Admit(server);
    }

    /// <summary>A question is over.</summary>
    /// <param name="server">Whom it asked.</param>
    /// <param name="mayAdmit">Whether the next that waits for this server may take its place; false leaves that to one of the others in flight.</param>
    internal void Leave(ServerState server, bool mayAdmit)
    {
        server.InFlight--;
        _inFlight--;
        if (mayAdmit)
        {
            Admit(server);
        }

        AdmitAll();
    }

    /// <summary>A repeat of a question that is in flight already, or a connection for it: it counts, and does not wait.</summary>
    internal void Charge(ServerState server)
    {
        server.Bucket?.Charge(EventLoop.Now);
        _all?.Charge(EventLoop.Now);
    }

    /// <summary>The server is silent: what waits for it would only wait in vain.</summary>
    internal static void Release(ServerState server)
    {
        // Whoever is told may ask again at once, and so change the line.
        var waiting = server.Waiting.ToArray();
        server.Waiting.Clear();
        foreach (var turn in waiting)
        {
            turn(false);
        }
    }

    private void Admit(ServerState server)
    {
        while (server.Waiting.Count > 0 && server.InFlight < _perServer)
        {
            if (server.Bucket is { } bucket && !bucket.TryTake(EventLoop.Now))
            {
                server.Timer ??= _loop.SetTimer(bucket.Wait(EventLoop.Now), () =>
                {
                    server.Timer = null;
                    Admit(server);
                });
                return;
            }

            var turn = server.Waiting.Dequeue();
            server.InFlight++;
            _waiting.Enqueue(() => turn(true));
            AdmitAll();
        }
    }

    private void AdmitAll()
    {
        // A question that fails at once leaves at once, which leads here again: the call at the bottom goes on, or the stack would grow with the line.
        if (_admitting)
        {
            return;
        }

        _admitting = true;
        while (_waiting.Count > 0 && _inFlight < MaxInFlight && HasToken())
        {
            _inFlight++;
            _waiting.Dequeue()();
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
