namespace GlueTools.Dns.Messages;

/// <summary>How a question is put on the wire.</summary>
public sealed record QueryOptions
{
    /// <summary>EDNS with 1232 octets, no recursion, no DNSSEC records.</summary>
    public static QueryOptions Default { get; } = new();

    /// <summary>UDP payload size announced in the OPT record; 0 sends no OPT at all (so 512 octets, RFC 1035, section 4.2.1).</summary>
    public ushort EdnsSize { get; init; } = 1232;

    /// <summary>The DO bit (RFC 3225). Needs EDNS.</summary>
    public bool DnssecOk { get; init; }

    /// <summary>The RD bit.</summary>
    public bool RecursionDesired { get; init; }
}
