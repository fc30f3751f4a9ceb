using System;
using System.Collections.Generic;

namespace GlueTools.Network.Transport;

/// <summary>
/// The questions that a server is to be asked only after a second in which it was asked nothing, when it has as much left for us as it ever has: a few at a time, no more than one domain
/// asks at once, and with a second in between for everybody else. Time comes in as a parameter, in microseconds of the loop's clock.
/// </summary>
internal sealed class QuietTurns
{
    /// <summary>Questions at a time: what every server is asked in a second if need be.</summary>
    private const int Most = (int)ServerPace.Slowest;

    private const long QuietUs = 1_000_000;

    private long _askedAt, _notBefore;
    private int _left;

    /// <param name="now">Now; the server may have been asked just before.</param>
    internal QuietTurns(long now) => _askedAt = _notBefore = now;

    /// <summary>Those that wait.</summary>
    internal Queue<IWaitsForTurn> Waiting { get; } = new();

    /// <summary>Whether everything else now waits for them.</summary>
    internal bool IsTheirTurn(long now) => _left > 0 || now >= _notBefore;

    /// <summary>Microseconds until it is their turn.</summary>
    internal long WaitForTurn(long now) => IsTheirTurn(now) ? 0 : _notBefore - now;

    /// <summary>In their turn, microseconds until it has been quiet for long enough.</summary>
    internal long Wait(long now) => _left > 0 ? 0 : Math.Max(0, _askedAt + QuietUs - now);

    /// <summary>Takes one of them in their turn.</summary>
    internal IWaitsForTurn Take(long now)
    {
        _left = (_left > 0 ? _left : Most) - 1;
        var next = Waiting.Dequeue();
        if (_left == 0 || Waiting.Count == 0)
        {
            _left = 0;
            _notBefore = now + QuietUs;
        }

        return next;
    }

    /// <summary>Something goes to the server.</summary>
    internal void Asked(long now) => _askedAt = now;
}
