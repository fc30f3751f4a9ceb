using System.Collections.Generic;
using System.Net.Sockets;

namespace GlueTools.Dns.Addresses;

/// <summary>The two address families, in the order in which everything is listed.</summary>
public static class Families
{
    /// <summary>IPv4, then IPv6.</summary>
    public static IReadOnlyList<AddressFamily> Both { get; } = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];
}
