using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Collections;

namespace GlueTools.Dns.Addresses;

/// <summary>IPv4 before IPv6, then by value: so that reports do not depend on who answered first.</summary>
public sealed class AddressOrder : IComparer<IPAddress>
{
    /// <summary>The order.</summary>
    public static AddressOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(IPAddress? x, IPAddress? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        if (x.AddressFamily != y.AddressFamily)
        {
            return x.AddressFamily == AddressFamily.InterNetwork ? -1 : 1;
        }

        // The bytes are a copy each time, so the usual cases do without.
        return x.Equals(y) ? 0 : x.AddressFamily == AddressFamily.InterNetwork ? Number(x).CompareTo(Number(y)) : CompareBytes(x.GetAddressBytes(), y.GetAddressBytes());
    }

    /// <summary>Addresses in this order, each once.</summary>
    public static OrderedSet<IPAddress> Set(IEnumerable<IPAddress>? addresses = null) =>
        addresses is null ? new OrderedSet<IPAddress>(Instance) : new OrderedSet<IPAddress>(addresses, Instance);

    /// <summary>Those of one family, in the order given.</summary>
    public static List<IPAddress> OfFamily(IEnumerable<IPAddress> addresses, AddressFamily family)
    {
        var chosen = new List<IPAddress>();
        foreach (var address in addresses)
        {
            if (address.AddressFamily == family)
            {
                chosen.Add(address);
            }
        }

        return chosen;
    }

    private static int CompareBytes(byte[] left, byte[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] - right[i];
            }
        }

        return 0;
    }

#pragma warning disable CS0618 // Obsolete because it says nothing of IPv6, and the only way to an IPv4 address without a copy.
    private static uint Number(IPAddress address) => unchecked((uint)IPAddress.NetworkToHostOrder((int)address.Address));
#pragma warning restore CS0618
}
