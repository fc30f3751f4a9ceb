using System.Net;
using System.Net.Sockets;
using GlueTools.Dns.Addresses;

namespace GlueTools.Lab.Serving;

/// <summary>A map whose IPv6 addresses all lead to one place.</summary>
internal sealed class FamilyLimitedMap : AddressMap
{
    private readonly AddressMap _map;
    private readonly IPEndPoint? _ipv6;

    internal FamilyLimitedMap(AddressMap map, IPEndPoint? ipv6)
    {
        _map = map;
        _ipv6 = ipv6;
    }

    public override IPEndPoint? EndpointOf(IPAddress address, int port) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? _ipv6 : _map.EndpointOf(address, port);
}
