using System;
using GlueTools.Dns.Records;

namespace GlueTools.Dns.Dnssec;

/// <summary>When a signature holds. Its times are serial numbers of 32 bits (RFC 4034, section 3.1.5): of the dates that a number may mean, the one nearest to the time in question counts.</summary>
public static class ValidityPeriod
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether the time is after the end. The very second of expiration still counts as valid.</summary>
    public static bool IsOver(RrsigData signature, DateTime at) => SerialNumber.IsNewer(Seconds(at), signature.Expiration);

    /// <summary>Whether the time is before the beginning.</summary>
    public static bool IsAhead(RrsigData signature, DateTime at) => SerialNumber.IsNewer(signature.Inception, Seconds(at));

    /// <summary>The date that a serial means, seen from a time; at the edges of the calendar the edge.</summary>
    public static DateTime Date(uint serial, DateTime from)
    {
        var distance = unchecked((int)(serial - Seconds(from)));
        var ticks = from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond) + (distance * TimeSpan.TicksPerSecond);
        return ticks < DateTime.MinValue.Ticks ? DateTime.MinValue : ticks > DateTime.MaxValue.Ticks ? DateTime.MaxValue : new DateTime(ticks, DateTimeKind.Utc);
    }

    private static uint Seconds(DateTime time) => unchecked((uint)((time.Ticks - Epoch.Ticks) / TimeSpan.TicksPerSecond));
}
