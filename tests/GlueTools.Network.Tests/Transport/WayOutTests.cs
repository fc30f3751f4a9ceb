using System.Net;
using System.Net.Sockets;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>The system knows a way to loopback, and none to the broadcast address without leave: the one stands for a network that is there, the other for one that has gone.</summary>
public class WayOutTests
{
    private static readonly IPEndPoint There = new(IPAddress.Loopback, 53), Gone = new(IPAddress.Broadcast, 53);

    [Theory]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.NetworkDown)]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.AddressNotAvailable)]
    public void An_address_without_a_way_is_no_lost_network_while_others_can_be_reached(SocketError error)
    {
        var way = new WayOut();
        Assert.False(way.IsLost(error, AddressFamily.InterNetwork));

        way.Heard(There);
        Assert.False(way.IsLost(error, AddressFamily.InterNetwork));

        way.Heard(Gone);
        Assert.True(way.IsLost(error, AddressFamily.InterNetwork));
        Assert.False(way.IsLost(error, AddressFamily.InterNetworkV6));

        way.Heard(There);
        Assert.False(way.IsLost(error, AddressFamily.InterNetwork));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.AccessDenied)]
    public void What_a_server_or_a_rule_says_is_no_lost_network(SocketError error)
    {
        var way = new WayOut();
        way.Heard(Gone);

        Assert.False(way.IsLost(error, AddressFamily.InterNetwork));
    }

    [Fact]
    public void Ports_that_are_used_up_are_told_apart_from_a_missing_way()
    {
        Assert.True(Shortage.IsOurs(SocketError.AddressNotAvailable, There));
        Assert.False(Shortage.IsOurs(SocketError.AddressNotAvailable, Gone));
    }
}
