using System;
using GlueTools.Dns.Messages;

namespace GlueTools.Lab.Serving;

/// <summary>How large a UDP answer may be.</summary>
internal static class UdpLimit
{
    /// <summary>Without EDNS (RFC 1035, section 4.2.1).</summary>
    internal const int Plain = 512;

    /// <summary>What the lab's servers announce and send at most.</summary>
    internal const int Largest = 4096;

    internal static int Of(Message query) => query.Edns is { } edns ? Math.Min(Math.Max((int)edns.PayloadSize, Plain), Largest) : Plain;
}
