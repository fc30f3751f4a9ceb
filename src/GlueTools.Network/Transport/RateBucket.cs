using System;

namespace GlueTools.Network.Transport;

/// <summary>
/// A token bucket. It promises that in any t seconds at most burst + rate · t are taken, repeats included: whoever takes a token for a question also
/// reserves those its repeats may need, so that they need not wait and the bucket never goes into debt.
/// </summary>
internal sealed class RateBucket
{
    private readonly double _perMicrosecond;
    private readonly double _burst;
    private double _tokens;
    private int _reserved;
    private long _at;

    internal RateBucket(int perSecond, int burst, long now)
    {
        _perMicrosecond = perSecond / 1_000_000.0;
        _burst = Math.Max(1, burst);
        _tokens = _burst;
        _at = now;
    }

    /// <summary>Takes a token and reserves further ones; the burst must be as large as all of them.</summary>
    internal bool TryTake(long now, int reserve = 0)
    {
        if (!IsReady(now, reserve))
        {
            return false;
        }

        _tokens--;
        _reserved += reserve;
        return true;
    }

    /// <summary>Takes one of the reserved tokens.</summary>
    internal void TakeReserved(long now)
    {
        Fill(now);
        _tokens--;
        _reserved--;
    }

    /// <summary>Gives back reserved tokens that were not needed.</summary>
    internal void Release(int reserved) => _reserved -= reserved;

    /// <summary>Gives back a token that was taken and not needed after all.</summary>
    internal void Return() => _tokens = Math.Min(_burst, _tokens + 1);

    /// <summary>Microseconds until there are so many tokens, if nobody else takes one; a guess where others must first give back what they reserved.</summary>
    internal long Wait(long now, int reserve = 0) => IsReady(now, reserve) ? 0 : (long)Math.Ceiling((1 + reserve + _reserved - _tokens) / _perMicrosecond);

    /// <summary>Whether nothing would be lost if the bucket were replaced by a new one.</summary>
    internal bool IsFull(long now)
    {
        Fill(now);
        return _reserved == 0 && _tokens >= _burst;
    }

    private bool IsReady(long now, int reserve)
    {
        Fill(now);
        return _tokens - _reserved >= 1 + reserve;
    }

    private void Fill(long now)
    {
        _tokens = Math.Min(_burst, _tokens + ((now - _at) * _perMicrosecond));
        _at = now;
    }
}
