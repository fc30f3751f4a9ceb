using System.Net;
using GlueTools.Dns.Addresses;
using GlueTools.Dns.Names;

namespace GlueTools.Delegation.Answers;

/// <summary>A name server at one of its addresses. The name is null where only an address was given.</summary>
public sealed class ServerAddress
{
    /// <summary>Creates the pair.</summary>
    public ServerAddress(DomainName? name, IPAddress address)
    {
        Name = name;
        Address = address;
    }

    /// <summary>The server's name; null where only an address was given.</summary>
    public DomainName? Name { get; }

    /// <summary>The address.</summary>
    public IPAddress Address { get; }

    /// <inheritdoc/>
    public override string ToString() => Name is { } name ? name.Text + "/" + Address : Address.ToString();

    /// <summary>By name, those without one first, then IPv4 before IPv6, then by address.</summary>
    public static int Compare(ServerAddress left, ServerAddress right)
    {
        var order = (left.Name is null ? 0 : 1) - (right.Name is null ? 0 : 1);
        if (order == 0 && left.Name is { } name)
        {
            order = name.CompareTo(right.Name!.Value);
        }

        return order != 0 ? order : AddressOrder.Instance.Compare(left.Address, right.Address);
    }
}
