using System;
using System.Globalization;

namespace GlueTools.Delegation.Arrivals;

/// <summary>Times and spans as people read them, in UTC.</summary>
public static class Times
{
    /// <summary><c>2026-01-01T00:00:00Z</c>, up to the next full second: what holds until then holds no longer.</summary>
    /// <param name="time">A time.</param>
    public static string Iso(DateTime time) => Rounded(time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time of day, with the day where that is another one: <c>14:32 UTC</c>.</summary>
    /// <param name="time">A time.</param>
    /// <param name="now">When this is said.</param>
    public static string Clock(DateTime time, DateTime now)
    {
        var rounded = Rounded(time);
        var format = (rounded.Date == now.Date ? string.Empty : "yyyy-MM-dd ") + (rounded.Second == 0 ? "HH:mm" : "HH:mm:ss");
        return rounded.ToString(format, CultureInfo.InvariantCulture) + " UTC";
    }

    /// <summary><c>2 h 11 min</c>, <c>4 min 5 s</c>, <c>12 s</c>: never shorter than it is.</summary>
    /// <param name="span">A span.</param>
    public static string Span(TimeSpan span)
    {
        var seconds = (long)Math.Ceiling(span.TotalSeconds);
        return seconds >= 3600 ? Text(seconds / 3600, "h") + Text(((seconds % 3600) + 59) / 60, "min", after: true)
            : seconds >= 60 ? Text(seconds / 60, "min") + Text(seconds % 60, "s", after: true)
            : Text(seconds, "s");
    }

    private static DateTime Rounded(DateTime time)
    {
        var rest = time.Ticks % TimeSpan.TicksPerSecond;
        return rest == 0 ? time : time.AddTicks(TimeSpan.TicksPerSecond - rest);
    }

    private static string Text(long number, string unit, bool after = false) =>
        after && number == 0 ? string.Empty : (after ? " " : string.Empty) + number.ToString(CultureInfo.InvariantCulture) + " " + unit;
}
