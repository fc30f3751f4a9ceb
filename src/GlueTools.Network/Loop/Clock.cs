using System;
using System.Diagnostics;

namespace GlueTools.Network.Loop;

/// <summary>What time it is. Everything that depends on time gets its clock by constructor, so that it can be tested on time that does not pass by itself.</summary>
public abstract class Clock
{
    /// <summary>The system's clock.</summary>
    public static Clock System { get; } = new SystemClock();

    /// <summary>Microseconds of a monotonic clock that begins somewhere.</summary>
    public abstract long Now { get; }

    /// <summary>The time of day, UTC.</summary>
    public abstract DateTime UtcNow { get; }

    private sealed class SystemClock : Clock
    {
        public override long Now => (long)(Stopwatch.GetTimestamp() * (1_000_000.0 / Stopwatch.Frequency));

        public override DateTime UtcNow => DateTime.UtcNow;
    }
}
