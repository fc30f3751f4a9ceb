namespace GlueTools.Dns.Records;

/// <summary>Serial number arithmetic (RFC 1982, SERIAL_BITS 32).</summary>
public static class SerialNumber
{
    /// <summary>Whether <paramref name="left"/> is newer. Two serials exactly 2^31 apart have no order; neither is newer then.</summary>
    public static bool IsNewer(uint left, uint right) => left != right && unchecked(left - right) < 0x80000000u;
}
