using System;
using System.Threading;
using GlueTools.Delegation.Evidence;
using GlueTools.Delegation.Judging;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Names;
using GlueTools.Network.Collecting;
using GlueTools.Network.Loop;
using GlueTools.Network.Options;
using GlueTools.Network.Transport;
using GlueTools.Network.Walking;
using GlueTools.Shared;

namespace GlueTools.Network.Sessions;

/// <summary>
/// One audit run: names go in, reports come out in the order they are finished. The network lives on one loop thread, judging on one worker thread; the
/// caller's thread only starts and takes. Disposing ends everything at once, whatever is in flight.
/// </summary>
public sealed class AuditSession : IDisposable
{
    /// <summary>Domains for which a thread is woken while more are being worked on: woken for each, it costs some hundredths of a run in bulk.</summary>
    private const int Few = 8;

    // Before the loop opens anything.
    private readonly SocketBudget _sockets = SocketBudget.OfProcess();
    private readonly EventLoop _loop;
    private readonly Handover<CollectedEvidence> _collected = new(few: Few);
    private readonly Handover<AuditItem> _finished = new(few: Few);
    private readonly CancellationTokenSource _cancel = new();
    private readonly Thread _judge;
    private readonly KeptCuts _kept = new();
    private DnsTransport? _transport;
    private volatile ViewCollector? _collector;
    private volatile PathReport? _path;
    private Action? _begin;
    private int _opened, _taken, _unjudged;
    // The loop's own: how many domains it has begun and delivered, and how many it had begun when it last saw that nothing was under way.
    private int _begun, _delivered;
    private volatile int _quietAfter;

    /// <summary>Starts a run.</summary>
    /// <param name="options">What to ask, of whom, how fast.</param>
    /// <param name="observer">Told of every exchange as it ends, on the loop thread, so it must be quick; null for nobody.</param>
    /// <param name="random">For choices that need not be secret; null for a random seed.</param>
    /// <param name="machine">What the run's loop runs on, and disposes of; null for the system's clock and sockets.</param>
    /// <exception cref="TooFewFilesException">The system lets this process open too few sockets.</exception>
    public AuditSession(AuditOptions options, Action<Exchange>? observer = null, Random? random = null, Machine? machine = null)
    {
        Options = options;
        _loop = new EventLoop(machine);
        _loop.Failed += _ => _cancel.Cancel();
        _loop.Post(() =>
        {
            _loop.Rests = _collected.Rest;
            _transport = new DnsTransport(_loop, options.ToTransportOptions() with { Sockets = _sockets }, observer);
            _collector = new ViewCollector(new ServerAccess(_loop, _transport, options, random ?? new Random()), _kept);
        });
        _judge = new Thread(Judge) { IsBackground = true, Name = "GlueTools judge" };
        _judge.Start();
    }

    /// <summary>What the run asks.</summary>
    public AuditOptions Options { get; private set; }

    /// <summary>Domains that were started and are not yet taken: as long as it is above 0, there is something to wait for.</summary>
    public int InFlight => Volatile.Read(ref _opened) - Volatile.Read(ref _taken);

    /// <summary>
    /// Domains that may be in flight now: <see cref="AuditOptions.ThrottleLimit"/>, and one more for each that only waits for servers that do not answer, up to
    /// 16 times as many in all and at most 4,096 more. With a limit of 1 there is always one at a time.
    /// </summary>
    public int Room
    {
        get
        {
            var limit = Options.ThrottleLimit;
            return limit <= 1 ? limit : limit + Math.Min(_collector?.Audits.Waiting ?? 0, Math.Min(limit * 15, 4096));
        }
    }

    /// <summary>Counts the steps of searches; null until the loop has begun.</summary>
    internal StepGate? Steps => _collector?.Walker.Steps;

    /// <summary>Whether all that was collected has been judged: whoever makes time pass by himself waits for that, or it passes while the judge's thread sleeps.</summary>
    internal bool IsJudged => Volatile.Read(ref _unjudged) == 0;

    /// <summary>Whether it is known that nothing is under way any more: the loop has looked since it delivered the last domain, and none was started since.</summary>
    internal bool IsAtRest => _quietAfter == Volatile.Read(ref _opened);

    /// <summary>Whether the run's threads have ended.</summary>
    public bool HasEnded => !_loop.IsAlive && !_judge.IsAlive;

    /// <summary>
    /// Begins a further run in place of a new session, where nothing of the last is left. Of that, the zone cuts above the domains asked about are remembered for a
    /// minute, that the start servers answered, and round trips; never what a parent said of a domain, nor that a server was silent. Limits of what servers are asked a second go on as they are.
    /// </summary>
    /// <param name="options">What to ask, of whom, how fast.</param>
    /// <param name="observer">Told of every exchange as it ends, on the loop thread; null for nobody.</param>
    /// <returns>Whether the run has begun; false where the options lead elsewhere, or something is still under way: then this session is of no more use.</returns>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public bool TryBeginAgain(AuditOptions options, Action<Exchange>? observer = null)
    {
        if (InFlight > 0 || !options.AskAs(Options))
        {
            return false;
        }

        // The judge reads them, and has nothing to judge now.
        Options = options;
        _path = null;
        if (IsAtRest)
        {
            // Nothing is started before this, so it goes along with what is: the loop need not be woken twice.
            _begin = () => BeginAgain(options, observer);
            return _loop.Failure is null ? true : throw SessionEnd.Of(_loop);
        }

        var begun = new Handover<bool>();
        return Await(begun, () =>
        {
            var isIdle = IsIdle;
            if (isIdle)
            {
                BeginAgain(options, observer);
            }

            begun.Add(isIdle);
        }, CancellationToken.None);
    }

    /// <summary>Starts the audit of a domain and returns at once. The caller keeps <see cref="InFlight"/> within bounds.</summary>
    public void Start(DomainName name, object? tag = null) => Open(name, tag, () => _collector!.Collect(name), (_, view) => view);

    /// <summary>Starts the audit of a delegation that is not there yet and returns at once.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="proposed">The name servers, addresses and DS records in place of the parent's.</param>
    /// <param name="tag">Comes back with the item.</param>
    public void StartUndelegated(DomainName name, ProposedDelegation proposed, object? tag = null) =>
        Open(name, tag, () => _collector!.Collect(name, proposed), (_, view) => view);

    /// <summary>Starts the audit of a domain of which a side is given, and returns at once. A side that is given is not asked.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="given">What is given.</param>
    /// <param name="tag">Comes back with the item.</param>
    public void StartGiven(DomainName name, GivenSides given, object? tag = null) =>
        Open(name, tag, () => _collector!.Collect(name, given: given), (_, view) => view);

    /// <summary>Starts a trace from the start servers down to a name and returns at once; its item has a trace instead of a report.</summary>
    /// <param name="name">The name.</param>
    /// <param name="all">Every server of every level, instead of one random server a level.</param>
    /// <param name="tag">Comes back with the item.</param>
    public void StartTrace(DomainName name, bool all, object? tag = null) => Open(name, tag, () => _collector!.Trace(name, all), (item, trace) =>
    {
        item.Trace = trace;
        return null;
    });

    /// <summary>Starts to wait until the parent's servers show a change and returns at once; its item has how far that came instead of a report.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="request">What is waited for, and how.</param>
    /// <param name="tag">Comes back with the item.</param>
    public void StartWait(DomainName name, WaitRequest request, object? tag = null) => Open(name, tag, () => _collector!.Wait(name, request), (item, arrival) =>
    {
        item.Arrival = arrival;
        return null;
    });

    /// <summary>Takes a finished domain where there is one.</summary>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public bool TryTake(out AuditItem item)
    {
        if (Taken(_finished.TryTake(out item)))
        {
            return true;
        }

        return _loop.Failure is null ? false : throw SessionEnd.Of(_loop);
    }

    /// <summary>Waits for the next finished domain.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the session disposed.</exception>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public AuditItem Take(CancellationToken cancel)
    {
        TryTake(Timeout.Infinite, cancel, out var item);
        return item;
    }

    /// <summary>Waits at most so long for the next finished domain.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the session disposed.</exception>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public bool TryTake(int milliseconds, CancellationToken cancel, out AuditItem item)
    {
        if (Taken(_finished.TryTake(milliseconds, cancel, out item)))
        {
            return true;
        }

        return _finished.IsComplete ? throw SessionEnd.Of(_loop) : false;
    }

    /// <summary>Proves the path to the start servers, waits for the outcome, and returns it. Cheap after the first time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the session disposed.</exception>
    /// <exception cref="InvalidOperationException">The loop was ended by a fault in this program.</exception>
    public PathReport CheckPath(CancellationToken cancel)
    {
        if (_path is { } known)
        {
            return known;
        }

        var arrived = new Handover<PathReport>();
        return Await(arrived, () =>
        {
            // What it asks may still be under way when it knows enough.
            _quietAfter = -1;
            var path = _collector!.Path();
            path.ContinueWith(() => arrived.Add(path.Result));
        }, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancel.Cancel();
        _loop.Dispose();
        if (Thread.CurrentThread != _judge)
        {
            _judge.Join();
        }
    }

    /// <summary>Runs something on the loop and waits for what it hands over.</summary>
    private T Await<T>(Handover<T> result, Action onLoop, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, _cancel.Token);
        Post(onLoop);
        try
        {
            result.TryTake(Timeout.Infinite, ends.Token, out var taken);
            return taken;
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            throw SessionEnd.Of(_loop);
        }
    }

    private void Open<T>(DomainName name, object? tag, Func<LoopTask<T>> work, Func<AuditItem, T, DelegationView?> view)
    {
        Interlocked.Increment(ref _opened);
        var item = new AuditItem(name, tag);
        Post(() =>
        {
            _begun++;
            Deliver(item, work(), view);
        });
    }

    /// <summary>Runs something on the loop, and before it what begins the run, where that has not been done.</summary>
    private void Post(Action action)
    {
        if (Interlocked.Exchange(ref _begin, null) is { } begin)
        {
            _loop.Post(() =>
            {
                begin();
                action();
            });
        }
        else
        {
            _loop.Post(action);
        }
    }

    /// <summary>On the loop.</summary>
    private bool IsIdle => _collector!.IsIdle && _transport!.IsIdle;

    private void BeginAgain(AuditOptions options, Action<Exchange>? observer)
    {
        _transport!.BeginRun(observer);
        _collector = new ViewCollector(new ServerAccess(_loop, _transport, options, new Random()), _kept);
    }

    private bool Taken(bool taken)
    {
        if (taken)
        {
            Interlocked.Increment(ref _taken);
        }

        return taken;
    }

    /// <summary>Hands over what the network found, or the fault in this program that kept it from finding it.</summary>
    private void Deliver<T>(AuditItem item, LoopTask<T> work, Func<AuditItem, T, DelegationView?> view) => work.ContinueWith(() =>
    {
        Interlocked.Increment(ref _unjudged);
        try
        {
            var collected = new CollectedEvidence(item, view(item, work.Result), null);
            // Whoever takes the item asks for it next.
            _path ??= _collector!.KnownPath;
            _collected.Add(collected);
        }
        catch (Exception error)
        {
            _collected.Add(new CollectedEvidence(item, null, error));
        }

        if (++_delivered == _begun)
        {
            // Perhaps the last: what ends with it has ended by the next turn, and whoever begins again need not ask.
            _loop.Post(() => _quietAfter = IsIdle ? _begun : -1);
        }
    });

    /// <summary>Sleeps until there is more to judge, once whoever takes what was judged has been told.</summary>
    private bool NextCollected(out CollectedEvidence collected)
    {
        _finished.Rest();
        return _collected.TryTake(Timeout.Infinite, _cancel.Token, out collected);
    }

    private void Judge()
    {
        try
        {
            while (_collected.TryTake(out var collected) || NextCollected(out collected))
            {
                _finished.Add(collected.Judge(Options.Policy));
                Interlocked.Decrement(ref _unjudged);
            }
        }
        catch (OperationCanceledException)
        {
            // The session was disposed, or its loop has ended.
        }
        finally
        {
            _finished.Complete();
        }
    }
}
