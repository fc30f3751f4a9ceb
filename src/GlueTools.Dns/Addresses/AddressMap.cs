using System.Collections.Generic;
using System.Net;

namespace GlueTools.Dns.Addresses;

/// <summary>
/// Says at which endpoint a server address is really reached. Out in the world that is the address itself; a lab serves real-looking addresses from
/// loopback, one port per server.
/// </summary>
public abstract class AddressMap
{
    /// <summary>Every address is reached at itself.</summary>
    public static AddressMap Identity { get; } = new IdentityMap();

    /// <summary>The endpoint for a server address, or null where there is no route to it.</summary>
    /// <param name="address">The server's address as DNS names it.</param>
    /// <param name="port">The port that was asked for, 1 to 65535.</param>
    public abstract IPEndPoint? EndpointOf(IPAddress address, int port);

    private sealed class IdentityMap : AddressMap
    {
        public override IPEndPoint EndpointOf(IPAddress address, int port) => new(address, port);
    }
}

/// <summary>A map given as a table, as a lab makes it.</summary>
public sealed class TableAddressMap : AddressMap
{
    private readonly IReadOnlyDictionary<IPAddress, IPEndPoint?> _table;
    private readonly IPEndPoint? _others;

    /// <summary>Creates the map.</summary>
    /// <param name="table">Endpoint by address; a null endpoint means no route.</param>
    /// <param name="others">Where every other address leads: a place that never answers, or one that answers for everybody; null means no route.</param>
    public TableAddressMap(IReadOnlyDictionary<IPAddress, IPEndPoint?> table, IPEndPoint? others)
    {
        _table = table;
        _others = others;
    }

    /// <inheritdoc/>
    public override IPEndPoint? EndpointOf(IPAddress address, int port) => _table.TryGetValue(address, out var endpoint) ? endpoint : _others;
}
