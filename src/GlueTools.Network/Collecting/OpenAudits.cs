using System.Collections.Generic;
using System.Threading;
using GlueTools.Dns.Names;
using GlueTools.Network.Loop;
using GlueTools.Network.Walking;

namespace GlueTools.Network.Collecting;

/// <summary>
/// The audits under way, and how many of them only wait: for servers that do not answer, mostly. Those need no processor and few questions, so further
/// domains may begin beside them; otherwise a list with many dead servers would take one time-out for every window of domains.
/// </summary>
internal sealed class OpenAudits
{
    /// <summary>
    /// An audit to which nothing happened for so long only waits; longer than most round trips, much shorter than a time-out. One that waits for nobody but servers that kept others
    /// waiting does so from the beginning.
    /// </summary>
    internal const long WaitingAfterUs = 250_000;

    private const long LookEveryUs = 20_000;

    private readonly EventLoop _loop;
    private readonly long _timeUs;
    private readonly HashSet<AuditTally> _open = new();
    private LoopTimer? _timer;
    private int _waiting, _pausing;

    /// <param name="loop">The loop that they run on.</param>
    /// <param name="timeUs">Microseconds with a question on its way that each may take.</param>
    internal OpenAudits(EventLoop loop, long timeUs)
    {
        _loop = loop;
        _timeUs = timeUs;
    }

    /// <summary>Audits under way.</summary>
    internal int Count => _open.Count;

    /// <summary>Audits that only wait, as of the last look, and those that pause. Callable from any thread.</summary>
    internal int Waiting => Volatile.Read(ref _waiting) + Volatile.Read(ref _pausing);

    internal AuditContext Begin(DomainName domain, StepGate steps)
    {
        var tally = new AuditTally(_loop.Clock, _timeUs);
        _open.Add(tally);
        _timer ??= _loop.SetTimer(LookEveryUs, Look);
        return new AuditContext(domain, tally, steps);
    }

    internal void End(AuditContext audit) => _open.Remove(audit.Tally);

    /// <summary>Something waits for a time of its own, and does nothing until then.</summary>
    internal void BeginPause() => Volatile.Write(ref _pausing, _pausing + 1);

    internal void EndPause() => Volatile.Write(ref _pausing, _pausing - 1);

    private void Look()
    {
        var since = _loop.Now - WaitingAfterUs;
        var waiting = 0;
        foreach (var tally in _open)
        {
            waiting += tally.IsKeptWaiting || tally.MovedAt < since ? 1 : 0;
        }

        Volatile.Write(ref _waiting, waiting);
        _timer = _open.Count > 0 ? _loop.SetTimer(LookEveryUs, Look) : null;
    }
}
