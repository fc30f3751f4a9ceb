using System;
using System.Globalization;

namespace GlueTools.Registry.Objects;

/// <summary>Times that registries write, as ISO 8601 in UTC. What could be two days is none: 03/04/2026 is not guessed at.</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "yyyy.MM.dd HH:mm:ss", "yyyy.MM.dd", "yyyy/MM/dd",
        "yyyy. MM. dd.", "yyyyMMdd HH:mm:ss", "yyyyMMdd", "dd-MMM-yyyy HH:mm:ss", "dd-MMM-yyyy", "d-MMM-yyyy", "yyyy-MMM-dd", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy", "d.M.yyyy",
    ];

    internal static string Utc(string text)
    {
        var trimmed = text.Trim().TrimEnd('.');
        var whole = text.Trim();
        // Some stand before a name of a zone, a serial number or a remark.
        foreach (var candidate in new[] { whole, trimmed, Before(trimmed, " ("), Before(trimmed, " #"), Before(trimmed, " ") })
        {
            if (candidate.Length is > 0 and <= 40
                && DateTimeOffset.TryParseExact(candidate, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            }
        }

        return string.Empty;
    }

    private static string Before(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? string.Empty : text.Substring(0, at).Trim();
    }
}
