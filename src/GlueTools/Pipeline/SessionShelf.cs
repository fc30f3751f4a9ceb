using System;
using System.Management.Automation;
using System.Threading;
using GlueTools.Dns.Exchanges;
using GlueTools.Labs;
using GlueTools.Network.Options;
using GlueTools.Network.Sessions;

namespace GlueTools.Pipeline;

/// <summary>
/// The session of the last call in a runspace, for half a second: a script that calls for one name after the other need not begin each time with threads, sockets
/// and the way down from the root. Whoever waits longer than that would not notice. What it may remember is the session's affair (<see cref="AuditSession.TryBeginAgain"/>).
/// </summary>
internal sealed class SessionShelf : IDisposable
{
    private const int KeptMilliseconds = 500;

    private readonly object _lock = new();
    private readonly Timer _timer;
    private AuditSession? _kept;
    private bool _isClosed;

    public SessionShelf() => _timer = new Timer(_ => Put(null), null, Timeout.Infinite, Timeout.Infinite);

    /// <summary>The session that a loaded module keeps, begun again; null where it keeps none that asks as these options do.</summary>
    internal static AuditSession? Take(PSModuleInfo? module, AuditOptions options, Action<Exchange>? observer) => ModuleData.Find<SessionShelf>(module)?.Take(options, observer);

    /// <summary>Lets a loaded module keep a session whose call has ended well; false where there is none, or nothing to keep it with.</summary>
    internal static bool Keep(PSModuleInfo? module, AuditSession? session)
    {
        if (session is null || ModuleData.Of(module) is null)
        {
            return false;
        }

        ModuleData.Open<SessionShelf>(module).Put(session);
        return true;
    }

    /// <summary>The kept session, begun again; null where there is none that asks as these options do.</summary>
    private AuditSession? Take(AuditOptions options, Action<Exchange>? observer)
    {
        // Whoever takes it has it alone: a pipeline may hold two of our commands.
        if (Swap(null) is not { } session)
        {
            return null;
        }

        try
        {
            if (session.TryBeginAgain(options, observer))
            {
                return session;
            }
        }
        catch (InvalidOperationException)
        {
            // A fault has ended it since. The new one has nothing to do with that.
        }

        session.Dispose();
        return null;
    }

    /// <summary>Keeps a session whose call has ended well, in place of the one that was kept.</summary>
    private void Put(AuditSession? session) => Swap(session)?.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _timer.Dispose();
        Put(null);
    }

    /// <summary>Puts one in the place of another; what comes back is the caller's to end.</summary>
    private AuditSession? Swap(AuditSession? session)
    {
        lock (_lock)
        {
            if (_isClosed && session is not null)
            {
                return session;
            }

            (_kept, session) = (session, _kept);
            if (!_isClosed)
            {
                _timer.Change(_kept is null ? Timeout.Infinite : KeptMilliseconds, Timeout.Infinite);
            }

            return session;
        }
    }
}
