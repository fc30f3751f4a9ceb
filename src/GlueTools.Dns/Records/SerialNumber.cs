using System.Collections.Generic;

namespace GlueTools.Dns.Records;

/// <summary>Serial number arithmetic (RFC 1982, SERIAL_BITS 32).</summary>
public static class SerialNumber
{
    /// <summary>Whether <paramref name="left"/> is newer. Two serials exactly 2^31 apart have no order; neither is newer then.</summary>
    public static bool IsNewer(uint left, uint right) => left != right && unchecked(left - right) < 0x80000000u;

    /// <summary>The newest of some serials; null where none is known. Of two that have no order, it is the first.</summary>
    /// <param name="serials">The serials; null for one that is not known.</param>
    public static uint? Newest(IEnumerable<uint?> serials)
    {
        uint? newest = null;
        foreach (var serial in serials)
        {
            if (serial is { } one && (newest is not { } known || IsNewer(one, known)))
            {
                newest = one;
            }
        }

        return newest;
    }
}
