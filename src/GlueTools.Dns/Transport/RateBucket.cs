using System;

namespace GlueTools.Dns.Transport;

/// <summary>A token bucket: so many a second, with a burst.</summary>
internal sealed class RateBucket
{
    private readonly double _perMicrosecond;
    private readonly double _burst;
    private double _tokens;
    private long _at;

    internal RateBucket(int perSecond, int burst, long now)
    {
        _perMicrosecond = perSecond / 1_000_000.0;
        _burst = Math.Max(1, burst);
        _tokens = _burst;
        _at = now;
    }

    internal bool TryTake(long now)
    {
        Fill(now);
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>Takes a token that must be paid back: repeats of a question that was admitted already.</summary>
    internal void Charge(long now)
    {
        Fill(now);
        _tokens--;
    }

    /// <summary>Microseconds until a token is there.</summary>
    internal long Wait(long now)
    {
        Fill(now);
        return _tokens >= 1 ? 0 : (long)Math.Ceiling((1 - _tokens) / _perMicrosecond);
    }

    private void Fill(long now)
    {
        _tokens = Math.Min(_burst, _tokens + ((now - _at) * _perMicrosecond));
        _at = now;
    }
}
