using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Graph;

/// <summary>Which networks addresses lie in.</summary>
public static class Networks
{
    private const int IPv4Bits = 24, IPv6Bits = 48;

    /// <summary>The /24 (IPv4) or /48 (IPv6) that an address lies in: the smallest that networks accept from one another.</summary>
    public static string PrefixOf(IPAddress address)
    {
        var octets = address.GetAddressBytes();
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? IPv4Bits : IPv6Bits;
        for (var i = bits / 8; i < octets.Length; i++)
        {
            octets[i] = 0;
        }

        return new IPAddress(octets) + "/" + (bits == IPv4Bits ? "24" : "48");
    }

    internal static SortedDictionary<string, HashSet<IPAddress>> Prefixes(IEnumerable<GraphHost> hosts) => Groups(hosts, PrefixOf);

    internal static SortedDictionary<string, HashSet<IPAddress>> Systems(IEnumerable<GraphHost> hosts, AutonomousSystems systems) => Groups(hosts, systems.Of);

    private static SortedDictionary<string, HashSet<IPAddress>> Groups(IEnumerable<GraphHost> hosts, System.Func<IPAddress, string?> groupOf)
    {
        var groups = new SortedDictionary<string, HashSet<IPAddress>>(System.StringComparer.Ordinal);
        foreach (var host in hosts)
        {
            foreach (var address in host.All)
            {
                if (groupOf(address) is not { } group)
                {
                    continue;
                }

                if (!groups.TryGetValue(group, out var addresses))
                {
                    groups.Add(group, addresses = new HashSet<IPAddress>());
                }

                addresses.Add(address);
            }
        }

        return groups;
    }
}
