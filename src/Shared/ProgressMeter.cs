using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace GlueTools.Shared;

/// <summary>
/// Says how far a run is, in the same words at both doors, seldom enough to cost nothing: a line at most every 250 milliseconds, the first after half a second. The rate is that of the last
/// ten seconds, so that what is left follows what is seen now.
/// </summary>
internal sealed class ProgressMeter
{
    private const long FirstMs = 500, EveryMs = 250, WindowMs = 10_000, SecondMs = 1000;

    private readonly Func<long> _clock;
    private readonly Queue<(long Ms, long Done)> _seen = new();
    private long _next = FirstMs;

    /// <summary>Starts at zero.</summary>
    /// <param name="clock">Milliseconds since the run began; null for a clock that starts now.</param>
    internal ProgressMeter(Func<long>? clock = null)
    {
        var watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.ElapsedMilliseconds);
        _seen.Enqueue((0, 0));
    }

    /// <summary>How many there will be; null as long as nobody knows.</summary>
    internal Func<long?> Total { get; set; } = () => null;

    /// <summary>Whether a line was ever due.</summary>
    internal bool HasShown { get; private set; }

    /// <summary>How much of a hundred is done; -1 where nobody knows.</summary>
    internal int Percent { get; private set; } = -1;

    /// <summary>Seconds that are left; -1 where nobody knows.</summary>
    internal int SecondsLeft { get; private set; } = -1;

    /// <summary>The line that is due now; null where none is.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="inFlight">What is under way.</param>
    /// <param name="findings">Findings so far; null where none are counted.</param>
    internal string? Next(long done, int inFlight, long? findings = null)
    {
        var now = _clock();
        if (now < _next)
        {
            return null;
        }

        _next = now + EveryMs;
        HasShown = true;
        while (_seen.Count > 1 && now - _seen.Peek().Ms > WindowMs)
        {
            _seen.Dequeue();
        }

        var (fromMs, fromDone) = _seen.Peek();
        var rate = (double)(done - fromDone) * SecondMs / Math.Max(1, now - fromMs);
        _seen.Enqueue((now, done));
        return Line(done, inFlight, findings, rate);
    }

    private string Line(long done, int inFlight, long? findings, double rate)
    {
        // Names that follow from others make more of them than were counted.
        var total = Total() is { } all ? Math.Max(all, done + inFlight) : (long?)null;
        var line = Number(done) + (total is { } of ? " of " + Number(of) : string.Empty) + " done, " + Number(inFlight) + " under way";
        Percent = total is > 0 ? (int)(done * 100 / total) : -1;
        SecondsLeft = total is { } whole && rate > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling((whole - done) / rate)) : -1;
        if (done > 0)
        {
            line += ", " + rate.ToString(rate < 10 ? "0.#" : "0", CultureInfo.InvariantCulture) + "/s";
            line += SecondsLeft >= 0 ? ", " + Time(SecondsLeft) + " left" : string.Empty;
            line += findings is { } found ? ", " + Number(found) + (found == 1 ? " finding" : " findings") : string.Empty;
        }

        return line;
    }

    private static string Time(int seconds) => seconds < 60 ? Number(seconds) + " s" : seconds < 3600 ? Number((seconds + 59) / 60) + " min" : Number(seconds / 3600) + " h " + Number(seconds % 3600 / 60) + " min";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
