using System;

namespace GlueTools.Network.Loop;

/// <summary>The time of day at moments of the loop's clock. The system is asked for it once a second, so that it follows when the system's time is set.</summary>
/// <param name="clock">Whose.</param>
internal sealed class WallClock(Clock clock)
{
    private const long SecondUs = 1_000_000;
    private const long TicksPerUs = TimeSpan.TicksPerMillisecond / 1000;

    private long _readAt = long.MinValue;
    private DateTime _utc;

    /// <summary>The time of day, UTC, at a moment that has just been.</summary>
    /// <param name="now">Microseconds of the loop's clock.</param>
    internal DateTime At(long now)
    {
        if (_readAt == long.MinValue || now - _readAt >= SecondUs)
        {
            _utc = clock.UtcNow;
            _readAt = now;
        }

        return _utc.AddTicks((now - _readAt) * TicksPerUs);
    }
}
