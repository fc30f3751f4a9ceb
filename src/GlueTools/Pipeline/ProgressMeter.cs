using System;
using System.Diagnostics;
using System.Globalization;

namespace GlueTools.Pipeline;

/// <summary>Says how far a run is, seldom enough to cost nothing: a line at most every 250 milliseconds, the first after half a second.</summary>
internal sealed class ProgressMeter
{
    private const long FirstMs = 500, EveryMs = 250;

    private readonly Func<long> _clock;
    private long _next = FirstMs;

    /// <summary>Starts at zero.</summary>
    /// <param name="clock">Milliseconds since the run began; null for a clock that starts now.</param>
    internal ProgressMeter(Func<long>? clock = null)
    {
        var watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.ElapsedMilliseconds);
    }

    /// <summary>Whether a line was ever due.</summary>
    internal bool HasShown { get; private set; }

    /// <summary>The line that is due now; null where none is.</summary>
    internal string? Next(int finished, int inFlight)
    {
        var now = _clock();
        if (now < _next)
        {
            return null;
        }

        _next = now + EveryMs;
        HasShown = true;
        return string.Format(CultureInfo.InvariantCulture, "{0} done, {1} in flight, {2}/s", finished, inFlight, finished * 1000L / Math.Max(1, now));
    }
}
