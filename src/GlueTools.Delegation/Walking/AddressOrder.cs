using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace GlueTools.Delegation.Walking;

/// <summary>IPv4 before IPv6, then by value: so that reports do not depend on who answered first.</summary>
internal sealed class AddressOrder : IComparer<IPAddress>
{
    internal static AddressOrder Instance { get; } = new();

    public int Compare(IPAddress? x, IPAddress? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        byte[] left = x.GetAddressBytes(), right = y.GetAddressBytes();
        if (left.Length != right.Length)
        {
            return left.Length - right.Length;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] - right[i];
            }
        }

        return 0;
    }

    internal static SortedSet<IPAddress> Set(IEnumerable<IPAddress>? addresses = null) =>
        addresses is null ? new SortedSet<IPAddress>(Instance) : new SortedSet<IPAddress>(addresses, Instance);

    internal static List<IPAddress> OfFamily(IEnumerable<IPAddress> addresses, AddressFamily family)
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
}
