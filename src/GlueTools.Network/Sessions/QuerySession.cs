using System;
using System.Net;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Transport;
using GlueTools.Shared;

namespace GlueTools.Network.Sessions;

/// <summary>Single questions to given servers, without any walking or judging. Disposing ends everything at once.</summary>
public sealed class QuerySession : IDisposable
{
    // Before the loop opens anything.
    private readonly SocketBudget _sockets = SocketBudget.OfProcess();
    private readonly EventLoop _loop;
    private readonly Handover<Exchange> _finished = new();
    private DnsTransport? _transport;
    private int _inFlight;

    /// <summary>Starts a session.</summary>
    /// <param name="options">Port, time-outs, retries, address map.</param>
    /// <param name="observer">Told of every exchange as it ends, on the loop thread; null for nobody.</param>
    /// <param name="machine">What its loop runs on, and disposes of; null for the system's clock and sockets.</param>
    /// <exception cref="TooFewFilesException">The system lets this process open too few sockets.</exception>
    public QuerySession(AuditOptions options, Action<Exchange>? observer = null, Machine? machine = null)
    {
        _loop = new EventLoop(machine);
        var transport = options.ToTransportOptions() with { KeepBytes = true, Sockets = _sockets };
        _loop.Failed += _ => _finished.Complete();
        _loop.Post(() => _transport = new DnsTransport(_loop, transport, observer));
    }

    /// <summary>Questions that were asked and whose outcome is not yet taken.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Asks and returns at once.</summary>
    public void Start(IPAddress server, Question question, QueryOptions query, ProtocolPolicy policy)
    {
        Interlocked.Increment(ref _inFlight);
        _loop.Post(() =>
        {
            var task = _transport!.Ask(server, question, query, policy);
            task.ContinueWith(() => _finished.Add(task.Result));
        });
    }

    /// <summary>Waits for the next answer, or what became of it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the session disposed.</exception>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public Exchange Take(CancellationToken cancel)
    {
        TryTake(Timeout.Infinite, cancel, out var exchange);
        return exchange;
    }

    /// <summary>Waits at most so long for the next answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the session disposed.</exception>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public bool TryTake(int milliseconds, CancellationToken cancel, out Exchange exchange)
    {
        if (Taken(_finished.TryTake(milliseconds, cancel, out exchange)))
        {
            return true;
        }

        return _finished.IsComplete ? throw SessionEnd.Of(_loop) : false;
    }

    /// <summary>Takes an answer where there is one.</summary>
    public bool TryTake(out Exchange exchange) => Taken(_finished.TryTake(out exchange));

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.Dispose();
        _finished.Complete();
    }

    private bool Taken(bool taken)
    {
        if (taken)
        {
            Interlocked.Decrement(ref _inFlight);
        }

        return taken;
    }
}
