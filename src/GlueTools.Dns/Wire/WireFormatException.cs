using System;
using System.Globalization;

namespace GlueTools.Dns.Wire;

/// <summary>Bytes that are not a DNS message. The only exception the reader raises; the transport turns it into an outcome.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>Says what was wrong where.</summary>
    /// <param name="offset">Octets from the start of the message.</param>
    /// <param name="what">What was expected, as the end of a sentence.</param>
    public WireFormatException(int offset, string what)
        : base(what + " at octet " + offset.ToString(CultureInfo.InvariantCulture))
    {
        Offset = offset;
    }

    /// <summary>Octets from the start of the message.</summary>
    public int Offset { get; }
}
