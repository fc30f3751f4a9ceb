using System;
using System.Threading;
using GlueTools.Network.Loop;

namespace GlueTools.Simulation;

/// <summary>A clock that its owner moves. Its day is always the same.</summary>
public sealed class SimulatedClock : Clock
{
    /// <summary>The day.</summary>
    public static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Above all that a time-out or an age can be subtracted from.
    private const long FirstUs = 1_000_000_000_000;

    private long _now = FirstUs;

    /// <inheritdoc/>
    public override long Now => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public override DateTime UtcNow => Begin.AddTicks((Now - FirstUs) * (TimeSpan.TicksPerMillisecond / 1000));

    /// <summary>Milliseconds since it was made.</summary>
    public double ElapsedMs => (Now - FirstUs) / 1000.0;

    internal void MoveTo(long now) => Volatile.Write(ref _now, Math.Max(now, _now));
}
